"""Training runs at rest: what was asked for, how far it came, what it said on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select, update

from shared_backend.domain.errors import NotFound
from shared_backend.storage.tables.models import model_versions, scenarios, training_runs

RunState = Literal["queued", "running", "finished", "cancelled", "failed"]
OPEN: tuple[RunState, ...] = ("queued", "running")
LOG_LINES = 200


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a run's log: when (ISO 8601, UTC), how far (0 to 1), and what."""

    at: str
    fraction: float
    message: str


@dataclass(frozen=True, slots=True)
class TrainingRun:
    """One run. `message` is the present step, or why it ended; `model_version_id` is set once it finished."""

    id: str
    scenario_id: str
    task_type: str
    state: RunState
    builtin: bool
    dataset_ids: tuple[str, ...]
    fraction: float
    log: tuple[LogLine, ...]
    message: str
    model_version_id: str | None
    created_at: datetime
    created_by: str
    ended_at: datetime | None
    cancel_requested: bool

    @property
    def open(self) -> bool:
        """Whether it has not ended yet."""
        return self.state in OPEN


class TrainingRuns:
    """Every method belongs to the caller's transaction."""

    def add(
        self,
        connection: Connection,
        *,
        run_id: str,
        scenario_id: str,
        builtin: bool,
        dataset_ids: Sequence[str],
        at: datetime,
        by: str,
    ) -> bool:
        """Queue a run. False when a run of that id exists already; it is then left as it is."""
        if connection.execute(select(training_runs.c.id).where(training_runs.c.id == run_id)).first() is not None:
            return False
        connection.execute(
            insert(training_runs).values(
                id=run_id,
                scenario_id=scenario_id,
                state="queued",
                request={"builtin": builtin, "dataset_ids": list(dataset_ids)},
                fraction=0,
                log=[],
                message="Waiting for the worker.",
                model_version_id=None,
                created_at=at,
                created_by=by,
                ended_at=None,
                cancel_requested=0,
            )
        )
        return True

    def get(self, connection: Connection, run_id: str) -> TrainingRun:
        """One run. Raises `NotFound`."""
        row = connection.execute(_select().where(training_runs.c.id == run_id)).one_or_none()
        if row is None:
            raise NotFound("There is no such training run.")
        return _run(row)

    def recent(self, connection: Connection, task_type: str | None = None, limit: int = 50) -> tuple[TrainingRun, ...]:
        """The newest runs first, of one task or of all."""
        query = _select().order_by(training_runs.c.created_at.desc(), training_runs.c.id).limit(limit)
        if task_type is not None:
            query = query.where(scenarios.c.task_type == task_type)
        return tuple(_run(row) for row in connection.execute(query))

    def unfinished(self, connection: Connection) -> tuple[TrainingRun, ...]:
        """All queued and running runs, oldest first."""
        query = _select().where(training_runs.c.state.in_(OPEN)).order_by(training_runs.c.created_at)
        return tuple(_run(row) for row in connection.execute(query))

    def note(self, connection: Connection, run_id: str, line: LogLine) -> bool:
        """Write how far a run is and add a line to its log. Whether it should go on: nobody asked it to stop."""
        row = connection.execute(select(training_runs).where(training_runs.c.id == run_id)).one()
        if row.state not in OPEN or row.cancel_requested:
            return False
        lines = list(row.log)
        if not lines or lines[-1]["message"] != line.message:
            lines.append({"at": line.at, "fraction": line.fraction, "message": line.message})
        connection.execute(
            update(training_runs)
            .where(training_runs.c.id == run_id)
            .values(state="running", fraction=round(line.fraction * 1000), message=line.message, log=lines[-LOG_LINES:])
        )
        return True

    def request_cancel(self, connection: Connection, run_id: str) -> None:
        """Ask a run to stop; the worker looks at this."""
        connection.execute(update(training_runs).where(training_runs.c.id == run_id).values(cancel_requested=1))

    def end(
        self,
        connection: Connection,
        run_id: str,
        state: RunState,
        line: LogLine,
        *,
        version_id: str | None = None,
        at: datetime,
    ) -> bool:
        """Close a run. False when it was closed before; it is then left as it is."""
        row = connection.execute(select(training_runs).where(training_runs.c.id == run_id)).one()
        if row.state not in OPEN:
            return False
        entry = {"at": line.at, "fraction": line.fraction, "message": line.message}
        connection.execute(
            update(training_runs)
            .where(training_runs.c.id == run_id)
            .values(
                state=state,
                fraction=1000 if state == "finished" else row.fraction,
                message=line.message,
                log=[*row.log, entry][-LOG_LINES:],
                model_version_id=version_id,
                ended_at=at,
            )
        )
        return True

    def registered_version(self, connection: Connection, run_id: str) -> str | None:
        """The version a run registered before it was interrupted, if it came that far."""
        query = select(model_versions.c.id).where(model_versions.c.run_id == run_id)
        return connection.execute(query).scalar_one_or_none()


def _select() -> Any:
    return select(training_runs, scenarios.c.task_type).join(scenarios, scenarios.c.id == training_runs.c.scenario_id)


def _run(row: Row[Any]) -> TrainingRun:
    return TrainingRun(
        id=row.id,
        scenario_id=row.scenario_id,
        task_type=row.task_type,
        state=row.state,
        builtin=row.request["builtin"],
        dataset_ids=tuple(row.request["dataset_ids"]),
        fraction=row.fraction / 1000,
        log=tuple(LogLine(**line) for line in row.log),
        message=row.message,
        model_version_id=row.model_version_id,
        created_at=row.created_at,
        created_by=row.created_by,
        ended_at=row.ended_at,
        cancel_requested=bool(row.cancel_requested),
    )
