"""Engines that read words, for next jobs: an occupation that nobody in the rows took is unlikely, never impossible."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Examples, Labels, Prediction, Shape, State
from shared_backend.ai_engines.careers.steps import Occupations, of_people
from shared_backend.ai_engines.classes import label_prediction
from shared_backend.ai_engines.neural.labels import NeuralLabels
from shared_backend.ai_engines.nlp.labels import NlpLabels
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.ports import Progress, silent

_DOUBT = 0.05
_RESTS_ON = 10.0


class _Spread(Engine):
    """Another engine's shares, with a part of them spread evenly over all occupations."""

    shape: ClassVar[Shape] = "labels"
    inner: ClassVar[type[Engine]]

    def __init__(self, occupations: Occupations) -> None:
        self.occupations = occupations

    def fit(self, examples: Examples, targets: Labels, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Learn from the rows."""
        self.inner_ = self._fresh().fit(examples, targets, seed=seed, progress=progress)
        return self

    def partial_fit(self, examples: Examples, targets: Labels) -> Self:
        """Learn further rows."""
        self._require("inner_")
        self.inner_.partial_fit(examples, targets)
        return self

    def predict(self, examples: Examples) -> Prediction:
        """The shares over all occupations; abstains where the engine does."""
        self._require("inner_")
        found = self.inner_.predict(examples)
        codes = self.occupations.codes
        extra = tuple(name for name in found.outputs if name not in self.occupations.places)
        place = {name: i for i, name in enumerate((*codes, *extra))}
        mean = np.full((len(found), len(place)), _DOUBT / len(place))
        mean[:, [place[name] for name in found.outputs]] += (1 - _DOUBT) * found.mean
        mean /= mean.sum(axis=1, keepdims=True)
        return label_prediction((*codes, *extra), mean, _RESTS_ON, found.answered, found.evidence)

    def to_state(self) -> State:
        """The engine's state and the names."""
        self._require("inner_")
        state = self.inner_.to_state()
        return State(state.arrays, {"inner": dict(state.meta), "occupations": self.occupations.as_meta()})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(Occupations.from_meta(state.meta["occupations"]))
        made.inner_ = cls.inner.from_state(State(state.arrays, state.meta["inner"]))
        return made

    def _fresh(self) -> Engine:
        return self.inner()


class WordedSteps(_Spread):
    """The steps of those whose jobs so far were worded most alike."""

    name: ClassVar[EngineName] = "nlp"
    inner = NlpLabels


class LearnedSteps(_Spread):
    """A small network over the words of the jobs so far; it needs people's steps, links would teach it nothing new."""

    name: ClassVar[EngineName] = "neural"
    inner = NeuralLabels

    def _fresh(self) -> Engine:
        return NeuralLabels(directions=100, hidden=96, passes=4)

    def fit(self, examples: Examples, targets: Labels, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Learn from people's steps. Raises `InvalidInput` when there is none."""
        if len(of_people(examples)) < len(examples):
            raise InvalidInput("it learns from people's steps, and there are none yet")
        return super().fit(examples, targets, seed=seed, progress=progress)
