"""The human queue: that somebody may be in danger, kept before help is shown; it holds none of their words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from shared_backend.services.guardrails.screening import RedFlag
from shared_backend.storage.database import Database
from shared_backend.storage.tables.practice import escalations


@dataclass(frozen=True, slots=True)
class Escalation:
    """One sign of danger: what kind, in which account, when. `label` is one of `RedFlag.label`."""

    id: str
    user_id: str
    label: str
    at: datetime


class Escalations:
    """Queues red flags for a person to look at."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue(self, user_id: str, flag: RedFlag, at: datetime) -> str:
        """Store one entry durably and return its id."""
        entry = str(uuid.uuid4())

        def work(connection: Connection) -> None:
            connection.execute(
                insert(escalations).values(
                    id=entry, user_id=user_id, label=flag.label, tier="hard", created_at=at, state="open"
                )
            )

        self._database.write(work)
        return entry

    def count_open(self) -> int:
        """How many entries nobody has looked at yet."""
        query = select(func.count()).where(escalations.c.state == "open")
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def open(self) -> tuple[Escalation, ...]:
        """The entries nobody has looked at yet, the oldest first."""
        query = select(escalations).where(escalations.c.state == "open").order_by(escalations.c.created_at)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return tuple(Escalation(row.id, row.user_id, row.label, row.created_at) for row in rows)

    def close(self, connection: Connection, escalation_id: str) -> bool:
        """Mark an entry as looked at, in the caller's transaction; False when it is not open."""
        waiting = (escalations.c.id == escalation_id) & (escalations.c.state == "open")
        return connection.execute(update(escalations).where(waiting).values(state="seen")).rowcount == 1
