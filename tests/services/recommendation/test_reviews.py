"""When a question is due again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shared_backend.services.recommendation.reviews import due

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("score", "hours", "expected"),
    [(3.0, 15, ()), (3.0, 17, ("q",)), (6.0, 17, ()), (6.0, 73, ("q",)), (8.0, 10_000, ())],
)
def test_the_wait_depends_on_how_it_went(score: float, hours: int, expected: tuple[str, ...]) -> None:
    assert due([("q", score, NOW - timedelta(hours=hours))], NOW) == expected


def test_only_the_latest_answer_counts_and_the_worst_comes_first() -> None:
    days = [NOW - timedelta(days=n) for n in (5, 4, 3, 2)]
    answers = [("better", 1.0, days[0]), ("bad", 4.0, days[1]), ("worse", 2.0, days[2]), ("better", 9.0, days[3])]
    assert due(answers, NOW) == ("worse", "bad")
