"""Pairs: never misled more often than promised however often one looks, whatever the values are like; and found out."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from shared_backend.services.experiments.lots import drawn
from shared_backend.services.experiments.pairs import compare_pairs

ALPHA = 0.05
differences = st.lists(st.floats(-5, 5), min_size=1, max_size=60)


def ever_misled(values: NDArray[np.float64], spread: float) -> float:
    """Share of rows whose evidence ever reaches 1/α, looked at after every pair; the plain formula over all at once."""
    total, squares = values.cumsum(axis=1), (values**2).cumsum(axis=1)
    twice = -2.0 * math.log(ALPHA)
    rho2 = (twice + math.log1p(twice)) / (150 * spread**2)
    log_e = rho2 * total**2 / (2 * (1 + rho2 * squares)) - 0.5 * np.log1p(rho2 * squares)
    return float((log_e.max(axis=1) >= -math.log(ALPHA)).mean())


@pytest.mark.parametrize("kind", ["gaussian", "heavy", "yes or no", "tiny", "one wild value"])
def test_nobody_is_misled_more_often_than_promised(kind: str) -> None:
    """Pairs of equals, two thousand times, looked at after each of 300 pairs."""
    rng = np.random.default_rng(1)
    made = {
        "gaussian": lambda size: rng.normal(0.0, 0.3, size),
        "heavy": lambda size: rng.standard_t(2.0, size),
        "yes or no": lambda size: (rng.random(size) < 0.8).astype(float),
        "tiny": lambda size: rng.exponential(1e-3, size),
        "one wild value": lambda size: np.where(rng.random(size) < 0.002, 1e3, rng.normal(0.0, 0.3, size)),
    }[kind]
    pairs = made((2000, 300)) - made((2000, 300))
    assert ever_misled(pairs, 0.4) <= ALPHA + 2 * math.sqrt(ALPHA * (1 - ALPHA) / 2000)


@given(differences, st.floats(0.05, 3.0))
def test_the_interval_holds_the_mean_and_agrees_with_the_evidence(values, spread) -> None:  # type: ignore[no-untyped-def]
    found = compare_pairs(values, alpha=ALPHA, spread=spread, most=5.0)
    assert found.low <= found.mean <= found.high
    assert found.mean == pytest.approx(sum(values) / len(values), abs=1e-9)
    if abs(math.log(found.e_value) + math.log(ALPHA)) > 1e-6:
        assert (found.e_value >= 1 / ALPHA) == (not found.low <= 0.0 <= found.high)


@given(differences, st.floats(0.05, 3.0))
def test_swapping_the_two_mirrors_everything(values, spread) -> None:  # type: ignore[no-untyped-def]
    one = compare_pairs(values, alpha=ALPHA, spread=spread, most=5.0)
    other = compare_pairs([-v for v in values], alpha=ALPHA, spread=spread, most=5.0)
    assert other.e_value == pytest.approx(one.e_value)
    assert (other.low, other.high) == pytest.approx((-one.high, -one.low), abs=1e-9)


def test_a_true_difference_is_found_and_the_interval_narrows() -> None:
    rng = np.random.default_rng(2)
    values = rng.normal(0.12, 0.4, 600).tolist()
    early, late = (compare_pairs(values[:n], alpha=ALPHA, spread=0.4, most=5.0) for n in (40, 600))
    assert late.e_value > 1 / ALPHA
    assert late.low > 0.0
    assert late.high - late.low < early.high - early.low
    assert late.low <= 0.12 <= late.high


def test_the_formula_by_hand() -> None:
    """S = .6, V = .22, ρ² = (2 ln 20 + ln(2 ln 20 + 1)) / (150 · .09)."""
    found = compare_pairs([0.2, -0.1, 0.4, 0.1], alpha=0.05, spread=0.3, most=1.0)
    assert (found.n, found.mean) == (4, pytest.approx(0.15))
    assert found.e_value == pytest.approx(1.0334319642622898, rel=1e-12)


def test_at_the_ends_of_the_interval_the_evidence_is_just_enough() -> None:
    values = np.random.default_rng(3).normal(0.1, 0.4, 80).tolist()
    found = compare_pairs(values, alpha=ALPHA, spread=0.4, most=5.0)
    for end in (found.low, found.high):
        shifted = compare_pairs([v - end for v in values], alpha=ALPHA, spread=0.4, most=9.0)
        assert shifted.e_value == pytest.approx(1 / ALPHA, rel=1e-6)


def test_one_pair_says_nothing_and_none_is_refused() -> None:
    found = compare_pairs([3.0], alpha=ALPHA, spread=0.3, most=4.0)
    assert (found.low, found.high) == (-4.0, 4.0)
    for bad in ([], [math.nan], [math.inf], [4.5]):
        with pytest.raises(ValueError, match="within"):
            compare_pairs(bad, alpha=ALPHA, spread=0.3, most=4.0)


def test_lots_are_even_sticky_and_apart_from_each_other() -> None:
    people = [f"user-{i}" for i in range(4000)]
    first, second = ([drawn(salt, person) for person in people] for salt in (b"a" * 32, b"b" * 32))
    assert first == [drawn(b"a" * 32, person) for person in people]
    assert abs(Counter(first)["blend"] - 2000) < 4 * math.sqrt(1000)
    both = Counter(zip(first, second, strict=True))
    assert all(abs(n - 1000) < 4 * math.sqrt(750) for n in both.values())
