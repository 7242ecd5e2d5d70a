"""A person with a scenario over a storage, ready to learn; and one interaction as a coach reports it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from shared_backend.ai_engines.model_trainer import Workshop
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.ai_engines.scenarios import TaskCatalogue
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.domain.ports import Clock, SystemClock
from shared_backend.registry.model_registry import ModelRegistry
from shared_backend.registry.training_data import TrainingData
from shared_backend.registry.user_models import UserModels
from shared_backend.storage.opening import Storage

COACH = "interview_coach"


@dataclass(frozen=True)
class Learner:
    """One person's trainer and scenario."""

    trainer: UserModelTrainer
    scenario_id: str

    def answer(self, interaction_id: str, outcome: float = 0.7, competency: str = "a", **more: str) -> PersonalState:
        """Learn from one scored answer."""
        return self.trainer.train_from_user_interaction(
            self.scenario_id,
            "answered",
            {"competency": competency},
            {"global_logit": 0.2, "outcome": outcome},
            interaction_id=interaction_id,
            **more,  # type: ignore[arg-type]
        )

    def opine(self, interaction_id: str, opinion: str) -> PersonalState:
        """Learn from one opinion on a score."""
        return self.trainer.train_from_user_interaction(
            self.scenario_id, "score_opinion", {}, {}, {"opinion": opinion}, interaction_id=interaction_id
        )

    @property
    def state(self) -> PersonalState:
        """What is stored."""
        return self.trainer.load_user_model(self.scenario_id)

    @property
    def history_ids(self) -> list[str]:
        """Ids of what was learned, in order."""
        return [stored.id for stored in self.trainer.interaction_history(COACH)]


def trainer_of(
    storage: Storage, user_id: str, clock: Clock | None = None, tasks: TaskCatalogue | None = None
) -> UserModelTrainer:
    """The trainer of a person who may exist already; without tasks it can learn, but start nothing."""
    workshop = Workshop(
        database=storage.database,
        registry=ModelRegistry(Path("models")),
        training_data=TrainingData(storage.vault),
        user_models=UserModels(storage.vault),
        tasks=tasks or TaskCatalogue({}),
        shapes=_no_shape,
        clock=clock or SystemClock(),
        reference=Path("reference"),
    )
    return UserModelTrainer(workshop, user_id)


def _no_shape(task: object) -> NoReturn:
    raise AssertionError("nothing global is trained here")


def new_learner(storage: Storage, clock: Clock | None = None) -> Learner:
    """A new person who has started with the coach."""
    # Imported here: the processes of the fault harnesses start in half the time without it.
    from tests.tiny import TinyTask

    user_id = uuid.uuid4().hex
    storage.vault.create(user_id)
    trainer = trainer_of(storage, user_id, clock, TaskCatalogue({TinyTask.id: TinyTask()}))
    return Learner(trainer, trainer.create_user_scenario(COACH, {}).id)
