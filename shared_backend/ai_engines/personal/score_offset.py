"""The score head: how far one person finds the scores too harsh or too lenient, shown beside the unmoved score.

A one-dimensional Gaussian filter. "Too harsh" is a noisy report that the score should be a point higher, "fair" that
it is right, "too lenient" that it should be a point lower. The offset is capped and never changes the score itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Opinion = Literal["too_harsh", "fair", "too_lenient"]
OPINION_POINTS: dict[Opinion, float] = {"too_harsh": 1.0, "fair": 0.0, "too_lenient": -1.0}
CAP_POINTS = 1.5
PRIOR_VARIANCE = 0.5  # points²: people's sense of harshness differs by well under a point
REPORT_VARIANCE = 2.0  # points²: one click says little


@dataclass(frozen=True, slots=True)
class ScoreOffset:
    """Posterior mean `m` (points of 10) and variance `v` (points²) after `n` opinions.

    >>> round(ScoreOffset().after("too_harsh").points, 3)
    0.2
    """

    m: float = 0.0
    v: float = PRIOR_VARIANCE
    n: int = 0

    @property
    def points(self) -> float:
        """The offset in points of 10, within ±`CAP_POINTS`."""
        return max(-CAP_POINTS, min(CAP_POINTS, self.m))

    def after(self, opinion: Opinion) -> ScoreOffset:
        """The offset after one more opinion (Kalman update)."""
        gain = self.v / (self.v + REPORT_VARIANCE)
        return ScoreOffset(self.m + gain * (OPINION_POINTS[opinion] - self.m), self.v * (1.0 - gain), self.n + 1)
