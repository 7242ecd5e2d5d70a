"""Personal against global on one person's own answers: both spoke before the answer was seen, so the test is fair."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from shared_backend.ai_engines.always_valid import LOOK_FROM, MeanInterval, always_valid
from shared_backend.ai_engines.blending import log_likelihood

FLOOR = LOOK_FROM  # answers below which nothing is said
Verdict = Literal["better", "worse", "no clear difference"]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was expected of one answer and what came, all as shares of full marks in [0, 1]."""

    outcome: float
    p_global: float
    p_personal: float
    p_blend: float


@dataclass(frozen=True, slots=True)
class Errors:
    """How far one forecaster was off: `points` the mean absolute error in points of 10, `log_loss` in nats."""

    points: float
    log_loss: float


@dataclass(frozen=True, slots=True)
class Difference:
    """How much less log loss a forecaster had than the global one (nats an answer; above 0 it was better)."""

    interval: MeanInterval
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """Global, personal and blend over the same `n` answers; the differences are None below the floor."""

    n: int
    everyone: Errors
    own: Errors
    blend: Errors
    own_against_everyone: Difference | None
    blend_against_everyone: Difference | None


def compare(forecasts: Sequence[Forecast]) -> Comparison | None:
    """The three forecasters on these answers, oldest first; None without any."""
    n = len(forecasts)
    if not n:
        return None
    return Comparison(
        n,
        _errors([(f.p_global, f.outcome) for f in forecasts]),
        _errors([(f.p_personal, f.outcome) for f in forecasts]),
        _errors([(f.p_blend, f.outcome) for f in forecasts]),
        _difference([(f.p_personal, f.p_global, f.outcome) for f in forecasts]),
        _difference([(f.p_blend, f.p_global, f.outcome) for f in forecasts]),
    )


def _errors(pairs: Sequence[tuple[float, float]]) -> Errors:
    n = len(pairs)
    points = 10.0 * math.fsum(abs(p - y) for p, y in pairs) / n
    return Errors(points, -math.fsum(log_likelihood(p, y) for p, y in pairs) / n)


def _difference(triples: Sequence[tuple[float, float, float]]) -> Difference | None:
    if len(triples) < FLOOR:
        return None
    found = always_valid([log_likelihood(p, y) - log_likelihood(p_global, y) for p, p_global, y in triples])
    return Difference(found, "better" if found.low > 0.0 else "worse" if found.high < 0.0 else "no clear difference")
