"""How a SQLite connection must be set so that several processes share one file without loss."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, event

from shared_backend.domain.errors import ConfigurationError
from shared_backend.storage.prepared import send

log = structlog.get_logger()
# Before 3.51.3 several processes on one WAL file can corrupt it (the WAL-reset bug).
FIRST_SAFE_WAL = (3, 51, 3)
BUSY_MILLISECONDS = 5000


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """WAL where this SQLite is safe with it, otherwise TRUNCATE.

    >>> journal_mode((3, 40, 1)), journal_mode((3, 51, 3))
    ('TRUNCATE', 'WAL')
    """
    return "WAL" if version >= FIRST_SAFE_WAL else "TRUNCATE"


def prepare_file(path: Path) -> None:
    """Make the folder and an empty file that only the owner may read, before SQLite makes a wider one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise ConfigurationError(
            f"The data folder {path.parent} cannot be written ({error.strerror}). Choose another or change its owner."
        ) from None
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise ConfigurationError(
            f"The data folder {path.parent} cannot be written. Choose another or change its owner."
        )


def attach(engine: Engine) -> None:
    """Set every new connection up; the driver is not to begin transactions, its own BEGIN comes too late."""

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        # busy_timeout first: the journal_mode line itself may have to wait for another process.
        for pragma in (
            f"busy_timeout={BUSY_MILLISECONDS}",
            f"journal_mode={journal_mode()}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "trusted_schema=OFF",
            "mmap_size=0",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


def begin(connection: Connection, *, writing: bool = False) -> None:
    """Open a transaction. A write takes its lock at once; a plain BEGIN that writes later fails under contention.

    Not by SQLAlchemy's "begin" event: an engine with one listener looks for listeners at every statement.
    """
    send(connection, "BEGIN IMMEDIATE" if writing else "BEGIN")


def write_anew(cursor: Any) -> None:
    """Write the file without anything that was ever deleted from it; what cannot be done now is logged.

    secure_delete overwrites a deleted row where it lies, but when SQLite shares the rows of a page out anew it leaves
    copies in the page's free space, and overwrites none of those.
    """
    # The checkpoint last: a write-ahead log still holds the old pages.
    for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
        try:
            cursor.execute(statement)
        except sqlite3.OperationalError as error:
            log.warning("deleted_not_overwritten", reason=error.sqlite_errorname)


def is_busy(error: BaseException | None) -> bool:
    """Whether another process held the lock for too long."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
