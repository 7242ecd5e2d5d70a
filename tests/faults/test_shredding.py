"""K5: after an account is erased no byte of its wrapped or plain key is left in database, journal or temp."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlalchemy import select

from shared_backend.storage.database import Database
from shared_backend.storage.opening import Storage
from shared_backend.storage.tables.vault import data_keys
from shared_backend.storage.vault import Vault
from tests.people import HandClock, new_storage


def secrets_of(storage: Storage, subject: str) -> list[bytes]:
    """The wrapped key, its id and the plain key."""
    with storage.database.read() as connection:
        row = connection.execute(select(data_keys).where(data_keys.c.subject_id == subject)).one()
    plain = Vault(storage.database, storage.keyring)._unwrap(subject, row.dek_id, row.kid, row.wrapped)
    return [row.wrapped, row.wrapped[12:44], plain, row.dek_id.encode(), plain.hex().encode()]


def hits(folder: Path, needles: list[bytes]) -> list[str]:
    """Where any of the byte strings is found."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found += [f"{path.name}: {number}" for number, needle in enumerate(needles) if needle in content]
    return found


def erase_a_third(folder: Path, seed: int, people: int) -> list[str]:
    """Add people, erase a third of them in between; what is still found of the erased."""
    storage = new_storage(folder, None, HandClock())
    chance = random.Random(seed)
    gone: list[bytes] = []
    found: list[str] = []
    alive: list[str] = []
    for number in range(people):
        subject = f"person{number}"
        storage.vault.create(subject)
        alive.append(subject)
        if chance.random() < 1 / 3:
            victim = alive.pop(chance.randrange(len(alive)))
            needles = secrets_of(storage, victim)
            assert hits(folder, needles[:2]), "before erasing it is there, so the scan works"
            gone += needles
            storage.vault.shred(victim)
            storage.vault.reclaim()
            found += hits(folder, gone)
    storage.database.close()
    assert gone
    return found + hits(folder, gone)


@pytest.mark.parametrize("seed", range(3))
def test_no_byte_is_left(tmp_path: Path, seed: int) -> None:
    assert erase_a_third(tmp_path, seed, 40) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_no_byte_is_left_long(tmp_path: Path, seed: int) -> None:
    assert erase_a_third(tmp_path, 100 + seed, 300) == []


def test_the_harness_notices_a_plain_delete_in_a_file_that_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlink_only(self: Vault, user_id: str) -> None:
        gone = data_keys.delete().where(data_keys.c.subject_id == user_id)
        raw = self._database.engine.raw_connection()
        raw.cursor().execute("PRAGMA secure_delete=OFF")
        raw.close()
        self._database.write(lambda connection: connection.execute(gone))

    monkeypatch.setattr(Vault, "shred", unlink_only)
    monkeypatch.setattr(Database, "reclaim", lambda *_: None)
    assert erase_a_third(tmp_path, 1, 40)
