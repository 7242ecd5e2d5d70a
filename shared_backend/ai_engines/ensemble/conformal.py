"""Split-conformal ranges, locally scaled: wide where the engines disagree, narrow where they agree.

Source: Lei, G'Sell, Rinaldo, Tibshirani, Wasserman (2018), Distribution-free predictive inference for regression,
sections 2.2 and 5.2.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Self

import numpy as np

from shared_backend.ai_engines.base import FloatArray


def conformal_quantile(scores: FloatArray, coverage: float) -> float:
    """The ⌈(n+1)·coverage⌉-th smallest score: a new score is at most this with probability ≥ coverage.

    >>> conformal_quantile(np.array([1.0, 2.0, 3.0, 4.0]), 0.8)
    4.0
    """
    if len(scores) == 0:
        return 0.0
    place = min(len(scores), math.ceil((len(scores) + 1) * coverage))
    return float(np.sort(scores)[place - 1])


@dataclass(frozen=True, slots=True)
class Ranges:
    """Half-width of the range of output j = factor[j] · (near[j] + slope[j] · disagreement)."""

    near: FloatArray
    slope: FloatArray
    factor: FloatArray

    @classmethod
    def fit(cls, residual: FloatArray, disagreement: FloatArray, coverage: float = 0.8) -> Self:
        """Learn from (n, k) residuals of unseen rows (NaN where unknown) and the engines' disagreement there."""
        k = residual.shape[1]
        near, slope, factor = np.ones(k), np.zeros(k), np.ones(k)
        for j in range(k):
            known = ~np.isnan(residual[:, j])
            size, spread = np.abs(residual[known, j]), disagreement[known, j]
            if len(size) == 0:
                continue
            variance = float(np.var(spread))
            b = max(0.0, float(np.mean((spread - spread.mean()) * size)) / variance) if variance > 1e-9 else 0.0
            a = float(size.mean() - b * spread.mean())
            floor = 0.15 * float(size.mean()) + 1e-6
            near[j], slope[j] = max(a, floor), b
            factor[j] = conformal_quantile(size / (near[j] + b * spread), coverage)
        return cls(near, slope, factor)

    def half(self, disagreement: FloatArray) -> FloatArray:
        """Half-widths (n, k)."""
        widths: FloatArray = self.factor * (self.near + self.slope * disagreement)
        return widths
