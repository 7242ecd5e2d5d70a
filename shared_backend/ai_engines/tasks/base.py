"""A task: what is predicted, from which documented columns, by which engines, on which built-in data.

The featuriser belongs to the task, below the trainer, because a model must never predict from other features than it
was trained on.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from shared_backend.ai_engines.base import Engine, EngineName, Examples, Shape, Targets


@dataclass(frozen=True, slots=True)
class Column:
    """One documented column of a task's training file."""

    name: str
    meaning: str
    required: bool
    example: str


@dataclass(frozen=True, slots=True)
class Row:
    """One training row: `input` is what will be known when predicting, `target` what is learned.

    `target` maps output names to numbers (scores) or holds ``{"label": name}`` (labels). `group` keeps rows together
    that must not be split between training and test (the same question, the same person).
    `source` names where the row comes from (builtin, upload, correction).
    """

    input: Mapping[str, Any]
    target: Mapping[str, Any]
    group: str
    source: str = "builtin"


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """An engine that makes no sense for this task, and why, in one sentence for the model card."""

    reason: str


class Task(ABC):
    """One kind of prediction the product makes. Instances are stateless."""

    id: ClassVar[str]
    name: ClassVar[str]
    description: ClassVar[str]
    shape: ClassVar[Shape]
    columns: ClassVar[tuple[Column, ...]]
    baseline_name: ClassVar[str]
    caveats: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def parse(self, record: Mapping[str, str]) -> Row:
        """Check one uploaded record. Raises `InvalidInput` whose message names the column and the remedy."""

    @abstractmethod
    def check_input(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """Check and normalise one input to predict on. Raises `InvalidInput`."""

    def choices(self) -> Mapping[str, Mapping[str, str]]:
        """Columns that take fixed values only: column → value → how it is called, in the order to offer them."""
        return {}

    @abstractmethod
    def builtin(self, reference: Path) -> tuple[Row, ...]:
        """The rows shipped in the `data/reference` folder given."""

    @abstractmethod
    def examples(self, inputs: Sequence[Mapping[str, Any]]) -> Examples:
        """Inputs as the engines see them; deterministic and free of state."""

    @abstractmethod
    def targets(self, rows: Sequence[Row]) -> Targets:
        """The rows' targets as arrays."""

    @abstractmethod
    def engines(self) -> Mapping[EngineName, Engine | NotApplicable]:
        """Fresh, unfitted engines (all six names are present)."""

    @abstractmethod
    def slices(self, row: Row) -> Mapping[str, str]:
        """Names of the slices this row belongs to, e.g. ``{"type": "technical"}``."""
