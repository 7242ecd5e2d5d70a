"""The brake on guessing passwords: a few free tries, then a growing pause, never for ever."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select, update

from shared_backend.domain.errors import NotAllowed
from shared_backend.domain.ports import Clock
from shared_backend.storage.database import Database
from shared_backend.storage.keyring import Keyring
from shared_backend.storage.tables.accounts import attempts

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)


class TooManyAttempts(NotAllowed):
    """Wait before the next try."""

    def __init__(self, pause: timedelta) -> None:
        minutes = math.ceil(pause.total_seconds() / 60)
        wait = f"{minutes} minutes" if minutes > 1 else f"{max(1, math.ceil(pause.total_seconds()))} seconds"
        super().__init__(f"Too many tries. Wait {wait}, then try again.")
        self.pause = pause


@dataclass(frozen=True, slots=True)
class Brake:
    """What is counted: one account or one client address, and how many wrong tries are free."""

    key: str
    free: int


def account_brake(login_name: str) -> Brake:
    """Counts tries for one account, whether it exists or not."""
    return Brake(f"account:{login_name}", free=5)


def client_brake(address: str) -> Brake:
    """Counts tries from one address; more are free because a whole class may share it."""
    return Brake(f"client:{address}", free=20)


def pause_after(failures: int, free: int) -> timedelta:
    """The pause after the n-th wrong try in a row.

    >>> [pause_after(n, 5).total_seconds() for n in (4, 5, 6, 10, 11, 500)]
    [0.0, 30.0, 60.0, 900.0, 900.0, 900.0]
    """
    if failures < free:
        return timedelta(0)
    doublings = min(failures - free, 10)
    return min(LONGEST_PAUSE, FIRST_PAUSE * (1 << doublings))


class Throttle:
    """Counts in the database, so a restart or a second process does not reset it."""

    def __init__(self, database: Database, keyring: Keyring, clock: Clock) -> None:
        self._database = database
        self._keyring = keyring
        self._clock = clock

    def begin(self, *brakes: Brake) -> None:
        """Count one try before it is checked, so many at once cannot all slip through.

        Raises
        ------
        TooManyAttempts
            When a pause is running; the try is not counted.
        """

        def work(connection: Connection) -> None:
            now = self._clock.now()
            for brake in brakes:
                key = self._digest(brake)
                row = connection.execute(select(attempts).where(attempts.c.key_digest == key)).one_or_none()
                if row is not None and row.blocked_until is not None and row.blocked_until > now:
                    raise TooManyAttempts(row.blocked_until - now)
                earlier = row.failures if row is not None and now - row.last_at <= FORGOTTEN_AFTER else 0
                failures = earlier + 1
                pause = pause_after(failures, brake.free)
                values = {"failures": failures, "last_at": now, "blocked_until": now + pause if pause else None}
                if row is None:
                    connection.execute(insert(attempts).values(key_digest=key, **values))
                else:
                    connection.execute(update(attempts).where(attempts.c.key_digest == key).values(**values))

        self._database.write(work)

    def succeeded(self, account: Brake, *others: Brake) -> None:
        """The try was right: forget the account's count, take this try back from the others."""

        def work(connection: Connection) -> None:
            connection.execute(delete(attempts).where(attempts.c.key_digest == self._digest(account)))
            for brake in others:
                mine = attempts.c.key_digest == self._digest(brake)
                values = {"failures": attempts.c.failures - 1, "blocked_until": None}
                connection.execute(update(attempts).where(mine, attempts.c.failures > 0).values(**values))

        self._database.write(work)

    def _digest(self, brake: Brake) -> str:
        return self._keyring.digest("throttle", brake.key)
