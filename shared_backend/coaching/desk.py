"""What every interview story works with, made once per process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shared_backend.ai_engines.model_trainer import Workshop
from shared_backend.ai_engines.user_model_control import UserModelControl
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.domain.ports import Clock
from shared_backend.services.content.library import Library
from shared_backend.services.experiments.store import ExperimentStore
from shared_backend.services.guardrails.escalation import Escalations
from shared_backend.services.guardrails.screening import RedFlag
from shared_backend.services.occupations.facts import Occupations
from shared_backend.services.practice.store import PracticeStore
from shared_backend.services.progress.trail_store import TrailStore
from shared_backend.storage.database import Database

COACH = "interview_coach"


@dataclass(frozen=True)
class Desk:
    """`screen` finds explicit danger in a text, or nothing."""

    database: Database
    workshop: Workshop
    practice: PracticeStore
    trails: TrailStore
    library: Library
    occupations: Occupations
    screen: Callable[[str], RedFlag | None]
    escalations: Escalations
    experiments: ExperimentStore
    clock: Clock
    reference: Path

    def trainer(self, user_id: str) -> UserModelTrainer:
        """The trainer of one person."""
        return UserModelTrainer(self.workshop, user_id)

    def control(self, user_id: str) -> UserModelControl:
        """The owner's commands on their interview model."""
        return UserModelControl(self.trainer(user_id), COACH)
