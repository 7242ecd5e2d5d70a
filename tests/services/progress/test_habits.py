"""Own rating against score, weeks with practice, and deeds: counted as their docstrings say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from scipy import stats

from shared_backend.domain.practice import Attempt, CriterionLine, Feedback, Provenance, Range, Remark
from shared_backend.services.progress.achievements import Achievement, achievements
from shared_backend.services.progress.self_rating import FLOOR, Rated, calibrate
from shared_backend.services.progress.weeks import WINDOW, weeks

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday


def test_the_range_is_students() -> None:
    answers = [Rated(3, 4.0), Rated(3, 6.5), Rated(4, 6.0), Rated(2, 4.4), Rated(5, 8.0), Rated(3, 5.1)]
    found = calibrate(answers)
    gaps = [a.points - a.score for a in answers]
    low, high = stats.t.interval(0.8, len(gaps) - 1, np.mean(gaps), stats.sem(gaps))
    assert (found.n, found.mean) == (6, pytest.approx(np.mean(gaps)))
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert [(one.rating, one.n) for one in found.by_rating] == [(2, 1), (3, 3), (4, 1), (5, 1)]
    assert found.by_rating[1].score == pytest.approx((4.0 + 6.5 + 5.1) / 3)


def test_the_range_holds_the_truth_eight_times_in_ten() -> None:
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(2000):
        scores = rng.normal(6.0, 1.2, 8)
        found = calibrate([Rated(int(rng.integers(2, 5)), float(s)) for s in scores])
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 5.0 - 6.0 <= found.high
    assert abs(held / 2000 - 0.8) < 4 * (0.8 * 0.2 / 2000) ** 0.5


def test_below_the_floor_nothing_is_said() -> None:
    assert calibrate([]).mean is None
    few = calibrate([Rated(3, 5.0)] * (FLOOR - 1))
    assert (few.n, few.mean, few.low, few.high) == (FLOOR - 1, None, None, None)
    assert few.by_rating[0].n == FLOOR - 1


@pytest.mark.parametrize(
    ("weeks_ago", "practised", "now"),
    [
        ((), 0, False),
        ((0,), 1, True),
        ((1,), 1, False),
        ((0, 0, 0), 1, True),
        ((0, 1, 2, 3), 4, True),
        ((0, 2, 4, 6), 4, True),
        ((2,), 1, False),
        ((3,), 0, False),
        ((0, 3), 1, True),
        ((1, 2, 3, 6, 7), 3, False),
        (tuple(range(80)), WINDOW, True),
    ],
)
def test_a_week_off_takes_nothing_away(weeks_ago: tuple[int, ...], practised: int, now: bool) -> None:
    found = weeks([NOW - timedelta(weeks=n) for n in weeks_ago], NOW)
    assert (found.practised, found.now) == (practised, now)


def test_a_week_begins_on_monday() -> None:
    sunday, monday = datetime(2026, 3, 1, 23, 59, tzinfo=UTC), datetime(2026, 3, 2, 0, 1, tzinfo=UTC)
    assert weeks([sunday], NOW).now is False
    assert weeks([monday], NOW).now is True


def attempt(number: int, score: float = 6.0, *, at: datetime = NOW, **changed: object) -> Attempt:
    """An answer with nothing special about it."""
    range_ = Range(score, score - 1, score + 1)
    feedback = Feedback(range_, "Fair", None, Remark("result", "", ""), (), (), (), (), (), (), "result", ())
    known = Provenance("v", "v1", None, 0.0, 0.0, 0.0, 0, 0.0, 0.5, 0.5, 0.5, 0.0, 0, {})
    made = Attempt(
        id=f"a{number}",
        run_id="r",
        question_id=f"q{number}",
        question="?",
        type="behavioral",
        competency="teamwork",
        difficulty=3,
        kind="main",
        of_attempt=None,
        answer="words",
        seconds=60,
        created_at=at,
        feedback=feedback,
        provenance=known,
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def counts(attempts: list[Attempt], corrections: tuple[datetime, ...] = ()) -> dict[str, int]:
    return {one.deed: one.times for one in achievements(attempts, corrections)}


def test_nothing_done_is_nothing_counted() -> None:
    assert achievements([], ()) == tuple(
        Achievement(deed, 0, None)  # type: ignore[arg-type]
        for deed in ("retried", "reviewed", "evidence", "corrected")
    )
    assert set(counts([attempt(1), attempt(2)]).values()) == {0}


def test_only_a_weak_answer_tried_again_counts() -> None:
    weak, fair = attempt(1, 3.0), attempt(2, 7.0)
    tries = [attempt(3, kind="retry", of_attempt="a1"), attempt(4, kind="retry", of_attempt="a2")]
    assert counts([weak, fair, *tries])["retried"] == 1


def test_coming_back_another_day_is_a_review() -> None:
    first = attempt(1)
    soon = attempt(2, question_id="q1", at=NOW + timedelta(hours=1))
    later = attempt(3, question_id="q1", at=NOW + timedelta(days=2))
    found = next(a for a in achievements([first, soon, later], ()) if a.deed == "reviewed")
    assert (found.times, found.last) == (1, later.created_at)


def test_evidence_is_facts_with_words_for_them() -> None:
    def line(value: float, quotes: tuple[str, ...], criterion: str = "specificity") -> CriterionLine:
        return CriterionLine(criterion, "x", Range(value, value, value), "", quotes)

    lines = [line(3.2, ("by four",)), line(3.2, ()), line(2.9, ("by four",)), line(4.0, ("by four",), "result")]
    answers = [attempt(n, feedback=replace(attempt(n).feedback, criteria=(one,))) for n, one in enumerate(lines)]
    assert counts(answers)["evidence"] == 1


def test_saying_that_the_coach_is_wrong_counts() -> None:
    said = [attempt(1, opinion="too_harsh"), attempt(2, opinion="fair"), attempt(3, opinion="too_lenient")]
    assert counts(said, (NOW,))["corrected"] == 3
