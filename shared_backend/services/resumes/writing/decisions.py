"""What somebody decided about proposed wordings, at rest: sealed rows of the person named, of nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from shared_backend.domain.errors import InvalidInput, NotFound, RecordUnreadable
from shared_backend.services.resumes.store import USED
from shared_backend.storage.tables.resumes import bullet_decisions
from shared_backend.storage.vault import Vault

Choice = Literal["accepted", "edited", "rejected"]
UNREADABLE = "One of your decisions about a line could not be read. Your CV is not affected."


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one line.

    Attributes
    ----------
    before, text : str
        The line as it was, and as it is now; the same when it was rejected.
    offered : str
        The wording it was about.
    answers : dict
        What the person answered, by what was asked.
    reason : str
        Why it was rejected, one of the reasons offered; empty otherwise.
    source : str
        "rules" for the grammar, "llm" for a language model.
    """

    id: str
    resume_id: str
    bullet_id: str
    choice: Choice
    before: str
    offered: str
    text: str
    answers: dict[str, str]
    reason: str
    source: str
    decided_at: datetime


_DECISION: TypeAdapter[Decision] = TypeAdapter(Decision)


class DecisionStore:
    """Every method belongs to the caller's transaction."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def find(self, connection: Connection, user_id: str, decision_id: str) -> Decision | None:
        """One decision, or None."""
        table = bullet_decisions
        mine = (table.c.id == decision_id, table.c.user_id == user_id)
        row = connection.execute(select(table).where(*mine)).one_or_none()
        return None if row is None else self._opened(user_id, row)

    def add(self, connection: Connection, user_id: str, decision: Decision) -> None:
        """Store a decision. Raises `InvalidInput` when its id is in use."""
        sealed = self._vault.seal(
            user_id, bullet_decisions.name, decision.id, "sealed", 1, _DECISION.dump_json(decision)
        )
        statement = insert(bullet_decisions).values(
            id=decision.id,
            user_id=user_id,
            resume_id=decision.resume_id,
            created_at=decision.decided_at,
            row_version=1,
            sealed=sealed,
        )
        try:
            connection.execute(statement)
        except IntegrityError:
            raise InvalidInput(USED) from None

    def of(self, connection: Connection, user_id: str, resume_id: str) -> tuple[Decision, ...]:
        """The decisions about one CV, newest first."""
        table = bullet_decisions
        query = select(table).where(table.c.user_id == user_id, table.c.resume_id == resume_id)
        rows = connection.execute(query.order_by(table.c.created_at.desc(), table.c.id))
        return tuple(self._opened(user_id, row) for row in rows)

    def delete(self, connection: Connection, user_id: str, decision_id: str) -> None:
        """Delete one. Raises `NotFound`."""
        table = bullet_decisions
        mine = (table.c.id == decision_id, table.c.user_id == user_id)
        if connection.execute(delete(table).where(*mine)).rowcount != 1:
            raise NotFound("There is no such decision.")

    def _opened(self, user_id: str, row: Any) -> Decision:
        plain = self._vault.open(user_id, bullet_decisions.name, row.id, "sealed", row.row_version, row.sealed)
        try:
            return _DECISION.validate_json(plain)
        except ValidationError:
            raise RecordUnreadable(UNREADABLE) from None
