"""A global model: an ensemble of engines for one task, as it is trained, stored, deployed and asked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field

from shared_backend.ai_engines.base import ENGINE_NAMES, EngineName, Evidence, Shape, State
from shared_backend.ai_engines.report import ModelReport
from shared_backend.ai_engines.tasks.base import Row, Task
from shared_backend.domain.ports import LanguageModel, Progress, silent


class TrainingSettings(BaseModel):
    """What staff may choose about a training run; the defaults are sane for every task."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seed: int = Field(0, ge=0, le=2**31 - 1, description="Same seed and same data give the same model.")
    folds: int = Field(5, ge=3, le=10, description="Parts for out-of-fold predictions.")
    engines: tuple[EngineName, ...] = Field(ENGINE_NAMES, min_length=1, description="Engines that may take part.")


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number with its 80 % range, all in the output's own units."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a global model says about one input.

    Attributes
    ----------
    scores : mapping of output name to Estimate
        Empty for tasks of shape *labels*.
    ranking : tuple of (label, probability)
        At most 20, best first; empty for tasks of shape *scores*.
    evidence : tuple of Evidence
        Spans of the input that moved the outputs, most telling first.
    engines : mapping
        Engine name → "answered", or the reason it took no part.
    details : mapping
        JSON-able task-specific findings (for an interview answer: STAR parts, covered key points …).
    """

    scores: Mapping[str, Estimate]
    ranking: tuple[tuple[str, float], ...]
    evidence: tuple[Evidence, ...]
    engines: Mapping[str, str]
    details: Mapping[str, Any]


class GlobalModel(ABC):
    """An ensemble of the six engines for one task. Pure once trained; safe to share between threads."""

    shape: ClassVar[Shape]

    @classmethod
    @abstractmethod
    def train(
        cls,
        task: Task,
        rows: Sequence[Row],
        settings: TrainingSettings,
        *,
        progress: Progress = silent,
        language_model: LanguageModel | None = None,
    ) -> tuple[Self, ModelReport]:
        """Fit every engine out of fold, weigh them, measure, then fit on all rows.

        Raises `InvalidInput` when there are too few rows or groups, `Cancelled` when progress says stop.
        """

    @abstractmethod
    def predict(self, inputs: Sequence[Mapping[str, Any]]) -> tuple[Judgement, ...]:
        """Judge inputs (already checked by the task); an engine that fails or abstains is skipped and named."""

    @abstractmethod
    def to_state(self) -> State:
        """Everything predict needs."""

    @classmethod
    @abstractmethod
    def from_state(cls, task: Task, state: State, *, language_model: LanguageModel | None = None) -> Self:
        """The model that predicts bit-identically to the one that gave the state."""
