"""Levels from text by Gaussian-process regression over latent directions, with a posterior variance for each text."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Examples, FloatArray, Prediction, Scores, Shape, State
from shared_backend.ai_engines.columns import bounded, complete, prediction
from shared_backend.ai_engines.text.directions import Directions
from shared_backend.ai_engines.text.hashed import terms_of
from shared_backend.domain.ports import Progress, silent


class BayesianLevels(Engine):
    """Gaussian process with a squared-exponential kernel (Rasmussen & Williams 2006, algorithm 2.1).

    Parameters
    ----------
    directions : int
        Columns of the SVD.
    reach : float
        Weight of the squared distance in the kernel, exp(−reach · d²).
    noise : float
        Variance of the noise relative to the kernel's.
    """

    name: ClassVar[EngineName] = "bayesian"
    shape: ClassVar[Shape] = "scores"

    def __init__(self, directions: int = 100, reach: float = 0.5, noise: float = 0.12) -> None:
        self.directions, self.reach, self.noise = directions, reach, noise

    def fit(self, examples: Examples, targets: Scores, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Learn directions and the posterior."""
        self.outputs_, self.low_, self.high_ = targets.names, targets.low, targets.high
        terms = terms_of(examples)
        self.directions_ = Directions.of(examples, self.directions, seed=seed)
        self.points_, self.levels_ = self.directions_.apply(terms), complete(targets)
        return self._solve()

    def partial_fit(self, examples: Examples, targets: Scores) -> Self:
        """Join further rows to the posterior; the directions stay."""
        self._require("points_")
        self.points_ = np.vstack([self.points_, self.directions_.apply(terms_of(examples))])
        self.levels_ = np.vstack([self.levels_, complete(targets)])
        return self._solve()

    def _kernel(self, a: FloatArray) -> FloatArray:
        squared = np.sum(a**2, 1)[:, None] + np.sum(self.points_**2, 1)[None, :] - 2 * a @ self.points_.T
        near: FloatArray = np.exp(-self.reach * np.maximum(squared, 0))
        return near

    def _solve(self) -> Self:
        self._centre = self.levels_.mean(axis=0)
        covariance = self._kernel(self.points_) + self.noise * np.eye(len(self.points_))
        self._inverse = np.linalg.inv(covariance)
        wanted = self.levels_ - self._centre
        self._dual = self._inverse @ wanted
        self._scale = np.sqrt(np.maximum(np.mean(wanted * self._dual, axis=0), 1e-6))
        return self

    def predict(self, examples: Examples) -> Prediction:
        """Posterior mean and standard deviation (noise included)."""
        self._require("points_")
        near = self._kernel(self.directions_.apply(terms_of(examples)))
        left = np.maximum(1 + self.noise - np.sum((near @ self._inverse) * near, axis=1), 1e-6)
        mean = bounded(self._centre + near @ self._dual, self.low_, self.high_)
        return prediction(self.outputs_, mean, np.sqrt(left)[:, None] * self._scale)

    def to_state(self) -> State:
        """Directions, known points and their levels."""
        self._require("points_")
        arrays = {**self.directions_.to_state().arrays, "points": self.points_, "levels": self.levels_}
        meta = {"outputs": list(self.outputs_), "low": list(self.low_), "high": list(self.high_)}
        settings = {"directions": self.directions, "reach": self.reach, "noise": self.noise}
        return State(arrays, {**meta, "settings": settings})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(**state.meta["settings"])
        made.directions_ = Directions.from_state(state)
        made.points_, made.levels_ = np.asarray(state.arrays["points"]), np.asarray(state.arrays["levels"])
        made.outputs_ = tuple(state.meta["outputs"])
        made.low_, made.high_ = tuple(state.meta["low"]), tuple(state.meta["high"])
        return made._solve()
