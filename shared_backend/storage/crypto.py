"""Sealed records: AES-256-GCM whose associated data says where the record belongs, so it cannot be moved."""

from __future__ import annotations

import os
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared_backend.domain.errors import RecordUnreadable

VERSION = 1
AES_256_GCM = 1
DEK_ID_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
HEADER_BYTES = 2 + DEK_ID_BYTES + NONCE_BYTES
_KIND = bytes((VERSION, AES_256_GCM))
UNREADABLE = "This record could not be read: it was changed, moved or sealed under another key. Nothing was deleted."


class Place(NamedTuple):
    """Where a record belongs; the same bytes in any other place do not open."""

    subject_id: str
    table: str
    record_id: str
    column: str
    record_version: int

    def associated_data(self, dek_id: bytes) -> bytes:
        """All parts with their lengths in front, so that no two places give the same bytes."""
        parts = (
            _KIND,
            self.subject_id.encode(),
            self.table.encode(),
            self.record_id.encode(),
            self.column.encode(),
            str(self.record_version).encode(),
            dek_id,
        )
        return b"".join([len(part).to_bytes(4, "big") + part for part in parts])


def record_cipher(key: bytes) -> AESGCM:
    """The cipher of one purpose key, made once and used for all of its records."""
    return AESGCM(key)


def seal_record(key: AESGCM, dek_id: bytes, place: Place, plaintext: bytes) -> bytes:
    """version | algorithm | data key id | nonce | ciphertext and tag."""
    nonce = os.urandom(NONCE_BYTES)
    return _KIND + dek_id + nonce + key.encrypt(nonce, plaintext, place.associated_data(dek_id))


def open_record(key: AESGCM, dek_id: bytes, place: Place, record: bytes) -> bytes:
    """The plaintext of a record that is whole and in its place.

    Raises
    ------
    RecordUnreadable
        When a single bit differs, or the record belongs elsewhere.
    """
    if record_key_id(record) != dek_id:
        raise RecordUnreadable(UNREADABLE)
    nonce = record[HEADER_BYTES - NONCE_BYTES : HEADER_BYTES]
    try:
        return key.decrypt(nonce, record[HEADER_BYTES:], place.associated_data(dek_id))
    except InvalidTag:
        raise RecordUnreadable(UNREADABLE) from None


def record_key_id(record: bytes) -> bytes:
    """The id of the data key that sealed a record."""
    if len(record) < HEADER_BYTES + TAG_BYTES or record[0] != VERSION or record[1] != AES_256_GCM:
        raise RecordUnreadable(UNREADABLE)
    return record[2 : 2 + DEK_ID_BYTES]
