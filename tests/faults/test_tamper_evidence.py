"""K1: every bit of twenty records, and fourteen ways to move one; none may open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from shared_backend.domain.errors import RecordUnreadable
from shared_backend.storage import crypto
from shared_backend.storage.crypto import Place
from shared_backend.storage.opening import Storage
from shared_backend.storage.vault import Vault


@dataclass(frozen=True)
class Sealed:
    """A record with its place."""

    user: str
    table: str
    record: str
    column: str
    version: int
    data: bytes
    plain: bytes


def seal_all(vault: Vault) -> list[Sealed]:
    """Twenty records of two people."""
    made = []
    for user in ("ada", "bob"):
        vault.create(user)
        for number in range(10):
            plain = bytes(range(number)) + b"an answer of some length" * (number % 3)
            place = (user, "attempts", f"r{number}", "answer", 1)
            made.append(Sealed(*place, vault.seal(*place, plain), plain))
    return made


def accepted(vault: Vault, item: Sealed) -> bool:
    """Whether the vault takes it for a good record."""
    try:
        vault.open(item.user, item.table, item.record, item.column, item.version, item.data)
    except RecordUnreadable:
        return False
    return True


def flipped(item: Sealed) -> Iterator[Sealed]:
    """The record with each single bit changed."""
    for position in range(len(item.data) * 8):
        data = bytearray(item.data)
        data[position // 8] ^= 1 << (position % 8)
        yield replace(item, data=bytes(data))


MOVES: dict[str, Callable[[Sealed, Sealed], Sealed]] = {
    "to another person": lambda a, b: replace(a, user=b.user),
    "to another table": lambda a, b: replace(a, table="drafts"),
    "to another record": lambda a, b: replace(a, record="r99"),
    "to another column": lambda a, b: replace(a, column="note"),
    "to a later version": lambda a, b: replace(a, version=2),
    "to an earlier version": lambda a, b: replace(a, version=0),
    "boundary between table and record": lambda a, b: replace(a, table=a.table + a.record[0], record=a.record[1:]),
    "boundary between record and column": lambda a, b: replace(a, record=a.record + "a", column=a.column[1:]),
    "another person's record here": lambda a, b: replace(a, data=b.data),
    "another's key id in front": lambda a, b: replace(a, data=a.data[:2] + b.data[2:18] + a.data[18:]),
    "another's nonce": lambda a, b: replace(a, data=a.data[:18] + b.data[18:30] + a.data[30:]),
    "another's body": lambda a, b: replace(a, data=a.data[:30] + b.data[30:]),
    "another's tag": lambda a, b: replace(a, data=a.data[:-16] + b.data[-16:]),
    "cut short": lambda a, b: replace(a, data=a.data[:-1]),
}


def wrongly_accepted(vault: Vault, items: list[Sealed]) -> list[str]:
    """Every forgery that opened."""
    bad = [f"bit of {item.record}" for item in items for forged in flipped(item) if accepted(vault, forged)]
    for item in items:
        other = next(x for x in items if x.user != item.user and x.record == item.record)
        bad += [name for name, move in MOVES.items() if accepted(vault, move(item, other))]
    return bad


def test_no_forgery_is_accepted(local_storage: Storage) -> None:
    items = seal_all(local_storage.vault)
    assert len(items) == 20
    assert len(MOVES) == 14
    assert all(accepted(local_storage.vault, item) for item in items)
    assert wrongly_accepted(local_storage.vault, items) == []
    for item in items:
        assert all(not accepted(local_storage.vault, replace(item, data=item.data[:n])) for n in range(len(item.data)))


def test_the_harness_notices_missing_associated_data(local_storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Place, "associated_data", lambda self, dek_id: b"")
    found = set(wrongly_accepted(local_storage.vault, seal_all(local_storage.vault)))
    assert {"to another record", "to another column", "to a later version"} <= found


def test_the_harness_notices_a_tag_that_is_not_checked(local_storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    items = seal_all(local_storage.vault)
    # Only the name in our module is replaced: a class of the library that was changed cannot be put back.
    monkeypatch.setattr(crypto, "AESGCM", lambda key: _Careless())
    assert wrongly_accepted(Vault(local_storage.database, local_storage.keyring), items[:1] + items[10:11])


class _Careless:
    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        return data[:-16]
