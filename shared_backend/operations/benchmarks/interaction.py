"""One acknowledged interaction (predict, learn, seal, commit) against the bare durable commit of the same bytes."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select

from shared_backend.ai_engines import catalogue
from shared_backend.ai_engines.model_trainer import Workshop
from shared_backend.ai_engines.personal.interactions import to_json
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.domain.ports import SystemClock
from shared_backend.operations.benchmarks.learning import STREAM
from shared_backend.operations.benchmarks.timing import Work, medians
from shared_backend.registry.model_registry import ModelRegistry
from shared_backend.registry.training_data import TrainingData
from shared_backend.registry.user_models import StoredInteraction, UserModels, UserScenario
from shared_backend.storage import sqlite
from shared_backend.storage.opening import Storage, open_storage
from shared_backend.storage.tables.practice import personal_states, user_interactions

FEW, MANY = 10, 100_000
TASK = "interview_coach"


@dataclass(frozen=True)
class Desk:
    """One person at a fresh storage."""

    storage: Storage
    trainer: UserModelTrainer
    scenario_id: str

    def interact(self, number: int) -> None:
        """Predict, learn, seal, commit."""
        a = STREAM[number % len(STREAM)]
        self.trainer.load_user_model(self.scenario_id).predict(a.global_logit, a.competency, a.at)
        self.trainer.train_from_user_interaction(
            self.scenario_id,
            a.kind,
            {"competency": a.competency},
            {"global_logit": a.global_logit, "outcome": a.outcome},
            interaction_id=str(uuid.uuid4()),
            attempt_id=str(uuid.uuid4()),
        )


def interactions(folder: Path) -> dict[str, float]:
    """Median milliseconds, all taken in turns on the same disk.

    Returns
    -------
    dict
        `interaction` and `interaction_many` with 10 and 100,000 earlier interactions, `bare` the commit of as many
        bytes in one transaction of the bare driver.
    """
    few, many = _desk(folder / "few", FEW), _desk(folder / "many", MANY)
    bare, close = _bare(folder / "bare.db", *_sizes(few))
    works: dict[str, Work] = {"interaction": few.interact, "interaction_many": many.interact, "bare": bare}
    found = medians(works, rounds=150)
    close()
    for desk in (few, many):
        desk.storage.database.close()
    return {name: 1e3 * seconds for name, seconds in found.items()}


def _desk(folder: Path, earlier: int) -> Desk:
    storage = open_storage(f"sqlite:///{folder / 'data' / 'coach.db'}", folder / "keys.json", create=True)
    models = UserModels(storage.vault)
    workshop = Workshop(
        database=storage.database,
        registry=ModelRegistry(folder / "models"),
        training_data=TrainingData(storage.vault),
        user_models=models,
        tasks=catalogue.tasks(),
        shapes=catalogue.shapes,
        clock=SystemClock(),
        reference=folder,
    )
    user_id, now = uuid.uuid4().hex, datetime.now(UTC)
    scenario = UserScenario(str(uuid.uuid4()), user_id, TASK, None, now, {}, {}, 1)
    storage.vault.create(user_id)
    storage.database.write(lambda connection: models.create_scenario(connection, scenario))
    desk = Desk(storage, UserModelTrainer(workshop, user_id), scenario.id)
    _fill(desk, models, user_id, earlier, now)
    desk.trainer.save_user_model(scenario.id)
    return desk


def _fill(desk: Desk, models: UserModels, user_id: str, earlier: int, now: datetime) -> None:
    rows = [
        models.row(
            user_id,
            desk.scenario_id,
            StoredInteraction(str(uuid.uuid4()), str(uuid.uuid4()), seq, now, to_json(STREAM[seq % len(STREAM)])),
        )
        for seq in range(1, earlier + 1)
    ]
    blob = desk.trainer.load_user_model(desk.scenario_id).to_bytes()
    desk.storage.database.write(lambda connection: connection.execute(insert(user_interactions), rows))
    desk.storage.database.write(
        lambda connection: models.save_state(
            connection, user_id, desk.scenario_id, before=0, after=earlier, blob=blob, at=now
        )
    )


def _sizes(desk: Desk) -> tuple[int, int]:
    with desk.storage.database.read() as connection:
        rows = connection.execute(select(user_interactions.c.sealed)).scalars().all()
        state = connection.execute(select(personal_states.c.sealed)).scalar_one()
    return max(len(row) for row in rows), len(state)


def _bare(path: Path, interaction_bytes: int, state_bytes: int) -> tuple[Work, Callable[[], None]]:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in (f"journal_mode={sqlite.journal_mode()}", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"pragma {pragma}")
    connection.execute("create table interactions (id text primary key, bytes blob)")
    connection.execute("create table states (id integer primary key, bytes blob)")
    connection.execute("insert into states values (1, ?)", (os.urandom(state_bytes),))

    def one(number: int) -> None:
        connection.execute("begin immediate")
        row = (str(uuid.uuid4()), os.urandom(interaction_bytes))
        connection.execute("insert into interactions values (?, ?)", row)
        connection.execute("update states set bytes = ?", (os.urandom(state_bytes),))
        connection.execute("commit")

    return one, connection.close
