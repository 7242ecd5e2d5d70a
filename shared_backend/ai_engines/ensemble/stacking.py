"""Weights of the engines: non-negative least squares on out-of-fold predictions, one set an output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray
from shared_backend.domain.errors import EngineUnavailable

# Weight of a pair of twins beside that of a row, by cross-validation: twins come nearer and the error stays.
_SAME = 1.5


@dataclass(frozen=True, slots=True)
class Stack:
    """value = base + Σ weight·engine. `weights` is (engines, k); `base` is (k,).

    When an engine is missing, the others' weights grow in proportion so that their sum stays.
    """

    engines: tuple[str, ...]
    weights: FloatArray
    base: FloatArray

    @classmethod
    def fit(
        cls,
        predicted: Mapping[str, FloatArray],
        truth: FloatArray,
        shrink: float | None = None,
        twins: NDArray[np.intp] | None = None,
        prior: Mapping[str, float] | None = None,
    ) -> Self:
        """Learn from (n, k) predictions of each engine; rows whose truth is NaN are left out of that output.

        `shrink` pulls the weights towards the `prior` shares, by default equal ones (as a share of n); strongly when
        there are few rows. A prior that a task states was measured on whole authors left out, of which the rows at
        hand know nothing, so it weighs more.
        `twins` are (t, 2) positions of rows that say the same in other words: engines that put them apart weigh less.
        """
        from scipy.optimize import nnls

        engines = tuple(predicted)
        twins = np.zeros((0, 2), dtype=np.intp) if twins is None else twins
        near, few = (0.02, 40.0) if prior is None else (0.1, 800.0)
        shrink = near + few / max(1, len(truth)) if shrink is None else shrink
        shares = np.array([1.0 if prior is None else prior.get(engine, 0.0) for engine in engines]) + 1e-9
        shares /= shares.sum()
        weights, base = np.zeros((len(engines), truth.shape[1])), np.zeros(truth.shape[1])
        for j in range(truth.shape[1]):
            known = ~np.isnan(truth[:, j])
            x = np.stack([predicted[e][known, j] for e in engines], axis=1)
            y = truth[known, j]
            if len(y) == 0:
                weights[:, j] = shares
                continue
            centre = x.mean(axis=0)
            pull = np.sqrt(shrink * len(y)) * max(float(x.std()), 1e-6)
            # Further rows that ask each weight to be its share keep near-equal engines from trading places by chance.
            extra, wish = pull * np.eye(len(engines)), pull * shares
            one, other = (np.stack([predicted[e][twins[:, side], j] for e in engines], axis=1) for side in (0, 1))
            apart = truth[twins[:, 0], j] - truth[twins[:, 1], j]
            rated = ~np.isnan(apart)
            found, _ = nnls(
                np.vstack([x - centre, extra, _SAME * (one - other)[rated]]),
                np.concatenate([y - y.mean(), wish, _SAME * apart[rated]]),
            )
            weights[:, j] = found
            base[j] = float(y.mean() - centre @ found)
        return cls(engines, weights, base)

    def combine(self, predicted: Mapping[str, FloatArray], answered: Mapping[str, FloatArray]) -> FloatArray:
        """Weighted values (n, k); `answered` is 1.0 or 0.0 a row.

        Raises
        ------
        EngineUnavailable
            When no engine with any weight answered some row.
        """
        total = self.weights.sum(axis=0)
        shape = next(iter(predicted.values())).shape if predicted else (0, len(total))
        value, have = np.zeros(shape), np.zeros(shape)
        for i, engine in enumerate(self.engines):
            if engine in predicted:
                here = answered[engine][:, None]
                value += np.where(here > 0, predicted[engine], 0.0) * self.weights[i] * here
                have += self.weights[i] * here
        if not predicted or bool(((have <= 0) & (total > 0)).any()):
            raise EngineUnavailable(
                "No engine could judge this. Try again, or tell staff to retrain the model.", retryable=True
            )
        combined: FloatArray = self.base + value * (total / np.where(have > 0, have, 1.0))
        return combined

    def share(self, column: int | None) -> dict[str, float]:
        """Each engine's share of the weight of one output (or of all), summing to 1."""
        weights = self.weights.mean(axis=1) if column is None else self.weights[:, column]
        total = float(weights.sum()) or 1.0
        return {engine: float(w) / total for engine, w in zip(self.engines, weights, strict=True)}


def cross_fitted(
    unseen: Mapping[str, FloatArray],
    truth: FloatArray,
    fold: NDArray[np.intp],
    twins: NDArray[np.intp],
    prior: Mapping[str, float] | None,
) -> FloatArray:
    """Stacked predictions whose weights never saw the row's own fold, so that residuals are honest."""
    stacked = np.zeros_like(truth)
    for part in np.unique(fold):
        here = fold == part
        other = {name: values[~here] for name, values in unseen.items()}
        mine = {name: values[here] for name, values in unseen.items()}
        there = {name: np.ones(int(here.sum())) for name in unseen}
        place = np.cumsum(~here) - 1  # where a row of the other folds stands among them
        learned = Stack.fit(other, truth[~here], twins=place[twins[(~here[twins]).all(axis=1)]], prior=prior)
        stacked[here] = learned.combine(mine, there)
    return stacked
