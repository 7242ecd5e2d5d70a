"""`ModelTrainer`: creates scenarios, trains and registers global models, predicts with the champion, deploys."""

from __future__ import annotations

import platform
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version as library_version
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from shared_backend.ai_engines.base import State
from shared_backend.ai_engines.ensemble.base import GlobalModel, Judgement
from shared_backend.ai_engines.personal.fit import CARD_KEY, PersonalFit
from shared_backend.ai_engines.personal.prior import AbilityPrior
from shared_backend.ai_engines.personal_fits import PersonalFits
from shared_backend.ai_engines.scenarios import TaskCatalogue, TrainingScenario
from shared_backend.ai_engines.tasks.base import Row as TrainingRow
from shared_backend.ai_engines.tasks.base import Task
from shared_backend.domain.errors import EngineUnavailable, NotFound
from shared_backend.domain.ports import Clock, LanguageModel, Progress, Sharing, nobody_shares, silent
from shared_backend.registry.artifacts import encode
from shared_backend.registry.model_registry import ModelRegistry, ModelVersion
from shared_backend.registry.training_data import TrainingData, digest_of
from shared_backend.registry.user_models import UserModels
from shared_backend.storage.database import Database
from shared_backend.storage.tables.models import scenarios

TITLES = "job_title"
SURE_OF_TITLE = 0.5
LIBRARIES = ("numpy", "scikit-learn", "scipy", "pandas")


@dataclass(frozen=True, slots=True)
class Predicted:
    """A judgement and the version that gave it."""

    judgement: Judgement
    version: ModelVersion


