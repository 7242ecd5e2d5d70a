"""A task: what is predicted, from which documented columns, by which engines, on which built-in data.

The featuriser belongs to the task, below the trainer, because a model must never predict from other features than it
was trained on.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from shared_backend.ai_engines.base import Engine, EngineName, Examples, Shape, Targets
from shared_backend.domain.errors import InvalidInput


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


Line = tuple[int, dict[str, str]]
"""The number of a line of a file and its cells by column."""
TitleNames = Callable[[Sequence[str]], Sequence[str | None]]
"""The occupation code of each job title, None where it is not known which."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say of one line of a file (line 1 is the header)."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class FileRows:
    """What the lines of a file come to: rows, or problems and no rows; `notes` stop nothing."""

    rows: tuple[Row, ...]
    problems: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()


class Task(ABC):
    """One kind of prediction the product makes. Instances are stateless.

    `file_columns` are those of a training file where it holds something else than the columns a person types, and
    `inputs_repeat` says that equal inputs with different answers are what the task is about.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    description: ClassVar[str]
    shape: ClassVar[Shape]
    columns: ClassVar[tuple[Column, ...]]
    baseline_name: ClassVar[str]
    caveats: ClassVar[tuple[str, ...]] = ()
    file_columns: ClassVar[tuple[Column, ...]] = ()
    inputs_repeat: ClassVar[bool] = False

    @abstractmethod
    def parse(self, record: Mapping[str, str]) -> Row:
        """Check one uploaded record. Raises `InvalidInput` whose message names the column and the remedy."""

    @property
    def file_form(self) -> tuple[Column, ...]:
        """The documented columns of a training file."""
        return self.file_columns or self.columns

    def sample(self) -> tuple[tuple[str, ...], ...]:
        """Rows of a small correct training file, their cells in the order of `file_form`."""
        return (tuple(column.example for column in self.file_form),)

    def parse_file(self, lines: Sequence[Line], named: TitleNames) -> FileRows:
        """All lines of a training file: each is a row by itself, unless the task says otherwise."""
        rows, problems = [], []
        for line, record in lines:
            try:
                rows.append(self.parse(record))
            except InvalidInput as error:
                problems.append(Note(line, error.user_message))
        return FileRows(tuple(rows), tuple(problems))

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
