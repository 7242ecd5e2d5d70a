"""Personal data sealed per person: give the place and the bytes, get a record; destroy the key and it is gone."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, delete, insert, select, update

from shared_backend.domain.errors import NotFound, RecordUnreadable
from shared_backend.domain.ports import Clock, SystemClock
from shared_backend.storage import crypto
from shared_backend.storage.crypto import Place
from shared_backend.storage.database import Database
from shared_backend.storage.keyring import KEY_BYTES, Keyring, derive
from shared_backend.storage.tables.vault import data_keys

# The subject that owns what staff upload for everybody (training data), not a person.
INSTALLATION = "installation"
_WRAP_NONCE = 12


@dataclass(frozen=True, slots=True)
class _DataKey:
    dek_id: bytes
    secret: bytes = field(repr=False)
    read_at: float
    purposes: dict[str, AESGCM] = field(default_factory=dict, repr=False)


class Vault:
    """Seals and opens records under one random data key per subject.

    Parameters
    ----------
    database : Database
        Holds the wrapped keys.
    keyring : Keyring
        The master keys that wrap them.
    cache_seconds : float
        How long an unwrapped key may stay in memory; another process notices a shredding after this at the latest.
    """

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        *,
        clock: Clock | None = None,
        cache_seconds: float = 30.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock or SystemClock()
        self._cache_seconds = cache_seconds
        self._monotonic = monotonic
        self._cache: dict[str, _DataKey] = {}
        self._lock = Lock()

    def create(self, subject_id: str) -> None:
        """Make the data key of a new subject, in the caller's transaction; nothing happens when there is one."""
        self._database.write(lambda connection: self._create(connection, subject_id))

    def seal(
        self, user_id: str, table: str, record_id: str, column: str, record_version: int, plaintext: bytes
    ) -> bytes:
        """Seal bytes for one place; they open nowhere else.

        Raises
        ------
        NotFound
            When the subject has no data key (never existed, or was erased).
        """
        key = self._key(user_id)
        place = Place(user_id, table, record_id, column, record_version)
        return crypto.seal_record(_purpose_key(key, table), key.dek_id, place, plaintext)

    def open(self, user_id: str, table: str, record_id: str, column: str, record_version: int, record: bytes) -> bytes:
        """The plaintext of a sealed record.

        Raises
        ------
        RecordUnreadable
            When the record was changed or moved, or its key was destroyed.
        """
        try:
            key = self._key(user_id)
        except NotFound:
            raise RecordUnreadable(crypto.UNREADABLE) from None
        place = Place(user_id, table, record_id, column, record_version)
        return crypto.open_record(_purpose_key(key, table), key.dek_id, place, bytes(record))

    def shred(self, user_id: str) -> None:
        """Destroy the subject's data key, in the caller's transaction; what it sealed can never be read again.

        After the transaction has ended call `reclaim`, which clears what the database file may still hold.
        """

        def work(connection: Connection) -> None:
            mine = data_keys.c.subject_id == user_id
            # Overwritten in place first: a page that is only unlinked may keep its bytes.
            noise = os.urandom(_WRAP_NONCE + KEY_BYTES + crypto.TAG_BYTES)
            connection.execute(update(data_keys).where(mine).values(wrapped=noise))
            connection.execute(delete(data_keys).where(mine))

        self._database.write(work)
        self.forget(user_id)

    def reclaim(self) -> None:
        """Clear destroyed keys from memory and from the database's free space; call it outside a transaction."""
        self.forget()
        self._database.reclaim(data_keys.name)

    def forget(self, user_id: str | None = None) -> None:
        """Drop unwrapped keys from memory: of one subject, or of all."""
        with self._lock:
            if user_id is None:
                self._cache.clear()
            else:
                self._cache.pop(user_id, None)

    def rewrap(self, user_id: str) -> None:
        """Wrap a subject's data key under the active master key, after the master keys were rotated."""

        def work(connection: Connection) -> None:
            row = connection.execute(select(data_keys).where(data_keys.c.subject_id == user_id)).one_or_none()
            if row is None:
                raise NotFound("There is no such account.")
            secret = self._unwrap(user_id, row.dek_id, row.kid, row.wrapped)
            wrapped = self._wrap(user_id, row.dek_id, secret)
            values = {"kid": self._keyring.active, "wrapped": wrapped}
            connection.execute(update(data_keys).where(data_keys.c.subject_id == user_id).values(**values))

        self._database.write(work)

    def _create(self, connection: Connection, subject_id: str) -> None:
        if connection.execute(select(data_keys.c.dek_id).where(data_keys.c.subject_id == subject_id)).first():
            return
        dek_id = os.urandom(crypto.DEK_ID_BYTES).hex()
        connection.execute(
            insert(data_keys).values(
                dek_id=dek_id,
                subject_id=subject_id,
                kid=self._keyring.active,
                wrapped=self._wrap(subject_id, dek_id, os.urandom(KEY_BYTES)),
                created_at=self._clock.now(),
            )
        )
        # A transaction that is run again makes another key; the one of the first try must not be used.
        self.forget(subject_id)

    def _key(self, subject_id: str) -> _DataKey:
        now = self._monotonic()
        with self._lock:
            cached = self._cache.get(subject_id)
        if cached is not None and now - cached.read_at <= self._cache_seconds:
            return cached
        with self._database.read() as connection:
            row = connection.execute(select(data_keys).where(data_keys.c.subject_id == subject_id)).one_or_none()
        if row is None:
            self.forget(subject_id)
            raise NotFound("There is no such account.")
        secret = self._unwrap(subject_id, row.dek_id, row.kid, row.wrapped)
        key = _DataKey(bytes.fromhex(row.dek_id), secret, now)
        with self._lock:
            # Old entries of people who left are dropped here, so the cache stays as small as the people present.
            self._cache = {k: v for k, v in self._cache.items() if now - v.read_at <= self._cache_seconds}
            self._cache[subject_id] = key
        return key

    def _wrap(self, subject_id: str, dek_id: str, secret: bytes) -> bytes:
        nonce = os.urandom(_WRAP_NONCE)
        wrapping = AESGCM(self._keyring.subkey(self._keyring.active, "wrap"))
        return nonce + wrapping.encrypt(nonce, secret, _wrap_data(subject_id, dek_id))

    def _unwrap(self, subject_id: str, dek_id: str, kid: str, wrapped: bytes) -> bytes:
        try:
            wrapping = AESGCM(self._keyring.subkey(kid, "wrap"))
            return wrapping.decrypt(wrapped[:_WRAP_NONCE], wrapped[_WRAP_NONCE:], _wrap_data(subject_id, dek_id))
        except (InvalidTag, KeyError, ValueError):
            raise RecordUnreadable(crypto.UNREADABLE) from None


def _purpose_key(key: _DataKey, table: str) -> AESGCM:
    # One key per person and table: history, model and files never share one. It lives as long as the key it comes from.
    found = key.purposes.get(table)
    if found is None:
        found = key.purposes[table] = crypto.record_cipher(derive(key.secret, f"record/{table}"))
    return found


def _wrap_data(subject_id: str, dek_id: str) -> bytes:
    return Place(subject_id, data_keys.name, dek_id, "wrapped", 1).associated_data(bytes.fromhex(dek_id))
