"""When a question is due again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_backend.services.recommendation.reviews import HEAD_START, comes_back, due

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
scores = st.floats(0, 10)


def in_days(history: list[float], gap: float = 2.0) -> float:
    """Days from the last answer until the question comes back; the answers lie `gap` days apart."""
    times = [NOW + timedelta(days=gap * i) for i in range(len(history))]
    return (comes_back(zip(history, times, strict=True)) - times[-1]) / timedelta(days=1)


@pytest.mark.parametrize(
    ("score", "hours", "expected"),
    [(3.0, 15, ()), (3.0, 17, ("q",)), (6.0, 15, ()), (6.0, 17, ("q",)), (7.0, 10_000, ())],
)
def test_a_weak_answer_comes_back_the_next_day_and_a_good_one_never(
    score: float, hours: int, expected: tuple[str, ...]
) -> None:
    assert due([("q", score, NOW - timedelta(hours=hours))], NOW) == expected


def test_golden_intervals_in_days() -> None:
    """FSRS-6 with its published weights: two days apart, weak then good, weak then weak."""
    assert [in_days(history) for history in ([3.0], [3.0, 7.5], [3.0, 7.5, 9.0], [6.0], [6.0, 6.0])] == GOLDEN


GOLDEN = [1.0, 2.0, 11.0, 1.0, 4.0]


@given(st.lists(scores, min_size=1, max_size=12))
def test_it_never_comes_back_within_a_day_and_always_comes_back(history: list[float]) -> None:
    assert 1.0 <= in_days(history) <= 36_500


@given(st.lists(st.floats(7.0, 8.4), min_size=2, max_size=8))
def test_after_good_answers_the_pauses_grow(history: list[float]) -> None:
    weak_once = [4.0, *history]
    pauses = [in_days(weak_once[:n]) for n in range(2, len(weak_once) + 1)]
    assert pauses == sorted(pauses)


@given(st.lists(scores, min_size=1, max_size=6), scores)
def test_an_answer_that_went_worse_never_buys_a_longer_pause(history: list[float], score: float) -> None:
    better = min(10.0, score + 2.0)
    assert in_days([*history, score]) <= in_days([*history, better])


def test_the_one_that_went_worst_comes_first() -> None:
    days = [NOW - timedelta(days=n) for n in (9, 6, 5, 4)]
    answers = [("better", 1.0, days[0]), ("bad", 4.0, days[1]), ("worse", 2.0, days[2]), ("better", 9.0, days[3])]
    assert due(answers, NOW) == ("worse", "bad")
    later = comes_back([(1.0, days[0]), (9.0, days[3])])
    assert due(answers, later - HEAD_START) == ("worse", "bad", "better")
