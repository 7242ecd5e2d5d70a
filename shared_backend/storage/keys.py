"""Where the master keys come from, and why a start refuses instead of making new ones."""

from __future__ import annotations

import base64
import hmac
import json
import os
import stat
from pathlib import Path

from sqlalchemy import Connection, insert, select

from shared_backend.domain.errors import ConfigurationError
from shared_backend.storage.database import Database
from shared_backend.storage.keyring import KEY_BYTES, Keyring, decode_key, parse_keys
from shared_backend.storage.tables.vault import key_checks

_RESTORE = "Restore it from its backup; without it the stored data cannot be read. Nothing was changed."


def create_key_file(path: Path) -> Keyring:
    """Make a new random master key in a file only the owner may read; an existing file is never touched.

    Raises
    ------
    ConfigurationError
        When the file exists or the folder cannot be written.
    """
    ring = Keyring({"k1": os.urandom(KEY_BYTES)}, "k1")
    body = {"version": 1, "active": "k1", "keys": {"k1": base64.b64encode(ring.keys["k1"]).decode()}}
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        raise ConfigurationError(f"The key file {path} cannot be made ({error.strerror}).") from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(body, file)
        file.flush()
        os.fsync(file.fileno())
    return ring


def load_key_file(path: Path) -> Keyring:
    """Read a key file that is whole and private.

    Raises
    ------
    ConfigurationError
        When it is missing, unreadable, open to others, not in its format, or a key is short.
    """
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"The key file {path} cannot be read ({error.strerror}). {_RESTORE}") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"The key file {path} is damaged. {_RESTORE}") from None
    if stat.S_IMODE(mode) & 0o077:
        raise ConfigurationError(f"The key file {path} can be read by others. Run: chmod 600 {path}")
    try:
        body = json.loads(text)
        encoded, active = dict(body["keys"]), str(body["active"])
        if body["version"] != 1:
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise ConfigurationError(f"The key file {path} is damaged. {_RESTORE}") from None
    return Keyring({kid: decode_key(str(value)) for kid, value in encoded.items()}, active)


def load_keyring(key_file: Path, master_keys: str | None, *, database: Database, create: bool = False) -> Keyring:
    """The master keys of this installation, checked against the data they must open.

    Parameters
    ----------
    key_file : Path
        Used when `master_keys` is empty.
    master_keys : str or None
        ``kid:base64,…`` from the environment.
    create : bool
        Make the key file when there is neither a key nor any data yet.

    Raises
    ------
    ConfigurationError
        When keys are missing, short, damaged or not the ones the data was sealed under. Nothing is changed.
    """
    if master_keys:
        ring = parse_keys(master_keys)
    elif create and not os.path.lexists(key_file):
        if database.exists():
            raise ConfigurationError(f"There is data but no key file at {key_file}. {_RESTORE}")
        return create_key_file(key_file)
    else:
        ring = load_key_file(key_file)
    check_keyring(ring, database)
    return ring


def check_keyring(ring: Keyring, database: Database) -> None:
    """Refuse a keyring that lacks a key the data needs, or holds another key under its name."""
    if not database.exists():
        return
    stored: dict[str, str] = {}
    if database.has_table(key_checks.name):
        with database.read() as connection:
            rows = connection.execute(select(key_checks.c.kid, key_checks.c.check_value))
            stored = {row.kid: row.check_value for row in rows}
    if not stored:
        raise ConfigurationError("The database has tables but does not say which key they need. Restore its backup.")
    for kid, value in stored.items():
        if kid not in ring.keys:
            raise ConfigurationError(f"The data needs master key {kid}, which is missing. {_RESTORE}")
        if not hmac.compare_digest(ring.digest("check", kid, kid=kid), value):
            raise ConfigurationError(f"Master key {kid} is not the one the data was sealed under. {_RESTORE}")


def remember_keyring(ring: Keyring, database: Database) -> None:
    """Store the check value of the active key, once; the key itself is never stored."""

    def work(connection: Connection) -> None:
        known = set(connection.execute(select(key_checks.c.kid)).scalars())
        if ring.active not in known:
            value = ring.digest("check", ring.active)
            connection.execute(insert(key_checks).values(kid=ring.active, check_value=value))

    database.write(work)
