"""The human queue: that somebody may be in danger, kept before help is shown; it holds none of their words."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from shared_backend.services.guardrails.screening import RedFlag
from shared_backend.storage.database import Database
from shared_backend.storage.tables.practice import escalations


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
