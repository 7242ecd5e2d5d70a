"""Gaussian-process regression on observable measures: a Bayesian posterior over functions, with its own uncertainty."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Examples, FloatArray, Prediction, Scores, Shape, State
from shared_backend.ai_engines.columns import Standard, bounded, complete, prediction
from shared_backend.ai_engines.wording import Wording
from shared_backend.domain.ports import Progress, silent

NOISES = (0.15, 0.3, 0.6, 1.2)
_MOST_ROWS = 4000


class BayesianScores(Engine):
    """y = f(x) + noise with f ~ GP(0, smooth + linear kernel) on standardised measures and standardised outputs.

    Source: Rasmussen and Williams (2006), Gaussian Processes for Machine Learning, algorithm 2.1. The noise is that of
    `NOISES` with the highest marginal likelihood, summed over outputs. `partial_fit` is the exact posterior after the
    further rows (scales and noise stay).

    Parameters
    ----------
    reach : float
        Inverse squared length scale of the smooth kernel, a measure.
    linear : float
        Weight of the linear kernel beside the smooth one.
    calm : float
        How strongly directions that only carry wording are shrunk; see `Wording`.
    """

    name: ClassVar[EngineName] = "bayesian"
    shape: ClassVar[Shape] = "scores"

    def __init__(self, reach: float = 0.6, linear: float = 0.2, calm: float = 6.0) -> None:
        self.reach, self.linear, self.calm = reach, linear, calm

    def fit(self, examples: Examples, targets: Scores, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Learn the posterior; `seed` only draws rows when there are more than 4,000."""
        chosen = np.arange(len(examples))
        if len(chosen) > _MOST_ROWS:
            chosen = np.sort(np.random.default_rng(seed).permutation(chosen)[:_MOST_ROWS])
        values = complete(targets)[chosen]
        self.scale_ = Standard.of(examples.numeric[chosen])
        self.target_ = Standard.of(values)
        self.outputs_, self.low_, self.high_ = targets.names, targets.low, targets.high
        kept = examples.take(chosen)
        rows = self.scale_.apply(kept.numeric)
        self.wording_ = Wording.of(rows, kept.twins(), self.calm)
        self.seen_ = self.wording_.apply(rows)
        self.wanted_ = self.target_.apply(values)
        kernel = self._kernel(self.seen_, self.seen_)
        self.noise_ = max(NOISES, key=lambda noise: self._evidence(kernel, noise))
        self._solve()
        return self

    def _columns(self, examples: Examples) -> FloatArray:
        return self.wording_.apply(self.scale_.apply(examples.numeric))

    def _kernel(self, one: FloatArray, other: FloatArray) -> FloatArray:
        d = max(1, one.shape[1])
        products = one @ other.T
        apart = (one**2).sum(axis=1)[:, None] + (other**2).sum(axis=1)[None, :] - 2 * products
        kernel: FloatArray = np.exp(-self.reach * np.maximum(apart, 0.0) / d) + self.linear * products / d
        return kernel

    def _evidence(self, kernel: FloatArray, noise: float) -> float:
        from scipy.linalg import cho_factor, cho_solve

        factor = cho_factor(kernel + noise * np.eye(len(kernel)), lower=True, check_finite=False)
        fitted = cho_solve(factor, self.wanted_, check_finite=False)
        spread = np.sum(np.log(np.diag(factor[0])))
        return float(-0.5 * np.sum(self.wanted_ * fitted) - self.wanted_.shape[1] * spread)

    def _solve(self) -> None:
        from scipy.linalg import cho_factor, cho_solve

        n = len(self.seen_)
        factor = cho_factor(self._kernel(self.seen_, self.seen_) + self.noise_ * np.eye(n), lower=True)
        self.weights_ = cho_solve(factor, self.wanted_)
        self.inverse_ = cho_solve(factor, np.eye(n)).astype(np.float32)  # only the spread needs it; half the size

    def partial_fit(self, examples: Examples, targets: Scores) -> Self:
        """The posterior after also seeing these rows."""
        self._require("weights_")
        self.seen_ = np.vstack([self.seen_, self._columns(examples)])
        self.wanted_ = np.vstack([self.wanted_, self.target_.apply(complete(targets))])
        self._solve()
        return self

    def predict(self, examples: Examples) -> Prediction:
        """Posterior predictive mean and standard deviation."""
        self._require("weights_")
        x = self._columns(examples)
        cross = self._kernel(x, self.seen_)
        spread = np.where(np.isfinite(self.target_.spread), self.target_.spread, 0.0)
        mean = bounded(self.target_.mean + (cross @ self.weights_) * spread, self.low_, self.high_)
        own = 1.0 + self.linear * (x**2).sum(axis=1) / max(1, x.shape[1])
        variance = np.maximum(own - np.einsum("ns,st,nt->n", cross, self.inverse_, cross, optimize=True), 0.0)
        return prediction(self.outputs_, mean, np.sqrt(variance + self.noise_)[:, None] * spread)

    def to_state(self) -> State:
        """The rows' measures, the weights and the scales; no text."""
        self._require("weights_")
        scale, target = self.scale_.to_state(), self.target_.to_state()
        arrays: dict[str, Any] = {
            "seen": self.seen_,
            "wanted": self.wanted_,
            "weights": self.weights_,
            "inverse": self.inverse_,
        }
        arrays |= {**scale.under("scale").arrays, **target.under("target").arrays}
        arrays |= self.wording_.to_state().under("wording").arrays
        meta = {"outputs": list(self.outputs_), "low": list(self.low_), "high": list(self.high_), "noise": self.noise_}
        return State(
            arrays, {**meta, "scale": scale.meta, "target": target.meta, "reach": self.reach, "linear": self.linear,
             "calm": self.calm},
        )  # fmt: skip

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(float(state.meta["reach"]), float(state.meta["linear"]), float(state.meta["calm"]))
        made.scale_ = Standard.from_state(state.child("scale", state.meta["scale"]))
        made.target_ = Standard.from_state(state.child("target", state.meta["target"]))
        made.wording_ = Wording.from_state(state.child("wording", {}))
        made.seen_, made.wanted_, made.weights_, made.inverse_ = (
            np.asarray(state.arrays[name]) for name in ("seen", "wanted", "weights", "inverse")
        )
        made.noise_ = float(state.meta["noise"])
        made.outputs_ = tuple(state.meta["outputs"])
        made.low_, made.high_ = tuple(state.meta["low"]), tuple(state.meta["high"])
        return made
