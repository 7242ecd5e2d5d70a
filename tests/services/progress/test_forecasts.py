"""Personal against global: the numbers by hand, silence below the floor, and no verdict that chance would give."""

from __future__ import annotations

import math

import numpy as np
import pytest

from shared_backend.services.progress.forecasts import FLOOR, Comparison, Forecast, compare


def test_the_errors_by_hand() -> None:
    found = compare([Forecast(0.8, 0.5, 0.7, 0.6), Forecast(0.2, 0.5, 0.4, 0.45)])
    assert found is not None
    assert (found.n, found.everyone.points, found.own.points) == (2, pytest.approx(3.0), pytest.approx(1.5))
    assert found.blend.points == pytest.approx(2.25)
    expected = -(0.8 * math.log(0.7) + 0.2 * math.log(0.3) + 0.2 * math.log(0.4) + 0.8 * math.log(0.6)) / 2
    assert found.own.log_loss == pytest.approx(expected)
    assert found.everyone.log_loss == pytest.approx(math.log(2))
    assert compare([]) is None


def person(n: int, ability: float, seed: int) -> Comparison:
    """Somebody who does `ability` (share of full marks) on average; only the personal forecast knows it."""
    rng = np.random.default_rng(seed)
    outcomes = np.clip(rng.normal(ability, 0.12, n), 0.0, 1.0)
    found = compare([Forecast(float(y), 0.55, ability, (0.55 + ability) / 2) for y in outcomes])
    assert found is not None
    return found


def test_below_the_floor_nothing_is_said() -> None:
    below, at = person(FLOOR - 1, 0.8, 1), person(FLOOR, 0.8, 1)
    assert below.own_against_everyone is below.blend_against_everyone is None
    assert at.own_against_everyone is not None
    assert at.own_against_everyone.verdict == "better"
    assert at.blend_against_everyone is not None
    assert at.blend_against_everyone.interval.n == FLOOR


def test_a_worse_personal_model_is_called_worse() -> None:
    rng = np.random.default_rng(2)
    outcomes = np.clip(rng.normal(0.55, 0.1, 60), 0, 1)
    found = compare([Forecast(float(y), 0.55, 0.85, 0.7) for y in outcomes])
    assert found is not None
    assert found.own_against_everyone is not None
    assert found.own_against_everyone.verdict == "worse"
    assert found.own_against_everyone.interval.high < 0


def test_two_equal_forecasters_differ_by_nothing() -> None:
    found = compare([Forecast(0.1 * (n % 10), 0.5, 0.5, 0.5) for n in range(40)])
    assert found is not None
    assert found.own_against_everyone is not None
    assert found.own_against_everyone.verdict == "no clear difference"
    assert found.own_against_everyone.interval.low == found.own_against_everyone.interval.high == 0.0


def test_chance_alone_rarely_gives_a_verdict() -> None:
    """400 people for whom both forecasters are equally far off, looked at after each answer up to 80."""
    rng = np.random.default_rng(8)
    wrong = 0
    for _ in range(400):
        outcomes = np.clip(rng.normal(0.6, 0.15, 80), 0, 1)
        # In log loss .5 and .6888 are equally far from .6 on average.
        forecasts = [Forecast(float(y), 0.5, 0.6888, 0.6) for y in outcomes]
        looks = (compare(forecasts[:n]) for n in range(FLOOR, 81, 5))
        wrong += any(
            c is not None
            and c.own_against_everyone is not None
            and c.own_against_everyone.verdict != "no clear difference"
            for c in looks
        )
    assert wrong / 400 <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / 400)
