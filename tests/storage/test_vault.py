"""Sealed records open for their owner in their place, and never again after shredding."""

from __future__ import annotations

import dataclasses

import pytest
from sqlalchemy import Connection, select

from shared_backend.domain.errors import NotFound, RecordUnreadable
from shared_backend.storage.keyring import Keyring
from shared_backend.storage.opening import Storage
from shared_backend.storage.tables.vault import data_keys
from shared_backend.storage.vault import INSTALLATION, Vault

PLACE = ("t", "r", "c", 1)


def test_what_is_sealed_opens(storage: Storage) -> None:
    storage.vault.create("ada")
    for plain in (b"", b"x", bytes(range(256)) * 100):
        assert storage.vault.open("ada", *PLACE, storage.vault.seal("ada", *PLACE, plain)) == plain


def test_equal_texts_give_different_records(local_storage: Storage) -> None:
    records = {local_storage.vault.seal(INSTALLATION, *PLACE, b"same") for _ in range(100)}
    assert len(records) == 100


def test_nobody_can_seal_for_a_stranger(local_storage: Storage) -> None:
    with pytest.raises(NotFound):
        local_storage.vault.seal("nobody", *PLACE, b"x")


def test_shredding_is_final_in_every_process(storage: Storage) -> None:
    storage.vault.create("ada")
    record = storage.vault.seal("ada", *PLACE, b"secret")
    now = [0.0]
    other = Vault(storage.database, storage.keyring, monotonic=lambda: now[0])
    assert other.open("ada", *PLACE, record) == b"secret"
    storage.vault.shred("ada")
    storage.vault.reclaim()
    with pytest.raises(RecordUnreadable):
        storage.vault.open("ada", *PLACE, record)
    now[0] = 31.0
    with pytest.raises(RecordUnreadable):
        other.open("ada", *PLACE, record)
    storage.vault.create("ada")
    with pytest.raises(RecordUnreadable):
        storage.vault.open("ada", *PLACE, record)


def test_a_transaction_that_is_run_again_uses_the_key_that_was_kept(local_storage: Storage) -> None:
    vault, database = local_storage.vault, local_storage.database
    kept: list[bytes] = []

    def work(_: Connection) -> None:
        vault.create("ada")
        kept.append(vault.seal("ada", *PLACE, b"x"))
        if len(kept) == 1:
            raise KeyError("the first try is rolled back")

    with pytest.raises(KeyError):
        database.write(work)
    database.write(work)
    assert vault.open("ada", *PLACE, kept[1]) == b"x"


def test_rotation_keeps_old_records_readable(local_storage: Storage) -> None:
    vault = local_storage.vault
    vault.create("ada")
    record = vault.seal("ada", *PLACE, b"x")
    both = Keyring({**local_storage.keyring.keys, "k2": b"2" * 32}, "k2")
    rotated = Vault(local_storage.database, both)
    rotated.rewrap("ada")
    only_new = Vault(local_storage.database, dataclasses.replace(both, keys={"k2": b"2" * 32}))
    assert only_new.open("ada", *PLACE, record) == b"x"
    with pytest.raises(RecordUnreadable):
        Vault(local_storage.database, local_storage.keyring).open("ada", *PLACE, record)


def test_a_wrapped_key_cannot_be_given_to_somebody_else(local_storage: Storage) -> None:
    vault, database = local_storage.vault, local_storage.database
    vault.create("ada")
    vault.create("eve")
    with database.read() as connection:
        ada = connection.execute(select(data_keys).where(data_keys.c.subject_id == "ada")).one()
    stolen = data_keys.update().where(data_keys.c.subject_id == "eve").values(wrapped=ada.wrapped)
    database.write(lambda connection: connection.execute(stolen))
    vault.forget()
    with pytest.raises(RecordUnreadable):
        vault.seal("eve", *PLACE, b"x")


def test_keys_do_not_show_in_print(local_storage: Storage) -> None:
    secret = next(iter(local_storage.keyring.keys.values()))
    shown = repr(local_storage.keyring) + repr(local_storage.vault)
    assert repr(secret)[2:-1] not in shown
    assert secret.hex() not in shown
