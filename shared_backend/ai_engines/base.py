"""The contract of the six engines: fit, partial_fit, predict, to_state, from_state.

An engine has one of two shapes. *scores*: k numbers in documented ranges (an answer's criteria, skill levels).
*labels*: a probability for each class (an occupation code, an industry). `predict` is pure. State is arrays and
JSON, never pickle, so that a model file can be read without running it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.domain.errors import InvalidInput, NotFittedError
from shared_backend.domain.ports import Progress, silent

FloatArray = NDArray[np.float64]
EngineName = Literal["neural", "expert", "bayesian", "nlp", "fuzzy", "llm"]
Shape = Literal["scores", "labels"]
ENGINE_NAMES: tuple[EngineName, ...] = ("neural", "expert", "bayesian", "nlp", "fuzzy", "llm")


@dataclass(frozen=True, slots=True)
class Examples:
    """n rows as the engines see them.

    Attributes
    ----------
    rows : tuple of mappings
        The raw fields of each row as the task documents them (question, answer, title …). A field ``says`` names what
        a training row says: rows with the same name say the same in other words.
    texts : tuple of str
        One text a row, for engines that read words.
    numeric : (n, d) array
        Observable measures in the order of `numeric_names`; finite.
    """

    rows: tuple[Mapping[str, Any], ...]
    texts: tuple[str, ...]
    numeric: FloatArray
    numeric_names: tuple[str, ...]

    def __post_init__(self) -> None:
        n = len(self.rows)
        if len(self.texts) != n or self.numeric.shape != (n, len(self.numeric_names)):
            raise InvalidInput("The rows, texts and measures of these examples do not belong together.")

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, index: Sequence[int] | NDArray[np.intp]) -> Examples:
        """The rows at `index`, in that order."""
        return Examples(
            tuple(self.rows[i] for i in index),
            tuple(self.texts[i] for i in index),
            self.numeric[np.asarray(index, dtype=np.intp)],
            self.numeric_names,
        )

    def twins(self) -> NDArray[np.intp]:
        """(t, 2) positions of rows that say the same in other words: same field ``says``, different texts."""
        first: dict[str, int] = {}
        found = []
        for i, row in enumerate(self.rows):
            said = row.get("says")
            if said and self.texts[first.setdefault(str(said), i)] != self.texts[i]:
                found.append((first[str(said)], i))
        return np.array(found, dtype=np.intp).reshape(len(found), 2)


@dataclass(frozen=True, slots=True)
class Scores:
    """Targets of shape *scores*: `values` is (n, k), column j within [low[j], high[j]]."""

    values: FloatArray
    names: tuple[str, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    def take(self, index: Sequence[int] | NDArray[np.intp]) -> Scores:
        """The rows at `index`, in that order."""
        return Scores(self.values[np.asarray(index, dtype=np.intp)], self.names, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Labels:
    """Targets of shape *labels*: one class name a row."""

    values: tuple[str, ...]

    def take(self, index: Sequence[int] | NDArray[np.intp]) -> Labels:
        """The rows at `index`, in that order."""
        return Labels(tuple(self.values[i] for i in index))


Targets = Scores | Labels


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why: a span of the person's own text (or a rule) that moved one output.

    `start` and `end` count characters of the row's answer; a rule without a span has ``start == end == 0``
    and an empty quote. `weight` is signed, in units of the output.
    """

    output: str
    quote: str
    start: int
    end: int
    reason: str
    weight: float


@dataclass(frozen=True, slots=True)
class Prediction:
    """What an engine says about n rows.

    Attributes
    ----------
    outputs : tuple of str
        Names of the k scores or classes.
    mean : (n, k) array
        scores: expected value in the output's own units. labels: probability of each class, rows sum to 1.
    sd : (n, k) array
        Standard deviation of each entry; larger where the engine knows less.
    answered : (n,) bool array
        False where the engine abstains (its mean and sd are then meaningless and must not be used).
    evidence : tuple of tuples
        One tuple a row, possibly empty.
    """

    outputs: tuple[str, ...]
    mean: FloatArray
    sd: FloatArray
    answered: NDArray[np.bool_]
    evidence: tuple[tuple[Evidence, ...], ...]

    def __len__(self) -> int:
        return len(self.mean)

    def ranking(self, row: int, count: int) -> tuple[tuple[str, float], ...]:
        """The `count` most probable classes of one row, best first; ties by name."""
        order = sorted(range(len(self.outputs)), key=lambda j: (-self.mean[row, j], self.outputs[j]))
        return tuple((self.outputs[j], float(self.mean[row, j])) for j in order[:count])


@dataclass(frozen=True, slots=True)
class State:
    """A fitted engine or model as plain data: named arrays and a JSON-able mapping."""

    arrays: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    meta: Mapping[str, Any] = field(default_factory=dict)

    def under(self, prefix: str) -> State:
        """The same arrays with names prefixed ``prefix/`` (for nesting states in one file)."""
        return State({f"{prefix}/{name}": array for name, array in self.arrays.items()}, self.meta)

    def child(self, prefix: str, meta: Mapping[str, Any]) -> State:
        """The arrays below ``prefix/`` with the prefix removed, joined with `meta`."""
        cut = len(prefix) + 1
        return State({k[cut:]: v for k, v in self.arrays.items() if k.startswith(f"{prefix}/")}, meta)


class Engine(ABC):
    """One way to judge. Learned attributes end in ``_``; constructor arguments are plain settings."""

    name: ClassVar[EngineName]
    shape: ClassVar[Shape]

    @abstractmethod
    def fit(self, examples: Examples, targets: Any, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Learn from scratch; the same seed and data give the same model. Returns self."""

    @abstractmethod
    def partial_fit(self, examples: Examples, targets: Any) -> Self:
        """Learn a few more rows without forgetting the earlier ones. Returns self."""

    @abstractmethod
    def predict(self, examples: Examples) -> Prediction:
        """Judge rows; changes nothing. Raises `NotFittedError` before fit."""

    @abstractmethod
    def to_state(self) -> State:
        """Everything predict needs, as arrays and JSON."""

    @classmethod
    @abstractmethod
    def from_state(cls, state: State) -> Self:
        """The engine that predicts identically to the one that gave the state."""

    def _require(self, attribute: str) -> None:
        if not hasattr(self, attribute):
            raise NotFittedError("This engine has not been trained yet. Train or load a model first.")
