"""A person's yes or no to being learned from: off until they say yes, and off again whenever they like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select, update

from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.errors import NotFound
from shared_backend.domain.ports import Clock
from shared_backend.domain.principal import Principal
from shared_backend.storage.database import Database
from shared_backend.storage.tables.accounts import accounts


def sharers(connection: Any, task_type: str) -> Sequence[str]:
    """Ids of the active people who have said yes, in order of id; the same for every coach."""
    agreed = accounts.c.shares_since.is_not(None) & (accounts.c.role == "user") & (accounts.c.status == "active")
    return list(connection.scalars(select(accounts.c.user_id).where(agreed).order_by(accounts.c.user_id)))


class PracticeSharing:
    """Whether results of practice (numbers and subjects, never words) help to fit what new people start from.

    Parameters
    ----------
    record : callable
        Writes one audit entry in the present transaction.
    """

    def __init__(self, database: Database, clock: Clock, record: Callable[[AuditEvent], object]) -> None:
        self._database, self._clock, self._record = database, clock, record

    def is_on(self, principal: Principal) -> bool:
        """Whether this person has said yes."""
        with self._database.read() as connection:
            mine = accounts.c.user_id == principal.user_id
            return connection.scalar(select(accounts.c.shares_since).where(mine)) is not None

    def set(self, principal: Principal, on: bool) -> None:
        """Say yes or no; saying the same again changes nothing. Raises `NotFound` when the account is gone."""

        def write(connection: Any) -> None:
            mine = accounts.c.user_id == principal.user_id
            found = connection.execute(select(accounts.c.shares_since).where(mine)).first()
            if found is None:
                raise NotFound("This account does not exist any more.")
            if (found.shares_since is not None) == on:
                return
            since = self._clock.now() if on else None
            connection.execute(update(accounts).where(mine).values(shares_since=since))
            action = "sharing.start" if on else "sharing.stop"
            self._record(AuditEvent(principal.user_id, action, f"account:{principal.user_id}"))

        self._database.write(write)
