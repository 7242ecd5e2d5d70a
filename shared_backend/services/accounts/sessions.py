"""Sessions: a random token in the browser, its hash in the database, an idle and an absolute end."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from shared_backend.domain.ports import Clock
from shared_backend.domain.principal import Portal
from shared_backend.storage.database import Database
from shared_backend.storage.tables.accounts import sessions

TOKEN_BYTES = 32
# A page may run many times a minute; the last use is written down at most this often.
TOUCH_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lives unused, and at most."""

    idle: timedelta
    absolute: timedelta


LIFETIMES = {
    Portal.USER: Lifetime(timedelta(minutes=30), timedelta(hours=12)),
    Portal.ADMIN: Lifetime(timedelta(minutes=15), timedelta(hours=8)),
}


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in browser, as it is shown to its owner."""

    session_id: str
    user_id: str
    portal: Portal
    created_at: datetime
    seen_at: datetime
    confirmed_at: datetime


def token_hash(token: str) -> str:
    """What is stored of a token; 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


class Sessions:
    """Start, find, list and end sessions."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def start(self, user_id: str, portal: Portal) -> str:
        """Begin a session and give the token for the browser's cookie; the only time it is known."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        now = self._clock.now()

        def work(connection: Connection) -> None:
            connection.execute(delete(sessions).where(sessions.c.expires_at < now))
            connection.execute(
                insert(sessions).values(
                    session_id=uuid.uuid4().hex,
                    token_hash=token_hash(token),
                    user_id=user_id,
                    portal=portal.value,
                    created_at=now,
                    seen_at=now,
                    confirmed_at=now,
                    expires_at=now + LIFETIMES[portal].absolute,
                )
            )

        self._database.write(work)
        return token

    def find(self, token: str, portal: Portal) -> Session | None:
        """The live session of a token, or None when it is unknown, ended, idle too long or of the other portal."""
        now = self._clock.now()
        query = select(sessions).where(sessions.c.token_hash == token_hash(token), sessions.c.portal == portal.value)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None or now >= row.expires_at or now - row.seen_at > LIFETIMES[portal].idle:
            return None
        return _session(row)

    def touch(self, session: Session) -> None:
        """Note that the session is in use."""
        now = self._clock.now()
        if now - session.seen_at < TOUCH_EVERY:
            return
        mine = sessions.c.session_id == session.session_id
        self._database.write(lambda connection: connection.execute(update(sessions).where(mine).values(seen_at=now)))

    def confirm(self, session_id: str) -> None:
        """Note that the password was typed again just now."""
        now = self._clock.now()
        mine = sessions.c.session_id == session_id
        self._database.write(
            lambda connection: connection.execute(update(sessions).where(mine).values(confirmed_at=now))
        )

    def of(self, user_id: str) -> list[Session]:
        """A person's live sessions, the newest first."""
        now = self._clock.now()
        query = select(sessions).where(sessions.c.user_id == user_id).order_by(sessions.c.created_at.desc())
        with self._database.read() as connection:
            found = [(_session(row), row.expires_at) for row in connection.execute(query)]
        return [s for s, end in found if now < end and now - s.seen_at <= LIFETIMES[s.portal].idle]

    def end(self, user_id: str, session_id: str) -> bool:
        """End one of a person's sessions; False when it is not theirs or already over."""
        mine = (sessions.c.session_id == session_id) & (sessions.c.user_id == user_id)
        return bool(self._database.write(lambda connection: connection.execute(delete(sessions).where(mine)).rowcount))

    def end_all(self, user_id: str, *, keep: str | None = None) -> int:
        """End all of a person's sessions, except one when asked; how many were ended."""
        theirs = sessions.c.user_id == user_id
        if keep is not None:
            theirs &= sessions.c.session_id != keep
        return int(self._database.write(lambda connection: connection.execute(delete(sessions).where(theirs)).rowcount))


def _session(row: object) -> Session:
    values = row._mapping  # type: ignore[attr-defined]
    return Session(
        session_id=values["session_id"],
        user_id=values["user_id"],
        portal=Portal(values["portal"]),
        created_at=values["created_at"],
        seen_at=values["seen_at"],
        confirmed_at=values["confirmed_at"],
    )
