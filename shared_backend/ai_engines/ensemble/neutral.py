"""One measure, such as length, must not count for more than it did for the raters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from shared_backend.ai_engines.base import Examples, FloatArray

_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Neutral:
    """value[:, j] − slope[j] · (measure − centre); `measure` is "" when nothing is taken off.

    The slope is the smallest one, never negative, with which the values correlate with the measure no more strongly
    than the ratings do.
    """

    measure: str
    centre: float
    slope: FloatArray

    @classmethod
    def fit(cls, measure: str | None, values: FloatArray, truth: FloatArray, examples: Examples) -> Self:
        """Learn from (n, k) predictions of unseen rows and their ratings (NaN where unknown)."""
        if measure is None:
            return cls("", 0.0, np.zeros(truth.shape[1]))
        x = _column(examples, measure)
        slope = np.zeros(truth.shape[1])
        for j in range(truth.shape[1]):
            known = ~np.isnan(truth[:, j])
            slope[j] = _slope(x[known], values[known, j], truth[known, j])
        return cls(measure, float(x.mean()), slope)

    def apply(self, values: FloatArray, examples: Examples) -> FloatArray:
        """The (n, k) values without what the measure has too much."""
        if not self.measure:
            return values
        calmed: FloatArray = values - (_column(examples, self.measure) - self.centre)[:, None] * self.slope
        return calmed

    def to_meta(self) -> dict[str, Any]:
        """As JSON."""
        return {"measure": self.measure, "centre": self.centre, "slope": self.slope.tolist()}

    @classmethod
    def from_meta(cls, meta: Mapping[str, Any]) -> Self:
        """The one that gave the JSON."""
        return cls(str(meta["measure"]), float(meta["centre"]), np.asarray(meta["slope"], dtype=np.float64))


def _column(examples: Examples, measure: str) -> FloatArray:
    names: Sequence[str] = examples.numeric_names
    return examples.numeric[:, names.index(measure)]


def _slope(x: FloatArray, values: FloatArray, truth: FloatArray) -> float:
    if len(x) < 3 or min(x.std(), values.std(), truth.std()) < 1e-9:
        return 0.0
    wanted = max(0.0, _correlation(x, truth))
    low, high = 0.0, float(np.mean((x - x.mean()) * (values - values.mean())) / x.var())
    if high <= 0 or _correlation(x, values) <= wanted:
        return 0.0
    for _ in range(_HALVINGS):  # the correlation falls from that at `low` to zero at `high`
        middle = (low + high) / 2
        low, high = (middle, high) if _correlation(x, values - middle * x) > wanted else (low, middle)
    return high


def _correlation(x: FloatArray, y: FloatArray) -> float:
    return float(np.mean((x - x.mean()) * (y - y.mean())) / max(float(x.std() * y.std()), 1e-12))
