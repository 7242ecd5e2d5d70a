"""Staff compare the general model alone with the blend: start, look, stop. Everything they see is about many people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from sqlalchemy import Connection

from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.experiment import Experiment, Plan
from shared_backend.domain.ports import Clock
from shared_backend.domain.principal import Principal
from shared_backend.operations.forms import form_id
from shared_backend.services.audit import AuditLog
from shared_backend.services.experiments.result import Result, result
from shared_backend.services.experiments.store import ExperimentStore
from shared_backend.storage.database import Database

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=500)]


class PlanForm(BaseModel):
    """What is fixed before a comparison starts."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    reason: Reason
    window: int = Field(5, ge=3, le=20)
    least_people: int = Field(100, ge=30, le=10_000)


@dataclass(frozen=True, slots=True)
class Running:
    """The comparison that runs, and what it says so far."""

    experiment: Experiment
    result: Result


class Experiments:
    """Each method checks the role; starting and stopping are audited in their own transaction. None runs by itself."""

    def __init__(self, database: Database, store: ExperimentStore, audit: AuditLog, clock: Clock) -> None:
        self._database = database
        self._store = store
        self._audit = audit
        self._clock = clock

    def running(self, principal: Principal) -> Running | None:
        """The one that runs with its aggregate result, or None. Looking as often as one likes misleads nobody."""
        principal.require_staff()
        with self._database.read() as connection:
            experiment = self._store.running(connection)
            return None if experiment is None else Running(experiment, self._result(connection, experiment))

    def past(self, principal: Principal) -> tuple[Experiment, ...]:
        """Those that were stopped, with what they found, newest first."""
        principal.require_staff()
        with self._database.read() as connection:
            return tuple(one for one in self._store.all(connection) if one.stopped_at is not None)

    def start(
        self, principal: Principal, experiment_id: str, reason: str, *, window: int = 5, least_people: int = 100
    ) -> Experiment:
        """Begin a comparison; from their next question on half of the people are served by the general model alone.

        Parameters
        ----------
        experiment_id : str
            Made by the form, so that sent twice it starts once.
        window : int
            Answers of each person that count, 3 to 20.
        least_people : int
            People in each arm who must have given as many before anything is called better, 30 to 10,000.

        Raises
        ------
        NotAllowed
            Unless this is an admin who typed the password within the last five minutes.
        InvalidInput
            When a value is out of range, or another comparison runs.
        """
        principal.require_admin()
        now = self._clock.now()
        principal.require_confirmed(now)
        try:
            form = PlanForm(reason=reason, window=window, least_people=least_people)
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0]).replace("_", " ").capitalize()
            raise InvalidInput(f"{name}: {first['msg'].lower()}. Nothing was started.") from None
        plan = Plan(form.window, form.least_people)
        begun = Experiment(form_id(experiment_id), plan, form.reason, now, principal.user_id)

        def work(connection: Connection) -> Experiment:
            known = next((one for one in self._store.all(connection) if one.id == begun.id), None)
            if known is not None:
                return known
            self._store.start(connection, begun)
            facts = {"window": plan.window, "least_people": plan.least_people, "alpha": plan.alpha}
            self._audit.append(AuditEvent(principal.user_id, "experiment.start", f"experiment:{begun.id}", facts))
            return begun

        return self._database.write(work)

    def stop(self, principal: Principal, experiment_id: str) -> Experiment:
        """End a comparison: its aggregate result is kept, everybody's part in it is deleted. Stopped twice, it stays.

        Raises
        ------
        NotAllowed
            Unless this is an admin.
        NotFound
            When there is no such comparison.
        """
        principal.require_admin()

        def work(connection: Connection) -> Experiment:
            known = next((one for one in self._store.all(connection) if one.id == experiment_id), None)
            if known is None:
                raise NotFound("There is no such comparison.")
            if known.stopped_at is not None:
                return known
            found = self._result(connection, known)
            ended = replace(
                known,
                stopped_at=self._clock.now(),
                stopped_by=principal.user_id,
                conclusion=found.as_mapping(),
            )
            self._store.stop(connection, ended)
            facts: dict[str, str | int | float | bool] = {
                "verdict": found.verdict.replace(" ", "_"),
                "pairs": 0 if found.loss is None else found.loss.n,
            }
            self._audit.append(AuditEvent(principal.user_id, "experiment.stop", f"experiment:{known.id}", facts))
            return ended

        return self._database.write(work)

    def _result(self, connection: Connection, experiment: Experiment) -> Result:
        return result(self._store.units(connection, experiment.id), experiment.plan, self._clock.now())
