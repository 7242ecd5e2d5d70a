"""Which workers live: a stable name for each, and the heartbeat by which a dead one is noticed."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Column, Float, MetaData, String, Table, create_engine, delete, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, ProgrammingError

from shared_backend.domain.ports import Clock
from shared_backend.jobs.shared import SCHEMA

DEAD_AFTER_SECONDS = 30.0
_heartbeats = Table(
    "intellicoach_workers",
    MetaData(),
    Column("name", String(120), primary_key=True),
    Column("beat_at", Float, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A worker's name, kept for as long as the process lives; a killed process frees it at once."""

    name: str
    release: Callable[[], None]


def claim_slot(data_dir: Path) -> Slot:
    """The first free name on this machine. A worker that starts again gets its old name, and with it its old jobs."""
    folder = data_dir / "workers"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    number = 1
    while True:
        handle = os.open(folder / f"{number}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            number += 1
            continue
        return Slot(f"{socket.gethostname()}-{number}", partial(os.close, handle))


class Heartbeats:
    """When each worker was last alive, kept in the job database.

    Parameters
    ----------
    address : str
        The URL from `jobs_address`; its tables were made by `prepare`.
    """

    def __init__(self, address: str, clock: Clock) -> None:
        url = make_url(address)
        shared = url.get_backend_name() == "postgresql"
        self._engine = create_engine(
            url.set(drivername="postgresql+psycopg") if shared else url,
            hide_parameters=True,
            pool_pre_ping=shared,
            connect_args={} if shared else {"timeout": 30},
            # On the shared server the table stands beside those of the jobs, away from the product's own.
            execution_options={"schema_translate_map": {None: SCHEMA}} if shared else {},
        )
        self._clock = clock

    def prepare(self) -> None:
        """Make the table; a second call does nothing."""
        _heartbeats.create(self._engine, checkfirst=True)

    def beat(self, name: str) -> None:
        """Say that this worker lives."""
        with self._engine.begin() as connection:
            connection.execute(delete(_heartbeats).where(_heartbeats.c.name == name))
            connection.execute(insert(_heartbeats).values(name=name, beat_at=self._clock.now().timestamp()))

    def leave(self, name: str) -> None:
        """Say that this worker stops; what it leaves undone can be taken over at once."""
        with self._engine.begin() as connection:
            connection.execute(delete(_heartbeats).where(_heartbeats.c.name == name))

    def alive(self) -> dict[str, datetime]:
        """Workers that were alive within the last half minute, and when; none when there never was one."""
        now = self._clock.now()
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(select(_heartbeats)).all()
        except (OperationalError, ProgrammingError):
            return {}
        seen = {row.name: datetime.fromtimestamp(row.beat_at, now.tzinfo) for row in rows}
        return {name: at for name, at in seen.items() if (now - at).total_seconds() <= DEAD_AFTER_SECONDS}

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()
