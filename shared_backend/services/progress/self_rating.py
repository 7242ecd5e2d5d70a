"""How somebody's own eye compares with the coach's: their five steps laid on the scale of the score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

FLOOR = 5  # answers below which nothing is said
STEPS = (1, 2, 3, 4, 5)
LEVEL = 0.80  # the range holds the true mean this often


@dataclass(frozen=True, slots=True)
class Rated:
    """One answer: the person's own rating 1–5 before they saw the score, and the score 0–10."""

    rating: int
    score: float

    @property
    def points(self) -> float:
        """The rating on the scale of the score: 1 is 0 of 10, 5 is 10 of 10."""
        return 2.5 * (self.rating - 1)


@dataclass(frozen=True, slots=True)
class AtRating:
    """Answers that were rated alike: their mean score of 10."""

    rating: int
    n: int
    score: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Own rating minus score in points of 10, `mean` with its 80 % range over `n` answers; None below the floor."""

    n: int
    mean: float | None
    low: float | None
    high: float | None
    by_rating: tuple[AtRating, ...]


def calibrate(answers: Sequence[Rated]) -> Calibration:
    """Compare ratings with scores. The range is Student's, so few answers make it wide."""
    by_rating = tuple(_at(step, [a.score for a in answers if a.rating == step]) for step in STEPS)
    present = tuple(one for one in by_rating if one.n)
    n = len(answers)
    if n < FLOOR:
        return Calibration(n, None, None, None, present)
    from scipy.special import stdtrit

    gaps = [a.points - a.score for a in answers]
    mean = math.fsum(gaps) / n
    deviation = math.sqrt(math.fsum((gap - mean) ** 2 for gap in gaps) / (n - 1))
    half = float(stdtrit(n - 1, 0.5 + LEVEL / 2)) * deviation / math.sqrt(n)
    return Calibration(n, mean, mean - half, mean + half, present)


def _at(rating: int, scores: Sequence[float]) -> AtRating:
    return AtRating(rating, len(scores), math.fsum(scores) / len(scores) if scores else math.nan)
