"""Many people's personal models in a real storage: what they weigh and how fast one is opened or learned again."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median, quantiles

from sqlalchemy import Connection, insert

from shared_backend.ai_engines import catalogue
from shared_backend.ai_engines.model_trainer import Workshop
from shared_backend.ai_engines.personal.interactions import Answered, from_json, to_json
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.domain.ports import SystemClock
from shared_backend.operations.benchmarks.interaction import TASK
from shared_backend.operations.benchmarks.learning import COMPETENCIES
from shared_backend.registry.model_registry import ModelRegistry
from shared_backend.registry.training_data import TrainingData
from shared_backend.registry.user_models import StoredInteraction, UserModels, UserScenario
from shared_backend.storage.opening import open_storage
from shared_backend.storage.tables.practice import user_interactions

BATCH = 500  # people made in one transaction
OPENED = 300  # people whose model is opened, or learned again, for the timing
LIVES = 64  # different histories, given to people in turn
DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Crowd:
    """What so many people with models take: bytes of the database a person, and microseconds (median, 95th percentile)
    to open the model of one whose key is not in memory."""

    users: int
    bytes_each: float
    open_us: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Practised:
    """What practice takes: bytes of the plain and of the sealed state, of the database an answer, and median
    microseconds an answer to read a history and to learn a model again from it."""

    state_bytes: int
    sealed_bytes: int
    bytes_an_answer: float
    read_us: float
    relearn_us: float


class ManyPeople:
    """A storage in `folder` that is filled step by step and measured after each. Close it afterwards."""

    def __init__(self, folder: Path, answers: int, *, seed: int) -> None:
        self._storage = open_storage(f"sqlite:///{folder / 'data' / 'coach.db'}", folder / "keys.json", create=True)
        self._models = UserModels(self._storage.vault)
        self._workshop = Workshop(
            database=self._storage.database,
            registry=ModelRegistry(folder / "models"),
            training_data=TrainingData(self._storage.vault),
            user_models=self._models,
            tasks=catalogue.tasks(),
            shapes=catalogue.shapes,
            clock=SystemClock(),
            reference=folder,
        )
        self._rng = Random(seed)
        self._lives = [_life(answers, self._rng) for _ in range(LIVES)]
        self._states = [replay(life) for life in self._lives]
        self._people: list[tuple[str, str]] = []
        self._empty = self._size()

    def close(self) -> None:
        """Let go of the file."""
        self._storage.database.close()

    def grow(self, users: int) -> Crowd:
        """Add people, each with a model but without the history behind it, until there are so many; then measure."""
        while len(self._people) < users:
            more = range(len(self._people), min(users, len(self._people) + BATCH))
            self._people += self._storage.database.write(lambda c, more=more: [self._add(c, k) for k in more])  # type: ignore[misc]
            # Keys stay in memory for a while; here nobody comes back.
            self._storage.vault.forget()
        size = self._size() - self._empty
        some = self._rng.sample(range(users), min(OPENED, users))
        opened = [_timed(lambda place=place: self.model(place)) for place in some]  # type: ignore[misc]
        return Crowd(users, size / users, (1e6 * median(opened), 1e6 * quantiles(opened, n=20)[-1]))

    def practise(self) -> Practised:
        """Give some people the history behind their model, and measure."""
        before = self._size()
        some = [(place, *self._people[place]) for place in range(min(OPENED, len(self._people)))]
        rows = [row for one in some for row in self._rows(*one)]
        self._storage.database.write(lambda c: c.execute(insert(user_interactions), rows))
        grown = self._size() - before
        read, learned = [], []
        for _, user_id, _ in some:
            trainer = UserModelTrainer(self._workshop, user_id)
            started = time.perf_counter()
            history = trainer.interaction_history(TASK)
            kept = time.perf_counter()
            replay(from_json(one.payload) for one in history)
            read.append((kept - started) / len(history))
            learned.append((time.perf_counter() - started) / len(history))
        with self._storage.database.read() as connection:
            sealed = self._models.state(connection, *self._people[0]).sealed
        plain = len(self._states[0].to_bytes())
        return Practised(plain, len(sealed or b""), grown / len(rows), 1e6 * median(read), 1e6 * median(learned))

    def model(self, place: int) -> PersonalState:
        """The model of one of them, as the product opens it."""
        user_id, scenario_id = self._people[place]
        return UserModelTrainer(self._workshop, user_id).load_user_model(scenario_id)

    def _size(self) -> int:
        """Bytes of the database, those in its write-ahead log too."""
        with self._storage.database.read() as connection:
            pages, size = (
                connection.exec_driver_sql(f"pragma {word}").scalar_one() for word in ("page_count", "page_size")
            )
        return int(pages * size)

    def _add(self, connection: Connection, place: int) -> tuple[str, str]:
        user_id, scenario_id, now = uuid.uuid4().hex, str(uuid.uuid4()), datetime.now(UTC)
        self._storage.vault.create(user_id)
        scenario = UserScenario(scenario_id, user_id, TASK, None, now, {}, {}, 1)
        self._models.create_scenario(connection, scenario)
        life, state = self._lives[place % LIVES], self._states[place % LIVES]
        self._models.save_state(
            connection, user_id, scenario_id, before=0, after=len(life), blob=state.to_bytes(), at=now
        )
        return user_id, scenario_id

    def _rows(self, place: int, user_id: str, scenario_id: str) -> list[dict[str, object]]:
        """The rows of a person's history, with what was expected before each answer."""
        state, rows, now = PersonalState.fresh(), [], datetime.now(UTC)
        for number, one in enumerate(self._lives[place % LIVES], 1):
            payload = {**to_json(one), **state.forecast(one)}
            stored = StoredInteraction(f"{uuid.uuid4()}:answered", str(uuid.uuid4()), number, now, payload)
            rows.append(self._models.row(user_id, scenario_id, stored))
            state = state.after(one)
        return rows


def _life(answers: int, rng: Random) -> Sequence[Answered]:
    """Somebody's answers, every competency among them, one a day."""
    return [
        Answered(COMPETENCIES[k % 14], rng.gauss(0.3, 0.4), round(rng.betavariate(4, 2), 2), 1.7e9 + DAY * k)
        for k in range(answers)
    ]


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
