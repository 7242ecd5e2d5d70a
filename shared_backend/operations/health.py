"""What needs a person's attention, and what serves: the first thing staff see."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from shared_backend.ai_engines.model_trainer import ModelTrainer
from shared_backend.domain.errors import CoachError
from shared_backend.domain.principal import Principal
from shared_backend.operations.gate import headline
from shared_backend.operations.occupation_facts import OccupationFacts
from shared_backend.operations.releases import Releases
from shared_backend.operations.training import Training
from shared_backend.registry.model_registry import ModelVersion

FAILURES_SHOWN_FOR = timedelta(days=7)
LITTLE_SPACE = 1024**3

Kind = Literal["worker", "champion", "artifact", "run", "people", "disk", "facts"]


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to do, in a sentence that says what. `task_type` and `run_id` tell where."""

    kind: Kind
    message: str
    task_type: str = ""
    run_id: str = ""


@dataclass(frozen=True, slots=True)
class Serving:
    """What serves one task, of how many versions; before the first deployment `champion` is None.

    `headline` is the champion's main metric.
    """

    task_type: str
    name: str
    description: str
    champion: ModelVersion | None
    since: datetime | None
    headline: Mapping[str, Any] | None
    versions: int


class Health:
    """Looks; changes nothing.

    Parameters
    ----------
    alive : callable
        The workers that live, and when each was last heard of.
    waiting_people : callable
        How many red flags wait for a person.
    """

    def __init__(
        self,
        trainer: ModelTrainer,
        training: Training,
        releases: Releases,
        *,
        alive: Callable[[], Mapping[str, datetime]],
        waiting_people: Callable[[], int],
        data_dir: Path,
        facts: OccupationFacts,
    ) -> None:
        self._trainer = trainer
        self._training = training
        self._releases = releases
        self._alive = alive
        self._waiting_people = waiting_people
        self._data_dir = data_dir
        self._facts = facts

    def needs(self, principal: Principal) -> tuple[Need, ...]:
        """What to do, the most urgent first; empty when nothing needs anybody."""
        principal.require_staff()
        found = [*self._people(), *self._worker(), *self._disk()]
        for task in self._trainer.tasks:
            found += self._model(principal, task.id, task.name)
            found += self._failed_run(principal, task.id, task.name)
        return (*found, *self._changed_facts())

    def serving(self, principal: Principal) -> tuple[Serving, ...]:
        """Every task and what serves it."""
        found = []
        for task in self._trainer.tasks:
            versions = self._releases.versions(principal, task.id)
            champion = versions.champion
            since = versions.releases[0].at if champion and versions.releases else None
            shown = headline(champion.card["report"]) if champion else None
            found.append(Serving(task.id, task.name, task.description, champion, since, shown, len(versions.all)))
        return tuple(found)

    def _people(self) -> list[Need]:
        waiting = self._waiting_people()
        if not waiting:
            return []
        what = "1 person may be in danger and waits" if waiting == 1 else f"{waiting:,} signs of danger wait"
        return [Need("people", f"{what} for somebody to look. Follow your organisation's procedure.")]

    def _worker(self) -> list[Need]:
        if self._alive():
            return []
        return [Need("worker", "No worker is running, so no training starts or goes on. Start it: intellicoach run.")]

    def _disk(self) -> list[Need]:
        # With the database on a server the folder is made by the first model; its place is what counts.
        place = next(folder for folder in (self._data_dir, *self._data_dir.parents) if folder.exists())
        free = shutil.disk_usage(place).free
        if free >= LITTLE_SPACE:
            return []
        return [Need("disk", f"Only {free / 1024**2:,.0f} MB of disk are free. Make room before anything is lost.")]

    def _changed_facts(self) -> list[Need]:
        try:
            waits, stale = self._facts.waits_for_restart(), self._facts.stale()
        except CoachError as error:
            return [Need("facts", error.user_message)]
        told = [
            Need("facts", f"{one.name}: trained before the occupation facts changed. Train it again.", one.task_type)
            for one in stale
        ]
        if waits:
            told.insert(0, Need("facts", "Other occupation facts count. Restart intellicoach to use them."))
        return told

    def _model(self, principal: Principal, task_type: str, name: str) -> list[Need]:
        versions = self._releases.versions(principal, task_type)
        if versions.champion is None:
            return [Need("champion", f"{name}: nothing is deployed, so nobody gets answers from it.", task_type)]
        damaged = []
        for version in filter(None, (versions.champion, versions.previous)):
            try:
                self._trainer.registry.load(version)
            except CoachError as error:
                damaged.append(Need("artifact", f"{name} {version.label}: {error.user_message}", task_type))
        return damaged

    def _failed_run(self, principal: Principal, task_type: str, name: str) -> list[Need]:
        runs = self._training.list_runs(principal, task_type)
        last = next((run for run in runs if not run.open), None)
        if last is None or last.state != "failed" or last.ended_at is None:
            return []
        if self._trainer.clock.now() - last.ended_at > FAILURES_SHOWN_FOR:
            return []
        return [Need("run", f"{name}: the latest training failed. {last.message}", task_type, last.id)]
