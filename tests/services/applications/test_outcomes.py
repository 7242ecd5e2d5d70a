"""Replies by band: too early below five, ranges that hold what they promise, and no claim the ranges do not allow."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_backend.services.applications.outcomes import FLOOR, Share, difference, replies, wilson
from tests.services.applications.applied import BOARD, application, with_match

YES, NO = ("applied", "interview"), ("applied", "ghosted")


def some(share: float, came: int, of: int):  # type: ignore[no-untyped-def]
    return [with_match(share, *(YES if i < came else NO)) for i in range(of)]


def test_below_the_floor_it_is_too_early_and_says_how_many_more() -> None:
    found = replies([*some(0.9, 2, 3), *some(0.2, 0, 5)], BOARD)
    high, medium, low = found.bands
    assert (high.n, high.share, high.more) == (3, None, 2)
    assert (medium.n, medium.more) == (0, FLOOR)
    assert low.share is not None
    assert (found.verdict, found.difference) == ("too early", None)


def test_what_is_open_or_without_a_match_does_not_count() -> None:
    open_ones = [with_match(0.9, "applied"), with_match(0.9, "saved"), with_match(0.9, "applied", "withdrawn")]
    found = replies([*open_ones, application(*YES)], BOARD)
    assert [band.n for band in found.bands] == [0, 0, 0]
    assert found.without_match == 1


@pytest.mark.parametrize(
    ("high", "low", "verdict"),
    [((9, 10), (1, 10), "more"), ((1, 10), (9, 10), "fewer"), ((3, 5), (2, 5), "no clear difference")],
)
def test_only_what_the_ranges_allow_is_said(high: tuple[int, int], low: tuple[int, int], verdict: str) -> None:
    found = replies([*some(0.9, *high), *some(0.1, *low)], BOARD)
    assert found.verdict == verdict
    assert found.compared == ("high", "low")
    assert found.rules == ("rules 1",)


def test_the_outermost_bands_with_enough_are_compared() -> None:
    assert replies([*some(0.5, 1, 6), *some(0.1, 1, 6), *some(0.9, 1, 2)], BOARD).compared == ("medium", "low")


# Wilson's interval for 15 of 50, and Newcombe's example (a) of 1998: 56 of 70 against 48 of 80.
def test_golden_numbers() -> None:
    assert wilson(15, 50) == pytest.approx((0.1910, 0.4375), abs=5e-4)
    a, b = Share(56, 70, *wilson(56, 70)), Share(48, 80, *wilson(48, 80))
    assert difference(a, b, 1.959964) == pytest.approx((0.0524, 0.3339), abs=5e-4)


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_range_holds_its_share_and_mirrors(case: tuple[int, int]) -> None:
    count, n = case
    low, high = wilson(count, n)
    assert 0 <= low <= count / n <= high <= 1
    other = wilson(n - count, n)
    assert (1 - other[1], 1 - other[0]) == pytest.approx((low, high))


@pytest.mark.parametrize("p", [0.1, 0.3, 0.5])
def test_ranges_hold_the_truth_about_as_often_as_they_say(p: float) -> None:
    random, n, held = Random(7), 8, 0
    for _ in range(2000):
        low, high = wilson(sum(random.random() < p for _ in range(n)), n)
        held += low <= p <= high
    assert held / 2000 >= 0.93


@pytest.mark.parametrize("p", [0.1, 0.3, 0.5])
def test_equal_chances_are_seldom_called_different_however_often_one_looks(p: float) -> None:
    random, called, people = Random(3), 0, 300
    for _ in range(people):
        a = b = 0
        told = False
        for n in range(1, 41):
            a, b = a + (random.random() < p), b + (random.random() < p)
            if n >= FLOOR and not told:
                low, high = difference(Share(a, n, 0, 1), Share(b, n, 0, 1))
                told = low > 0 or high < 0
        called += told
    assert called / people <= 0.05 + 2 * math.sqrt(0.05 * 0.95 / people)
