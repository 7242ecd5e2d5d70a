"""Bayesian linear regression on observable measures, with the exact Gaussian posterior of its weights."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Examples, FloatArray, Prediction, Scores, Shape, State
from shared_backend.ai_engines.columns import Standard, bounded, complete, prediction
from shared_backend.domain.ports import Progress, silent


class BayesianScores(Engine):
    """y = w·x + noise with w ~ N(0, 1/alpha) and noise ~ N(0, 1/beta), both chosen by the evidence.

    Source: Bishop, Pattern Recognition and Machine Learning (2006), 3.3–3.5. The posterior is kept as the moments
    X'X and X'y, so `partial_fit` is the exact posterior after the further rows (alpha and beta stay).
    """

    name: ClassVar[EngineName] = "bayesian"
    shape: ClassVar[Shape] = "scores"

    def __init__(self, rounds: int = 60) -> None:
        self.rounds = rounds

    def fit(self, examples: Examples, targets: Scores, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Learn the posterior; deterministic, `seed` is not used."""
        self.scale_ = Standard.of(examples.numeric)
        self.outputs_, self.low_, self.high_ = targets.names, targets.low, targets.high
        x, y = self.scale_.apply(examples.numeric), complete(targets)
        self.centre_ = y.mean(axis=0)
        self.rows_ = float(len(x))
        self.gram_, self.cross_ = x.T @ x, x.T @ (y - self.centre_)
        self._choose_precisions((y - self.centre_) ** 2)
        return self

    def _choose_precisions(self, squares: FloatArray) -> None:
        values, vectors = np.linalg.eigh(self.gram_)
        values = np.maximum(values, 0.0)
        rotated = vectors.T @ self.cross_
        total = squares.sum(axis=0)
        alpha, beta = np.ones(len(total)), 1.0 / np.maximum(total / self.rows_, 1e-3)
        for _ in range(self.rounds):
            weights = beta * rotated / (alpha + beta * values[:, None])
            used = (beta * values[:, None] / (alpha + beta * values[:, None])).sum(axis=0)
            alpha = used / np.maximum((weights**2).sum(axis=0), 1e-9)
            error = total - 2 * (weights * rotated).sum(axis=0) + (weights**2 * values[:, None]).sum(axis=0)
            beta = np.maximum(self.rows_ - used, 1.0) / np.maximum(error, 1e-6)
        self.alpha_, self.beta_ = np.clip(alpha, 1e-3, 1e6), np.clip(beta, 1e-3, 1e6)
        self._posterior()

    def _posterior(self) -> None:
        eye = np.eye(len(self.gram_))
        self.cover_ = np.stack(
            [np.linalg.inv(a * eye + b * self.gram_) for a, b in zip(self.alpha_, self.beta_, strict=True)]
        )
        self.weights_ = np.stack([b * self.cover_[j] @ self.cross_[:, j] for j, b in enumerate(self.beta_)], axis=1)

    def partial_fit(self, examples: Examples, targets: Scores) -> Self:
        """The posterior after also seeing these rows."""
        self._require("weights_")
        x = self.scale_.apply(examples.numeric)
        self.gram_ = self.gram_ + x.T @ x
        self.cross_ = self.cross_ + x.T @ (complete(targets) - self.centre_)
        self.rows_ += len(x)
        self._posterior()
        return self

    def predict(self, examples: Examples) -> Prediction:
        """Posterior predictive mean and standard deviation."""
        self._require("weights_")
        x = self.scale_.apply(examples.numeric)
        mean = bounded(self.centre_ + x @ self.weights_, self.low_, self.high_)
        spread = np.stack([np.einsum("nd,de,ne->n", x, cover, x) for cover in self.cover_], axis=1)
        return prediction(self.outputs_, mean, np.sqrt(spread + 1.0 / self.beta_))

    def to_state(self) -> State:
        """Moments and precisions."""
        self._require("weights_")
        scale = self.scale_.to_state().under("scale")
        arrays = {
            "gram": self.gram_,
            "cross": self.cross_,
            "centre": self.centre_,
            "alpha": self.alpha_,
            "beta": self.beta_,
        }
        meta = {"outputs": list(self.outputs_), "low": list(self.low_), "high": list(self.high_), "rows": self.rows_}
        return State({**arrays, **scale.arrays}, {**meta, "scale": scale.meta, "rounds": self.rounds})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(int(state.meta["rounds"]))
        made.scale_ = Standard.from_state(state.child("scale", state.meta["scale"]))
        made.gram_, made.cross_, made.centre_, made.alpha_, made.beta_ = (
            np.asarray(state.arrays[name]) for name in ("gram", "cross", "centre", "alpha", "beta")
        )
        made.outputs_ = tuple(state.meta["outputs"])
        made.low_, made.high_ = tuple(state.meta["low"]), tuple(state.meta["high"])
        made.rows_ = float(state.meta["rows"])
        made._posterior()
        return made
