"""Columns of numbers made comparable: standardising inputs, completing targets, a line through sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from shared_backend.ai_engines.base import Evidence, FloatArray, Prediction, Scores, State


@dataclass(frozen=True, slots=True)
class Standard:
    """Mean and spread of each column; `apply` clips at ±`clip` spreads so that odd input stays bounded."""

    mean: FloatArray
    spread: FloatArray
    clip: float = 4.0

    @classmethod
    def of(cls, values: FloatArray) -> Self:
        """Learn from an (n, d) array; constant columns become zero."""
        spread = values.std(axis=0)
        return cls(values.mean(axis=0), np.where(spread > 1e-9, spread, np.inf))

    def apply(self, values: FloatArray) -> FloatArray:
        """Standardised (n, d) values."""
        scaled: FloatArray = np.clip((values - self.mean) / self.spread, -self.clip, self.clip)
        return scaled

    def to_state(self) -> State:
        """Both vectors."""
        return State({"mean": self.mean, "spread": self.spread}, {"clip": self.clip})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The scaler that gave the state."""
        return cls(np.asarray(state.arrays["mean"]), np.asarray(state.arrays["spread"]), float(state.meta["clip"]))


def complete(targets: Scores) -> FloatArray:
    """Target values with gaps filled by a line on the row's other outputs (mean of their z-scores).

    A row without any value gets the column means; a column without any value gets the middle of its range.
    """
    values = targets.values
    gaps = np.isnan(values)
    if not gaps.any():
        return values.copy()
    filled = values.copy()
    counts = (~gaps).sum(axis=0)
    sums = np.where(gaps, 0.0, values).sum(axis=0)
    middle = (np.asarray(targets.low) + np.asarray(targets.high)) / 2
    mean = np.where(counts > 0, sums / np.maximum(counts, 1), middle)
    spread = np.sqrt(np.where(gaps, 0.0, (values - mean) ** 2).sum(axis=0) / np.maximum(counts, 1))
    z = np.where(gaps, 0.0, (values - mean) / np.where(spread > 1e-9, spread, 1.0))
    general = z.sum(axis=1) / np.maximum((~gaps).sum(axis=1), 1)
    for j in range(values.shape[1]):
        known = ~gaps[:, j]
        variance = float(np.sum(general[known] ** 2))
        slope = float(np.sum(z[known, j] * general[known])) / variance if variance > 1e-9 else 0.0
        filled[~known, j] = mean[j] + spread[j] * slope * general[~known]
    return bounded(filled, targets.low, targets.high)


def bounded(values: FloatArray, low: tuple[float, ...], high: tuple[float, ...]) -> FloatArray:
    """Values clipped to each output's range."""
    clipped: FloatArray = np.clip(values, np.asarray(low), np.asarray(high))
    return clipped


def prediction(
    outputs: tuple[str, ...],
    mean: FloatArray,
    sd: FloatArray,
    evidence: tuple[tuple[Evidence, ...], ...] | None = None,
) -> Prediction:
    """A prediction in which every row is answered."""
    n = len(mean)
    return Prediction(
        outputs, mean, np.broadcast_to(sd, mean.shape).copy(), np.ones(n, dtype=bool), evidence or ((),) * n
    )


@dataclass(frozen=True, slots=True)
class Line:
    """Least squares y ≈ a + b·x for each output, kept as sums so that more rows can be added; b is never negative.

    `sums` is (k, 6): n, Σx, Σy, Σxx, Σxy, Σyy.
    """

    sums: FloatArray

    @classmethod
    def empty(cls, outputs: int) -> Self:
        """A line that has seen nothing."""
        return cls(np.zeros((outputs, 6)))

    def add(self, x: FloatArray, y: FloatArray) -> Line:
        """The line after also seeing (n, k) points."""
        n = np.full(x.shape[1], float(len(x)))
        new = np.stack([n, x.sum(0), y.sum(0), (x * x).sum(0), (x * y).sum(0), (y * y).sum(0)], axis=1)
        return Line(self.sums + new)

    def at(self, x: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Values (n, k) on the line and the residual standard deviations (k,)."""
        n, sx, sy, sxx, sxy, syy = (self.sums[:, i] for i in range(6))
        n = np.maximum(n, 1.0)
        vx, cov, vy = sxx / n - (sx / n) ** 2, sxy / n - sx * sy / n**2, syy / n - (sy / n) ** 2
        slope = np.where(vx > 1e-9, np.maximum(cov, 0.0) / np.maximum(vx, 1e-9), 0.0)
        left = np.sqrt(np.maximum(vy - slope * cov, 1e-6))
        return sy / n + slope * (x - sx / n), left
