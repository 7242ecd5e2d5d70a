"""Levels from wording: ridge regression on rarity-weighted words, word pairs and letter runs."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Examples, FloatArray, Prediction, Scores, Shape, State
from shared_backend.ai_engines.columns import bounded, complete, prediction
from shared_backend.ai_engines.text.hashed import TermSpace, terms_of
from shared_backend.domain.ports import Progress, silent


class NlpLevels(Engine):
    """Ridge regression solved over the rows (there are far fewer than terms).

    Parameters
    ----------
    penalty : float
        Ridge penalty; larger leans less on single terms.
    """

    name: ClassVar[EngineName] = "nlp"
    shape: ClassVar[Shape] = "scores"

    def __init__(self, penalty: float = 0.25) -> None:
        self.penalty = penalty

    def fit(self, examples: Examples, targets: Scores, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Learn terms and weights; deterministic, `seed` is not used."""
        self.outputs_, self.low_, self.high_ = targets.names, targets.low, targets.high
        terms = terms_of(examples)
        self.space_ = TermSpace.fit(terms)
        levels = complete(targets)
        self.centre_ = levels.mean(axis=0)
        self.weights_ = np.zeros((len(self.space_.columns), levels.shape[1]))
        self.left_ = np.ones(levels.shape[1])
        return self._learn(self.space_.weigh_often(terms), levels - self.centre_)

    def partial_fit(self, examples: Examples, targets: Scores) -> Self:
        """The smallest change of the weights that explains the further rows (ridge towards the old weights)."""
        self._require("weights_")
        x = self.space_.weigh_often(terms_of(examples))
        left = self.left_
        self._learn(x, complete(targets) - self.centre_ - x @ self.weights_)
        self.left_ = left
        return self

    def _learn(self, x: Any, wanted: FloatArray) -> Self:
        alike = (x @ x.T).toarray().astype(np.float64)
        solver = np.linalg.inv(alike + self.penalty * np.eye(len(alike)))
        dual = solver @ wanted
        self.left_ = np.sqrt(np.mean((dual / np.diag(solver)[:, None]) ** 2, axis=0) + 1e-6)  # leave one out
        self.weights_ = (self.weights_ + np.asarray(x.T @ dual)).astype(np.float32)
        return self

    def predict(self, examples: Examples) -> Prediction:
        """Levels with the leave-one-out error of the training rows as standard deviation."""
        self._require("weights_")
        found = self.centre_ + np.asarray(self.space_.weigh_often(terms_of(examples)) @ self.weights_, dtype=np.float64)
        return prediction(self.outputs_, bounded(found, self.low_, self.high_), self.left_)

    def to_state(self) -> State:
        """Terms and weights."""
        self._require("weights_")
        arrays = {"weights": self.weights_, "centre": self.centre_, "left": self.left_, **self.space_.to_state().arrays}
        meta = {"outputs": list(self.outputs_), "low": list(self.low_), "high": list(self.high_)}
        return State(arrays, {**meta, "penalty": self.penalty})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(float(state.meta["penalty"]))
        made.space_ = TermSpace.from_state(state)
        made.weights_ = np.asarray(state.arrays["weights"])
        made.centre_, made.left_ = np.asarray(state.arrays["centre"]), np.asarray(state.arrays["left"])
        made.outputs_ = tuple(state.meta["outputs"])
        made.low_, made.high_ = tuple(state.meta["low"]), tuple(state.meta["high"])
        return made
