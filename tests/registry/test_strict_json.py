"""JSON from outside is read as written or refused in one sentence, in time that grows with its length."""

from __future__ import annotations

import json
import time

import pytest

from shared_backend.domain.errors import InvalidInput
from shared_backend.registry.strict_json import MAX_DEPTH, digest_of, read_json

HOSTILE = {
    "empty": b"",
    "not UTF-8": b'{"a": "\xff"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "no JSON": b"{a: 1}",
    "two values": b"{} {}",
    "NaN": b'{"a": NaN}',
    "infinite": b"[-Infinity]",
    "beyond a double": b'{"a": 1e999}',
    "huge integer": b"[" + b"9" * 5_000 + b"]",
    "huge fraction": b"[0." + b"3" * 5_000 + b"]",
    "one key twice": b'{"a": 1, "b": {"c": 1, "c": 1}}',
    "one key in two spellings": b'{"a": 1, "\\u0061": 2}',
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "half a character": b'{"a": "\\ud800"}',
    "half a key": b'{"\\uDFFF": 1}',
    "raw control character": b'{"a": "\x00"}',
    "never ends": b'{"a": "' + b'\\"' * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_no_file_of_ours_holds_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="Nothing was changed"):
        read_json(HOSTILE[name], most_bytes=10**6)


def test_a_long_file_is_refused_unread() -> None:
    with pytest.raises(InvalidInput, match="larger than 1 MB"):
        read_json(b"[" * (2**20 + 1), most_bytes=2**20)


def test_the_rest_is_read_as_written() -> None:
    value = {"a": [1, -0.1, 1e-300, True, None, 'ü😀 ] } \\ "', {"": []}], "b": {}}
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False, indent=3)):
        assert read_json(b"\xef\xbb\xbf" + text.encode(), most_bytes=10**6) == value
    deepest = b"[" * MAX_DEPTH + b"]" * MAX_DEPTH
    assert json.dumps(read_json(deepest, most_bytes=100)).encode() == deepest


@pytest.mark.parametrize("piece", [b'\\"', b'"', b'"a",', b"\\", b"{", b'"["'])
def test_no_file_takes_longer_than_its_length_explains(piece: bytes) -> None:
    began = time.process_time()
    with pytest.raises(InvalidInput):
        read_json(b'{"a": "' + piece * (4_000_000 // len(piece)), most_bytes=10**7)
    assert time.process_time() - began < 10


def test_equal_values_have_equal_digests() -> None:
    assert digest_of({"a": 1.5, "b": ["ü"]}) == digest_of(json.loads('{ "b": ["\\u00fc"], "a": 1.50 }'))
    assert digest_of({"a": 1.5}) != digest_of({"a": 1.25})
