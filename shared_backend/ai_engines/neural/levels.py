"""Levels from text by a small network over latent directions: trained by scikit-learn, asked in plain numpy."""

from __future__ import annotations

import warnings
from typing import ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Examples, FloatArray, Prediction, Scores, Shape, State
from shared_backend.ai_engines.columns import bounded, complete, prediction
from shared_backend.ai_engines.text.directions import Directions
from shared_backend.ai_engines.text.hashed import terms_of
from shared_backend.domain.ports import Progress, silent

_LENGTH = 4.0


class NeuralLevels(Engine):
    """Multilayer perceptron (one ReLU layer) on a truncated SVD, one output a level.

    Parameters
    ----------
    directions : int
        Columns of the SVD.
    hidden : int
        Units of the hidden layer.
    penalty : float
        L2 penalty on the weights.
    passes : int
        Passes over the rows.
    """

    name: ClassVar[EngineName] = "neural"
    shape: ClassVar[Shape] = "scores"

    def __init__(self, directions: int = 100, hidden: int = 128, penalty: float = 1.0, passes: int = 30) -> None:
        self.directions, self.hidden, self.penalty, self.passes = directions, hidden, penalty, passes

    def fit(self, examples: Examples, targets: Scores, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Learn directions and network from scratch."""
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.neural_network import MLPRegressor

        self.outputs_, self.low_, self.high_ = targets.names, targets.low, targets.high
        terms = terms_of(examples)
        self.directions_ = Directions.of(examples, self.directions, seed=seed)
        x, levels = _LENGTH * self.directions_.apply(terms), complete(targets)
        self.centre_, self.spread_ = levels.mean(axis=0), np.maximum(levels.std(axis=0), 1e-6)
        wanted = (levels - self.centre_) / self.spread_
        network = MLPRegressor(
            hidden_layer_sizes=(self.hidden,), alpha=self.penalty, max_iter=self.passes, learning_rate_init=2e-3,
            batch_size=min(32, len(x)), random_state=seed, tol=0.0, n_iter_no_change=self.passes,
        )  # fmt: skip
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # a fixed number of passes is the design
            network.fit(x, wanted if wanted.shape[1] > 1 else wanted.ravel())
        self.layers_ = [*network.coefs_, *network.intercepts_]
        self.left_ = np.sqrt(np.mean((levels - self._mean(x)) ** 2, axis=0) + 1e-6)
        return self

    def _hidden(self, x: FloatArray) -> FloatArray:
        lit: FloatArray = np.maximum(x @ self.layers_[0] + self.layers_[2], 0)
        return lit

    def _mean(self, x: FloatArray) -> FloatArray:
        mean: FloatArray = self.centre_ + self.spread_ * (self._hidden(x) @ self.layers_[1] + self.layers_[3])
        return mean

    def partial_fit(self, examples: Examples, targets: Scores) -> Self:
        """Move the last layer just enough (ridge towards the old weights) to explain the further rows."""
        self._require("layers_")
        x = _LENGTH * self.directions_.apply(terms_of(examples))
        lit = self._hidden(x)
        error = (complete(targets) - self._mean(x)) / self.spread_
        step = lit.T @ np.linalg.solve(lit @ lit.T + 10.0 * np.eye(len(x)), error)
        self.layers_ = [self.layers_[0], self.layers_[1] + step, *self.layers_[2:]]
        return self

    def predict(self, examples: Examples) -> Prediction:
        """Levels with the training error as standard deviation."""
        self._require("layers_")
        x = _LENGTH * self.directions_.apply(terms_of(examples))
        return prediction(self.outputs_, bounded(self._mean(x), self.low_, self.high_), self.left_)

    def to_state(self) -> State:
        """Directions, weights and scales."""
        self._require("layers_")
        arrays = {f"layer{i}": layer for i, layer in enumerate(self.layers_)} | dict(self.directions_.to_state().arrays)
        arrays |= {"centre": self.centre_, "spread": self.spread_, "left": self.left_}
        meta = {"outputs": list(self.outputs_), "low": list(self.low_), "high": list(self.high_)}
        settings = {
            "directions": self.directions,
            "hidden": self.hidden,
            "penalty": self.penalty,
            "passes": self.passes,
        }
        return State(arrays, {**meta, "settings": settings})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(**state.meta["settings"])
        made.directions_ = Directions.from_state(state)
        made.layers_ = [np.asarray(state.arrays[f"layer{i}"]) for i in range(4)]
        made.centre_, made.spread_ = np.asarray(state.arrays["centre"]), np.asarray(state.arrays["spread"])
        made.left_ = np.asarray(state.arrays["left"])
        made.outputs_ = tuple(state.meta["outputs"])
        made.low_, made.high_ = tuple(state.meta["low"]), tuple(state.meta["high"])
        return made
