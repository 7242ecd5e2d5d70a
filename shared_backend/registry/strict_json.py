"""JSON from outside: read as written or refused, before anything looks at what it says.

The standard reader accepts what no file of ours holds: NaN, numbers beyond every range, one key twice (the last wins),
thousands of nested brackets. Each of them is refused here with one plain sentence.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from typing import Any, NoReturn

from shared_backend.domain.errors import InvalidInput

MAX_DEPTH = 16
MAX_DIGITS = 40  # of one number; a double needs at most 25 characters
# A text (also one that never ends, so that no file makes the search start over and over) or a bracket outside texts.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(blob: bytes, *, most_bytes: int) -> Any:
    """The value of a file.

    Parameters
    ----------
    blob : bytes
        UTF-8, with or without a byte order mark.
    most_bytes : int
        Longer files are refused unread.

    Raises
    ------
    InvalidInput
        When it is too long or too deep, not UTF-8, not JSON, names a key twice, or holds a number that is not finite
        or a character that does not exist.
    """
    if len(blob) > most_bytes:
        raise InvalidInput(f"This file is larger than {most_bytes // 1024 // 1024} MB. Nothing was changed.")
    try:
        text = blob.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput("This file is not text in UTF-8. Nothing was changed.") from None
    _check_depth(text)
    try:
        value = json.loads(
            text, object_pairs_hook=_once, parse_int=_int, parse_float=_float, parse_constant=_no_constant
        )
        if _HALF.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise InvalidInput("This file holds a character that does not exist. Nothing was changed.") from None
    except (json.JSONDecodeError, RecursionError):
        raise InvalidInput("This file is damaged: it cannot be read as JSON. Nothing was changed.") from None
    return value


def digest_of(value: Any) -> str:
    """SHA-256 of a JSON value, whatever the order of its keys and the spaces in its file."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _check_depth(text: str) -> None:
    # Counted before parsing: the parser itself would run out of stack.
    depth = 0
    for token in _TOKEN.finditer(text):
        first = token.group()[0]
        depth += (first in "[{") - (first in "]}")
        if depth > MAX_DEPTH:
            raise InvalidInput("This file is nested too deeply. Nothing was changed.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise InvalidInput("This file names something twice, so it is not clear what holds. Nothing was changed.")
    return found


def _int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        _bad_number()
    return int(digits)


def _float(digits: str) -> float:
    value = float(digits)
    if len(digits) > MAX_DIGITS or not math.isfinite(value):
        _bad_number()
    return value


def _no_constant(name: str) -> NoReturn:
    _bad_number()


def _bad_number() -> NoReturn:
    raise InvalidInput("This file holds a number out of every range. Nothing was changed.")
