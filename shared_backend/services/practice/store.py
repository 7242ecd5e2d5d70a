"""Practice runs, answers and drafts at rest: sealed rows of the person named, of nobody else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from shared_backend.domain.errors import InvalidInput, NotFound, RecordUnreadable, StaleVersion
from shared_backend.domain.practice import Attempt, Run
from shared_backend.storage.tables.practice import attempts, drafts, practice_runs
from shared_backend.storage.vault import Vault

T = TypeVar("T")
_RUN: TypeAdapter[Run] = TypeAdapter(Run)
_ATTEMPT: TypeAdapter[Attempt] = TypeAdapter(Attempt)
UNREADABLE = "One of your practice records could not be read. It was left as it is; the others are not affected."


@dataclass(frozen=True, slots=True)
class Draft:
    """Text that was typed but not sent."""

    text: str
    updated_at: datetime


class PracticeStore:
    """Every method belongs to the caller's transaction."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add_run(self, connection: Connection, user_id: str, run: Run) -> None:
        """Store a new run. Raises `InvalidInput` when its id is in use; it is not said by whom."""
        statement = insert(practice_runs).values(
            id=run.id,
            user_id=user_id,
            scenario_id=run.scenario_id,
            state=run.state,
            started_at=run.started_at,
            updated_at=run.updated_at,
            row_version=1,
            sealed=self._seal(user_id, practice_runs, run.id, 1, _RUN.dump_json(replace(run, row_version=1))),
        )
        try:
            connection.execute(statement)
        except IntegrityError:
            raise InvalidInput("This form was used already. Reload the page and start again.") from None

    def find_run(self, connection: Connection, user_id: str, run_id: str) -> Run | None:
        """One run of this person, or None."""
        table = practice_runs
        row = connection.execute(select(table).where(table.c.id == run_id, table.c.user_id == user_id)).one_or_none()
        return None if row is None else self._run(user_id, row)

    def run(self, connection: Connection, user_id: str, run_id: str) -> Run:
        """One run. Raises `NotFound`, also when it is somebody else's."""
        found = self.find_run(connection, user_id, run_id)
        if found is None:
            raise NotFound("There is no such practice run.")
        return found

    def save_run(self, connection: Connection, user_id: str, run: Run, at: datetime) -> Run:
        """Store a changed run and return it with its new version. Raises `StaleVersion` when it changed elsewhere."""
        table = practice_runs
        saved = replace(run, row_version=run.row_version + 1, updated_at=at)
        changed = connection.execute(
            update(table)
            .where(table.c.id == run.id, table.c.user_id == user_id, table.c.row_version == run.row_version)
            .values(
                state=saved.state,
                updated_at=at,
                row_version=saved.row_version,
                sealed=self._seal(user_id, table, run.id, saved.row_version, _RUN.dump_json(saved)),
            )
        )
        if changed.rowcount != 1:
            raise StaleVersion
        return saved

    def runs(self, connection: Connection, user_id: str, *, limit: int = 50) -> tuple[Run, ...]:
        """The person's latest runs, newest first."""
        table = practice_runs
        query = select(table).where(table.c.user_id == user_id).order_by(table.c.started_at.desc()).limit(limit)
        return tuple(self._run(user_id, row) for row in connection.execute(query))

    def answer_ids(self, connection: Connection, user_id: str, run_id: str) -> tuple[str, ...]:
        """The ids of a run's answers, read or unreadable. Raises `NotFound`, also for somebody else's run."""
        theirs = (practice_runs.c.id == run_id, practice_runs.c.user_id == user_id)
        if connection.execute(select(practice_runs.c.id).where(*theirs)).first() is None:
            raise NotFound("There is no such practice run.")
        query = select(attempts.c.id).where(attempts.c.user_id == user_id, attempts.c.run_id == run_id)
        return tuple(connection.execute(query).scalars())

    def delete_run(self, connection: Connection, user_id: str, run_id: str) -> None:
        """Delete a run with its answers and drafts."""
        for table in (drafts, attempts):
            connection.execute(delete(table).where(table.c.user_id == user_id, table.c.run_id == run_id))
        connection.execute(
            delete(practice_runs).where(practice_runs.c.user_id == user_id, practice_runs.c.id == run_id)
        )

    def add_attempt(self, connection: Connection, user_id: str, attempt: Attempt) -> None:
        """Store a new answer."""
        connection.execute(
            insert(attempts).values(
                id=attempt.id,
                user_id=user_id,
                run_id=attempt.run_id,
                question_id=attempt.question_id,
                created_at=attempt.created_at,
                row_version=1,
                sealed=self._seal(
                    user_id, attempts, attempt.id, 1, _ATTEMPT.dump_json(replace(attempt, row_version=1))
                ),
            )
        )

    def save_attempt(self, connection: Connection, user_id: str, attempt: Attempt) -> Attempt:
        """Store what the person said about their feedback. Raises `StaleVersion` when it changed elsewhere."""
        saved = replace(attempt, row_version=attempt.row_version + 1)
        changed = connection.execute(
            update(attempts)
            .where(
                attempts.c.id == attempt.id,
                attempts.c.user_id == user_id,
                attempts.c.row_version == attempt.row_version,
            )
            .values(
                row_version=saved.row_version,
                sealed=self._seal(user_id, attempts, attempt.id, saved.row_version, _ATTEMPT.dump_json(saved)),
            )
        )
        if changed.rowcount != 1:
            raise StaleVersion
        return saved

    def find_attempt(self, connection: Connection, user_id: str, attempt_id: str) -> Attempt | None:
        """One answer of this person, or None."""
        query = select(attempts).where(attempts.c.id == attempt_id, attempts.c.user_id == user_id)
        row = connection.execute(query).one_or_none()
        return None if row is None else self._attempt(user_id, row)

    def attempt(self, connection: Connection, user_id: str, attempt_id: str) -> Attempt:
        """One answer. Raises `NotFound`, also when it is somebody else's."""
        found = self.find_attempt(connection, user_id, attempt_id)
        if found is None:
            raise NotFound("There is no such answer.")
        return found

    def attempts_of_run(self, connection: Connection, user_id: str, run_id: str) -> tuple[Attempt, ...]:
        """The answers of a run in the order in which they were given."""
        query = select(attempts).where(attempts.c.user_id == user_id, attempts.c.run_id == run_id)
        rows = connection.execute(query.order_by(attempts.c.created_at, attempts.c.id))
        return tuple(self._attempt(user_id, row) for row in rows)

    def latest_attempts(self, connection: Connection, user_id: str, *, limit: int) -> tuple[Attempt, ...]:
        """The answers given last, oldest first."""
        query = select(attempts).where(attempts.c.user_id == user_id)
        rows = connection.execute(query.order_by(attempts.c.created_at.desc(), attempts.c.id).limit(limit)).all()
        return tuple(self._attempt(user_id, row) for row in reversed(rows))

    def attempts_by_id(self, connection: Connection, user_id: str, attempt_ids: Collection[str]) -> dict[str, Attempt]:
        """Those of the answers named that there are, by id; at most some hundred at once."""
        wanted = (attempts.c.user_id == user_id, attempts.c.id.in_(attempt_ids))
        return {row.id: self._attempt(user_id, row) for row in connection.execute(select(attempts).where(*wanted))}

    def count_attempts(self, connection: Connection, user_id: str) -> int:
        """How many answers a person has given."""
        query = select(func.count()).select_from(attempts).where(attempts.c.user_id == user_id)
        return int(connection.execute(query).scalar() or 0)

    def delete_attempt(self, connection: Connection, user_id: str, attempt_id: str) -> None:
        """Delete one answer. Raises `NotFound`."""
        done = connection.execute(delete(attempts).where(attempts.c.id == attempt_id, attempts.c.user_id == user_id))
        if done.rowcount != 1:
            raise NotFound("There is no such answer.")

    def save_draft(self, connection: Connection, user_id: str, run_id: str, slot: str, text: str, at: datetime) -> None:
        """Keep what was typed so far; an empty text drops the draft."""
        mine = (drafts.c.user_id == user_id, drafts.c.run_id == run_id, drafts.c.slot == slot)
        version = connection.execute(select(drafts.c.row_version).where(*mine)).scalar()
        if not text:
            connection.execute(delete(drafts).where(*mine))
            return
        after = (version or 0) + 1
        sealed = self._seal(user_id, drafts, f"{run_id}/{slot}", after, text.encode())
        if version is None:
            connection.execute(
                insert(drafts).values(
                    user_id=user_id, run_id=run_id, slot=slot, updated_at=at, row_version=after, sealed=sealed
                )
            )
        else:
            connection.execute(update(drafts).where(*mine).values(updated_at=at, row_version=after, sealed=sealed))

    def draft(self, connection: Connection, user_id: str, run_id: str, slot: str) -> Draft | None:
        """What was typed but not sent, or None."""
        mine = (drafts.c.user_id == user_id, drafts.c.run_id == run_id, drafts.c.slot == slot)
        row = connection.execute(select(drafts).where(*mine)).one_or_none()
        if row is None:
            return None
        text = self._vault.open(user_id, drafts.name, f"{run_id}/{slot}", "sealed", row.row_version, row.sealed)
        return Draft(text.decode(), row.updated_at)

    def _run(self, user_id: str, row: Any) -> Run:
        return self._opened(user_id, practice_runs, row, _RUN)

    def _attempt(self, user_id: str, row: Any) -> Attempt:
        return self._opened(user_id, attempts, row, _ATTEMPT)

    def _opened(self, user_id: str, table: Table, row: Any, adapter: TypeAdapter[T]) -> T:
        plain = self._vault.open(user_id, table.name, row.id, "sealed", row.row_version, row.sealed)
        try:
            return adapter.validate_json(plain)
        except ValidationError:
            raise RecordUnreadable(UNREADABLE) from None

    def _seal(self, user_id: str, table: Table, record_id: str, version: int, plain: bytes) -> bytes:
        return self._vault.seal(user_id, table.name, record_id, "sealed", version, plain)


def as_json(value: Run | Attempt) -> Mapping[str, Any]:
    """A run or answer as JSON-able mapping, for export."""
    adapter: TypeAdapter[Any] = _RUN if isinstance(value, Run) else _ATTEMPT
    plain: Mapping[str, Any] = adapter.dump_python(value, mode="json")
    return plain
