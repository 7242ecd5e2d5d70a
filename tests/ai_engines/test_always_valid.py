"""The always-valid interval: its numbers, and that looking after every value does not break it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from shared_backend.ai_engines.always_valid import always_valid


def test_its_numbers_by_hand() -> None:
    found = always_valid([0.0, 1.0] * 30)
    assert found.mean == 0.5
    rho2 = (2 * math.log(20) + math.log(2 * math.log(20) + 1)) / 60
    variance = 60 * 0.25 / 59
    half = math.sqrt(variance * 2 * (60 * rho2 + 1) / (3600 * rho2) * math.log(math.sqrt(60 * rho2 + 1) * 20))
    assert found.high - found.mean == pytest.approx(half, rel=1e-12)
    assert found.low == pytest.approx(0.5 - half, rel=1e-12)
    # A fixed-n 95 % interval would be ±.13; freedom to look costs about a half more.
    assert 0.18 < half < 0.22


def test_it_narrows_and_follows_the_spread() -> None:
    few, many = always_valid([0.1, -0.1] * 15), always_valid([0.1, -0.1] * 150)
    assert many.high - many.low < few.high - few.low
    wide = always_valid([1.0, -1.0] * 15)
    assert wide.high == pytest.approx(10 * few.high)
    flat = always_valid([0.3] * 25)
    assert flat.low == pytest.approx(0.3) == flat.high


@pytest.mark.parametrize("values", [[], [1.0], [1.0, math.nan], [math.inf, 0.0]])
def test_too_little_is_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match="two or more"):
        always_valid(values)


@pytest.mark.parametrize("kind", ["normal", "skewed", "log loss", "soft log loss"])
def test_looking_after_every_answer_misses_at_most_five_in_a_hundred(kind: str) -> None:
    """600 people, looked at after each of answers 30 to 200, no true difference."""
    rng = np.random.default_rng(11)
    people, answers = 600, 200
    if kind == "normal":
        values = rng.normal(size=(people, answers))
    elif kind == "skewed":
        values = rng.gamma(4.0, size=(people, answers)) - 4.0
    elif kind == "soft log loss":
        y = rng.beta(5.0, 4.0, size=(people, answers))
        values = (y - 5.0 / 9.0) * math.log(0.65 * 0.54 / (0.46 * 0.35))
    else:
        # Two forecasters that are equally wrong, .1 on either side of the truth, in log loss.
        y = rng.random((people, answers)) < 0.5
        values = np.where(y, math.log(0.6 / 0.4), math.log(0.4 / 0.6))
    missed = 0
    for row in values.tolist():
        missed += any(not (found := always_valid(row[:n])).low <= 0.0 <= found.high for n in range(30, answers + 1))
    assert missed / people <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / people), missed / people


def test_a_real_difference_is_found() -> None:
    rng = np.random.default_rng(3)
    found = [always_valid((rng.normal(size=200) + 0.5).tolist()).low > 0 for _ in range(100)]
    assert sum(found) > 90
