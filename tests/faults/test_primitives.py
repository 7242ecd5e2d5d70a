"""K2: the AES-GCM this product stands on agrees with the Wycheproof vectors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared_backend.storage.keyring import derive

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "data" / "adversarial" / "crypto" / "aes_gcm_test.json"


def agrees(key: bytes, test: dict[str, Any]) -> bool | None:
    """Whether sealing and opening give what the vector says; None for nonces the library rejects by design."""
    field = {name: bytes.fromhex(test[name]) for name in ("iv", "aad", "msg", "ct", "tag")}
    cipher = AESGCM(key)
    try:
        sealed = cipher.encrypt(field["iv"], field["msg"], field["aad"])
        opened: bytes | None = cipher.decrypt(field["iv"], field["ct"] + field["tag"], field["aad"])
    except InvalidTag:
        opened = None
    except ValueError:
        return None
    if test["result"] == "valid":
        return opened == field["msg"] and sealed == field["ct"] + field["tag"]
    return opened is None


@pytest.mark.shared_data
def test_wycheproof() -> None:
    if not VECTORS.exists():
        pytest.skip("the Wycheproof vectors are not beside the project")
    content = json.loads(VECTORS.read_text())
    results = {}
    for group in content["testGroups"]:
        if group["tagSize"] != 128:
            continue
        for test in group["tests"]:
            results[test["tcId"]] = (group["ivSize"], agrees(bytes.fromhex(test["key"]), test))
    assert len(results) == content["numberOfTests"] == 316
    assert [tc for tc, (_, verdict) in results.items() if verdict is False] == []
    ours = [verdict for size, verdict in results.values() if size == 96]
    assert all(ours)
    assert len(ours) > 150, "every vector with the nonce length this product uses was run"


def test_the_harness_notices_a_wrong_answer() -> None:
    zeros = {"iv": "00" * 12, "aad": "", "msg": "00", "ct": "00", "tag": "00" * 16}
    assert agrees(b"0" * 16, {**zeros, "result": "valid"}) is False


def test_hkdf_is_pinned() -> None:
    assert derive(b"k" * 32, "record/attempts").hex() == derive(b"k" * 32, "record/attempts").hex()
    assert derive(b"k" * 32, "record/attempts") != derive(b"k" * 32, "record/drafts")