class LoadedModels:
    """Fitted models by version id, loaded once per process. A version never changes, so it can be shared."""

    def __init__(self) -> None:
        self._models: dict[str, GlobalModel] = {}
        self._loading = threading.Lock()

    def get(self, version_id: str, load: Callable[[], GlobalModel]) -> GlobalModel:
        """The model of a version, loading it when nobody has yet."""
        found = self._models.get(version_id)
        if found is None:
            with self._loading:
                found = self._models.get(version_id)
                if found is None:
                    found = self._models[version_id] = load()
        return found


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every trainer works with, made once per process.

    `reference` is the shipped `data/reference` folder, `shapes` maps a task to the `GlobalModel` class that learns
    it, `language_model` gives the configured language model or None, `sharing` says whose practice may be learned from.
    """

    database: Database
    registry: ModelRegistry
    training_data: TrainingData
    user_models: UserModels
    tasks: TaskCatalogue
    shapes: Callable[[Task], type[GlobalModel]]
    clock: Clock
    reference: Path
    language_model: Callable[[], LanguageModel | None] = lambda: None
    sharing: Sharing = nobody_shares
    loaded: LoadedModels = field(default_factory=LoadedModels)
    fits: dict[str, PersonalFit] = field(default_factory=dict)


class ModelTrainer:
    """Global models for everybody."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.database = workshop.database
        self.registry = workshop.registry
        self.training_data = workshop.training_data
        self.tasks = workshop.tasks
        self.clock = workshop.clock
        self.personal_fits = PersonalFits(workshop.registry, workshop.user_models, workshop.sharing, workshop.fits)

    def create_scenario(
        self,
        *,
        name: str,
        task_type: str,
        by: str,
        description: str = "",
        config: Mapping[str, Any] | None = None,
        scenario_id: str | None = None,
    ) -> TrainingScenario:
        """Store a new scenario. Raises `InvalidInput` naming each wrong field."""
        scenario = TrainingScenario.checked(
            id=scenario_id or str(uuid.uuid4()),
            name=name,
            description=description,
            task_type=task_type,
            config=dict(config or {}),
            created_at=self.clock.now(),
            created_by=by,
        )
        values = {**scenario.model_dump(), "config": scenario.config.model_dump(mode="json")}
        self.database.write(lambda connection: connection.execute(insert(scenarios).values(**values)))
        return scenario

    def scenario(self, scenario_id: str) -> TrainingScenario:
        """One scenario. Raises `NotFound`."""
        with self.database.read() as connection:
            row = connection.execute(select(scenarios).where(scenarios.c.id == scenario_id)).one_or_none()
        if row is None:
            raise NotFound("There is no such scenario.")
        return _scenario(row)

    def scenarios(self, task_type: str) -> tuple[TrainingScenario, ...]:
        """The scenarios of a task, newest first."""
        query = select(scenarios).where(scenarios.c.task_type == task_type).order_by(scenarios.c.created_at.desc())
        with self.database.read() as connection:
            return tuple(_scenario(row) for row in connection.execute(query))

    def rows(self, task: Task, *, builtin: bool, dataset_ids: Sequence[str] = ()) -> tuple[TrainingRow, ...]:
        """All rows a run learns from: the shipped ones, the uploads named, and every correction so far."""
        with self.database.read() as connection:
            records = [r for one in dataset_ids for r in self.training_data.records(connection, one)]
            corrected = self.training_data.corrections(connection, task.id)
        uploaded = tuple(_from_record(record, "upload") for record in records)
        learned = tuple(_from_record(record, "correction") for record in corrected)
        return (task.builtin(self.workshop.reference) if builtin else ()) + uploaded + learned

    def train_scenario(
        self,
        scenario_id: str,
        data: Sequence[TrainingRow],
        *,
        run_id: str,
        by: str,
        progress: Progress = silent,
    ) -> ModelVersion:
        """Train a candidate and register it with its card. The same `run_id` registers once.

        Raises `InvalidInput` when the data cannot carry a model, `Cancelled` when progress says stop; both leave
        nothing behind.
        """
        scenario = self.scenario(scenario_id)
        task = self.tasks.get(scenario.task_type)
        started = time.monotonic()
        model, report = self.workshop.shapes(task).train(
            task, data, scenario.config, progress=progress, language_model=self.workshop.language_model()
        )
        state = model.to_state()
        blob = encode(state.arrays, state.meta)
        card = {
            "report": asdict(report),
            "settings": scenario.config.model_dump(mode="json"),
            "rows": len(data),
            "sources": _counted(row.source for row in data),
            "seconds": round(time.monotonic() - started, 1),
            "ability_prior": asdict(AbilityPrior.fitted(_overall(data))),
            CARD_KEY: self.personal_fits.fitted(self.database, task.id, seed=scenario.config.seed),
            "libraries": {"python": platform.python_version(), **{n: library_version(n) for n in LIBRARIES}},
        }
        data_digest = digest_of({"input": dict(r.input), "target": dict(r.target), "group": r.group} for r in data)
        return self.database.write(
            lambda connection: self.registry.register(
                connection,
                name=task.id,
                scenario_id=scenario_id,
                run_id=run_id,
                blob=blob,
                data_digest=data_digest,
                card=card,
                at=self.clock.now(),
                by=by,
            )
        )

    def champion(self, task_type: str) -> ModelVersion | None:
        """The version everybody gets, or None before the first deployment."""
        with self.database.read() as connection:
            return self.registry.with_alias(connection, task_type, "champion")

    def version(self, version_id: str) -> ModelVersion:
        """One version. Raises `NotFound`."""
        with self.database.read() as connection:
            return self.registry.get(connection, version_id)

    def predict(
        self, task_type: str, inputs: Sequence[Mapping[str, Any]], *, version_id: str | None = None
    ) -> tuple[Predicted, ...]:
        """Judge inputs with the champion, or with the version named.

        Raises `InvalidInput` for an input the task cannot read, `EngineUnavailable` before the first deployment.
        """
        version = self.champion(task_type) if version_id is None else self.version(version_id)
        if version is None:
            raise EngineUnavailable("No model is deployed for this yet. A member of staff needs to train one first.")
        task = self.tasks.get(task_type)
        checked = [task.check_input(record) for record in inputs]
        return tuple(Predicted(judgement, version) for judgement in self.model(version).predict(checked))

    def occupations_named(self, titles: Sequence[str]) -> tuple[str | None, ...]:
        """The occupation code of each job title by the job title model; None where it is not sure enough.

        Before a job title model is deployed none is known.
        """
        if self.champion(TITLES) is None:
            return (None,) * len(titles)
        found = (said.judgement.ranking for said in self.predict(TITLES, [{"title": title} for title in titles]))
        return tuple(ranked[0][0] if ranked and ranked[0][1] >= SURE_OF_TITLE else None for ranked in found)

    def model(self, version: ModelVersion) -> GlobalModel:
        """The fitted model of a version. Raises `ArtifactCorrupt` when its file was changed."""

        def load() -> GlobalModel:
            arrays, meta = self.registry.load(version)
            task = self.tasks.get(version.name)
            state = State(arrays, meta)
            return self.workshop.shapes(task).from_state(task, state, language_model=self.workshop.language_model())

        return self.workshop.loaded.get(version.id, load)

    def record_correction(self, *, correction_id: str, version_id: str, record: Mapping[str, str], by: str) -> bool:
        """Keep what the right answer would have been as a training row for the next run.

        `record` has the task's documented columns. Raises `InvalidInput` naming the wrong column.
        Returns False when this correction was kept before.
        """
        version = self.version(version_id)
        row = self.tasks.get(version.name).parse(record)
        return self.database.write(
            lambda connection: self.training_data.add_correction(
                connection,
                correction_id=correction_id,
                task_type=version.name,
                model_version_id=version_id,
                record=to_record(row),
                at=self.clock.now(),
                by=by,
            )
        )

    def deploy(self, connection: Connection, version_id: str, *, by: str) -> ModelVersion:
        """Make a version champion within the caller's transaction."""
        version = self.registry.get(connection, version_id)
        # A version whose file or card is damaged must not become champion.
        self.model(version)
        PersonalFit.from_card(version.card)
        return self.registry.deploy(connection, version_id, at=self.clock.now(), by=by)

    def rollback(self, connection: Connection, task_type: str, *, by: str) -> ModelVersion:
        """Make the previous version champion again within the caller's transaction."""
        return self.registry.rollback(connection, task_type, at=self.clock.now(), by=by)


def to_record(row: TrainingRow) -> dict[str, Any]:
    """A training row as JSON-able mapping, for storage."""
    return {"input": dict(row.input), "target": dict(row.target), "group": row.group}


def _from_record(record: Mapping[str, Any], source: str) -> TrainingRow:
    return TrainingRow(record["input"], record["target"], record["group"], source)


def _scenario(row: Row[Any]) -> TrainingScenario:
    return TrainingScenario(**row._mapping)


def _counted(names: Any) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def _overall(rows: Sequence[TrainingRow]) -> list[float]:
    return [float(row.target["overall"]) for row in rows if row.target.get("overall") is not None]
