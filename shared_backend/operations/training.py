"""Staff train a model: make a scenario, start a run, watch it, stop it; the worker does the run."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import structlog

from shared_backend.ai_engines.model_trainer import ModelTrainer
from shared_backend.ai_engines.scenarios import TrainingScenario
from shared_backend.domain.audit import SYSTEM, AuditEvent
from shared_backend.domain.errors import Cancelled, CoachError, InvalidInput, NotFound, StorageError
from shared_backend.domain.ports import JobEngine, JobState
from shared_backend.domain.principal import Principal
from shared_backend.operations.forms import form_id
from shared_backend.registry.training_runs import LogLine, RunState, TrainingRun, TrainingRuns
from shared_backend.services.audit import AuditLog

JOB = "training_run"
NOTE_SECONDS = 0.5

log = structlog.get_logger()


class Training:
    """Scenarios and runs. Each method checks the role and is audited in the same transaction as what it changes."""

    def __init__(
        self,
        trainer: ModelTrainer,
        jobs: JobEngine,
        audit: AuditLog,
        *,
        note_seconds: float = NOTE_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.trainer = trainer
        self.runs = TrainingRuns()
        self._database = trainer.database
        self._clock = trainer.clock
        self._jobs = jobs
        self._audit = audit
        self._note_seconds = note_seconds
        self._monotonic = monotonic

    def create_scenario(
        self,
        principal: Principal,
        scenario_id: str,
        *,
        name: str,
        task_type: str,
        description: str = "",
        config: Mapping[str, Any] | None = None,
    ) -> TrainingScenario:
        """A new scenario. `scenario_id` (a UUID) was made with the form, so a double click makes one.

        Raises `InvalidInput` naming each wrong field.
        """
        principal.require_staff()
        scenario_id = form_id(scenario_id)

        def work(_: object) -> TrainingScenario:
            with suppress(NotFound):
                return self.trainer.scenario(scenario_id)
            scenario = self.trainer.create_scenario(
                name=name,
                task_type=task_type,
                description=description,
                config=config,
                by=principal.user_id,
                scenario_id=scenario_id,
            )
            facts = {"task": task_type}
            self._audit.append(AuditEvent(principal.user_id, "scenario.create", f"scenario:{scenario.id}", facts))
            return scenario

        return self._database.write(work)

    def scenarios(self, principal: Principal, task_type: str) -> tuple[TrainingScenario, ...]:
        """The scenarios of a task, newest first."""
        principal.require_staff()
        return self.trainer.scenarios(task_type)

    def scenario(self, principal: Principal, scenario_id: str) -> TrainingScenario:
        """One scenario. Raises `NotFound`."""
        principal.require_staff()
        return self.trainer.scenario(scenario_id)

    def start_training(
        self, principal: Principal, run_id: str, scenario_id: str, *, builtin: bool, dataset_ids: Sequence[str] = ()
    ) -> TrainingRun:
        """Queue a run. `run_id` (a UUID) was made with the form, so a double click starts one run.

        Raises
        ------
        InvalidInput
            When neither built-in nor uploaded data was chosen, or a data set belongs to another task.
        """
        principal.require_staff()
        run_id = form_id(run_id)
        scenario = self.trainer.scenario(scenario_id)
        run = self._database.write(lambda c: self._queue(c, principal, run_id, scenario, builtin, dataset_ids))
        self._submit(run_id)
        return run

    def start_new(
        self,
        principal: Principal,
        run_id: str,
        *,
        name: str,
        task_type: str,
        description: str = "",
        config: Mapping[str, Any] | None = None,
        builtin: bool,
        dataset_ids: Sequence[str] = (),
    ) -> TrainingRun:
        """Make a scenario and queue a run of it, both or neither; the same `run_id` again makes neither a second time.

        Raises `InvalidInput` as `create_scenario` and `start_training` do.
        """
        principal.require_staff()
        run_id = form_id(run_id)

        def work(connection: Any) -> TrainingRun:
            with suppress(NotFound):
                return self.runs.get(connection, run_id)
            scenario_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"scenario of {run_id}"))
            scenario = self.create_scenario(
                principal, scenario_id, name=name, task_type=task_type, description=description, config=config
            )
            return self._queue(connection, principal, run_id, scenario, builtin, dataset_ids)

        run = self._database.write(work)
        self._submit(run_id)
        return run

    def cancel_training(self, principal: Principal, run_id: str) -> TrainingRun:
        """Stop a run: one that waits at once, one that works at its next step. An ended run stays as it is."""
        principal.require_staff()

        def work(connection: Any) -> TrainingRun:
            run = self.runs.get(connection, run_id)
            if run.open and not run.cancel_requested:
                self.runs.request_cancel(connection, run_id)
                if run.state == "queued":
                    self._end(run_id, "cancelled", "Stopped before it began.")
                self._audit.append(AuditEvent(principal.user_id, "training.cancel", f"run:{run_id}"))
            return self.runs.get(connection, run_id)

        run = self._database.write(work)
        if run.state == "cancelled":
            with suppress(StorageError):
                self._jobs.cancel(run_id)
        return run

    def get_run(self, principal: Principal, run_id: str) -> TrainingRun:
        """One run with its log. Raises `NotFound`."""
        principal.require_staff()
        with self._database.read() as connection:
            return self.runs.get(connection, run_id)

    def list_runs(self, principal: Principal, task_type: str | None = None) -> tuple[TrainingRun, ...]:
        """The newest runs first."""
        principal.require_staff()
        with self._database.read() as connection:
            return self.runs.recent(connection, task_type)

    def run_training(self, run_id: str) -> None:
        """Do a run, in the worker. Called again after a kill it starts over, and still registers one version."""
        with self._database.read() as connection:
            run = self.runs.get(connection, run_id)
            registered = self.runs.registered_version(connection, run_id)
        if not run.open:
            return
        if registered is not None:
            self._finish(run_id, registered)
            return
        try:
            note = _Notes(self, run_id)
            note(0.0, "Reading the data." if run.state == "queued" else "The worker was interrupted; starting over.")
            scenario = self.trainer.scenario(run.scenario_id)
            task = self.trainer.tasks.get(scenario.task_type)
            rows = self.trainer.rows(task, builtin=run.builtin, dataset_ids=run.dataset_ids)
            version = self.trainer.train_scenario(scenario.id, rows, run_id=run_id, by=run.created_by, progress=note)
            self._finish(run_id, version.id)
        except Cancelled as stopped:
            self._close(run_id, "cancelled", stopped.user_message)
        except CoachError as error:
            self._close(run_id, "failed", error.user_message)
        except Exception as error:
            incident = uuid.uuid4().hex[:8]
            log.error("training_failed", run=run_id, incident=incident, error=type(error).__name__)
            reason = f"Training stopped on an unexpected error ({type(error).__name__}, incident {incident})."
            self._close(run_id, "failed", f"{reason} Nothing was changed.")

    def tend(self) -> None:
        """Put right what a crash left: submit runs that have no job, close runs whose job is over. For the worker."""
        with self._database.read() as connection:
            unfinished = self.runs.unfinished(connection)
        for run in unfinished:
            state = self._jobs.status(run.id)
            if state is JobState.UNKNOWN:
                self._jobs.submit(JOB, run.id, {"run_id": run.id})
            elif state is JobState.FAILED:
                self._close(run.id, "failed", "The worker could not carry this run to its end. Start it again.")
            elif state is JobState.CANCELLED:
                self._close(run.id, "cancelled", "Stopped before it began.")

    def note(self, run_id: str, fraction: float, message: str) -> None:
        """Write how far a run is. Raises `Cancelled` when somebody asked it to stop."""
        line = self._line(fraction, message)
        if not self._database.write(lambda connection: self.runs.note(connection, run_id, line)):
            raise Cancelled("Stopped at your request. Nothing was changed.")

    def _queue(
        self,
        connection: Any,
        principal: Principal,
        run_id: str,
        scenario: TrainingScenario,
        builtin: bool,
        dataset_ids: Sequence[str],
    ) -> TrainingRun:
        known = {d.id for d in self.trainer.training_data.datasets(connection, scenario.task_type)}
        if not builtin and not dataset_ids:
            raise InvalidInput("Choose the built-in data, an uploaded data set, or both.")
        if not set(dataset_ids) <= known:
            raise InvalidInput("A chosen data set does not belong to this task. Choose again.")
        added = self.runs.add(
            connection,
            run_id=run_id,
            scenario_id=scenario.id,
            builtin=builtin,
            dataset_ids=dataset_ids,
            at=self._clock.now(),
            by=principal.user_id,
        )
        if added:
            facts = {"task": scenario.task_type, "datasets": len(dataset_ids)}
            self._audit.append(AuditEvent(principal.user_id, "training.start", f"run:{run_id}", facts))
        return self.runs.get(connection, run_id)

    def _submit(self, run_id: str) -> None:
        # The row is the truth: when the job cannot be submitted now, the worker does it itself (`tend`).
        with suppress(StorageError):
            self._jobs.submit(JOB, run_id, {"run_id": run_id})

    def _finish(self, run_id: str, version_id: str) -> None:
        label = self.trainer.version(version_id).label
        self._close(run_id, "finished", f"Finished: {label} is ready to be looked at.", version_id)

    def _close(self, run_id: str, state: RunState, message: str, version_id: str | None = None) -> None:
        def work(_: object) -> None:
            if self._end(run_id, state, message, version_id):
                self._audit.append(AuditEvent(SYSTEM, "training.end", f"run:{run_id}", {"state": state}))

        self._database.write(work)

    def _end(self, run_id: str, state: RunState, message: str, version_id: str | None = None) -> bool:
        line, now = self._line(1.0, message[:500]), self._clock.now()
        return self._database.write(
            lambda connection: self.runs.end(connection, run_id, state, line, version_id=version_id, at=now)
        )

    def _line(self, fraction: float, message: str) -> LogLine:
        at = self._clock.now().isoformat(timespec="seconds")
        return LogLine(at, round(min(max(fraction, 0.0), 1.0), 3), message[:500])


class _Notes:
    """The `Progress` of a run: writes at most every half second, because each line is a durable transaction."""

    def __init__(self, training: Training, run_id: str) -> None:
        self._training = training
        self._run_id = run_id
        self._written_at: float | None = None

    def __call__(self, fraction: float, message: str) -> None:
        now = self._training._monotonic()
        if self._written_at is not None and now - self._written_at < self._training._note_seconds:
            return
        self._training.note(self._run_id, fraction, message)
        self._written_at = now
