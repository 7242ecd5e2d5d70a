"""The fuzzy engine for next jobs: alike in what it asks for, alike in interests, and within reach of preparation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Examples, FloatArray, Labels, Prediction, Shape, State
from shared_backend.ai_engines.careers.steps import Occupations, histories
from shared_backend.ai_engines.classes import label_prediction
from shared_backend.domain.ports import Progress, silent

_RESTS_ON = 10.0
_KEPT = 100
# "Alike" is full at the first and gone at the second correlation of standardised ratings.
_ALIKE, _UNLIKE = 0.9, 0.1
# "Within reach", by levels of preparation above (positive) or below the present one.
_REACH = {-4: 0.0, -3: 0.05, -2: 0.2, -1: 0.6, 0: 1.0, 1: 0.8, 2: 0.3, 3: 0.05, 4: 0.0}
_FAINT = 1e-4
_SHARP = 4


@dataclass(frozen=True)
class Described:
    """What occupations ask for (n, k), their interests (n, 6) and preparation (n,); rows of NaN are not described."""

    asked: FloatArray
    interests: FloatArray
    zone: FloatArray


class NearSteps(Engine):
    """Degrees of three linguistic variables, joined by the weakest and the product; the nearest 100 are kept.

    It learns nothing from rows, so it has its say before anybody's steps are known.
    """

    name: ClassVar[EngineName] = "fuzzy"
    shape: ClassVar[Shape] = "labels"

    def __init__(self, occupations: Occupations, described: Described | None = None) -> None:
        self.occupations, self._described = occupations, described

    def fit(self, examples: Examples, targets: Labels, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Work out the degrees of every pair."""
        facts = self._described
        if facts is None:
            return self._require_self()
        alike = _degree(_correlated(facts.asked))
        like = _degree(_correlated(facts.interests))
        apart = np.nan_to_num(facts.zone[None, :] - facts.zone[:, None]).astype(int)
        reach = np.array([_REACH[step] for step in range(-4, 5)])[np.clip(apart, -4, 4) + 4]
        degree = np.minimum(alike, reach) * np.sqrt(alike * like)
        np.fill_diagonal(degree, 0.0)
        count = min(_KEPT, len(degree) - 1)
        self.near_ = np.argsort(-degree, axis=1, kind="stable")[:, :count].astype(np.int16)
        self.degree_ = np.take_along_axis(degree, self.near_.astype(np.intp), axis=1).astype(np.float32)
        return self

    def _require_self(self) -> Self:
        self._require("near_")
        return self

    def partial_fit(self, examples: Examples, targets: Labels) -> Self:
        """Nothing changes: the degrees do not follow from rows."""
        return self._require_self()

    def predict(self, examples: Examples) -> Prediction:
        """Degrees as shares; abstains for an occupation that is not described."""
        self._require("near_")
        last = [self.occupations.places.get(past[-1]) for past in histories(examples)]
        mean = np.full((len(last), len(self.occupations.codes)), _FAINT)
        answered = np.zeros(len(last), dtype=bool)
        for i, at in enumerate(last):
            if at is not None and self.degree_[at].any():
                mean[i, self.near_[at]] += self.degree_[at].astype(np.float64) ** _SHARP
                answered[i] = True
        mean /= mean.sum(axis=1, keepdims=True)
        return label_prediction(self.occupations.codes, mean, _RESTS_ON, answered)

    def to_state(self) -> State:
        """The nearest of each, their degrees, and names."""
        self._require("near_")
        arrays: dict[str, Any] = {"near": self.near_, "degree": self.degree_}
        return State(arrays, {"occupations": self.occupations.as_meta()})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(Occupations.from_meta(state.meta["occupations"]))
        made.near_, made.degree_ = (np.asarray(state.arrays[name]) for name in ("near", "degree"))
        return made


def _correlated(rows: FloatArray) -> FloatArray:
    """Correlation of rows after each column was standardised; 0 for a row that is not described."""
    scaled = (rows - np.nanmean(rows, axis=0)) / np.maximum(np.nanstd(rows, axis=0), 1e-9)
    shape = np.nan_to_num(scaled - scaled.mean(axis=1, keepdims=True))
    size = np.maximum(np.linalg.norm(shape, axis=1, keepdims=True), 1e-9)
    unit: FloatArray = shape / size
    alike: FloatArray = unit @ unit.T
    return alike


def _degree(correlation: FloatArray) -> FloatArray:
    degree: FloatArray = np.clip((correlation - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0, 1.0)
    return degree
