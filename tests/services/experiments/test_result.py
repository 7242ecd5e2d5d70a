"""What a comparison says: averages only from many, a winner only where it may be said, the same after storage."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from shared_backend.domain.experiment import Plan, Unit
from shared_backend.services.experiments.result import (
    LEAST_SHOWN,
    MOST_LOSS,
    RATING_TIME,
    Result,
    log_loss,
    result,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PLAN = Plan(window=3, least_people=40)


def people(each: int, *, better: float = 0.0, kinder: float = 0.0, seed: int = 1) -> list[Unit]:
    """People of both arms; the blend is `better` (nats) and its advice helps more often by `kinder`."""
    rng = np.random.default_rng(seed)
    made = []
    for i in range(2 * each):
        arm = "blend" if i % 2 else "global"
        mine = float(arm == "blend")
        losses = {f"{i}-{k}": max(0.0, float(rng.normal(0.65 - better * mine, 0.08))) for k in range(3)}
        helpful = {f"{i}-{k}": bool(rng.random() < 0.5 + kinder * mine) for k in range(2)}
        full_at = NOW - timedelta(days=30) + timedelta(minutes=i)
        made.append(Unit(f"user-{i}", arm, losses, helpful, full_at))  # type: ignore[arg-type]
    return made


def test_a_better_blend_is_called_better_and_a_worse_one_worse() -> None:
    for better, verdict in ((0.1, "blend"), (-0.1, "global")):
        found = result(people(80, better=better), PLAN, NOW)
        assert found.verdict == verdict
        assert found.loss is not None
        assert found.loss.low <= -better <= found.loss.high
        assert found.helpful_verdict == "no clear difference"
    found = result(people(150, kinder=0.4), PLAN, NOW)
    assert (found.verdict, found.helpful_verdict) == ("no clear difference", "blend")


def test_never_a_winner_below_the_number_that_was_fixed_however_clear_it_is() -> None:
    clear = people(39, better=0.3, kinder=0.5)
    found = result(clear, PLAN, NOW)
    assert found.loss is not None
    assert found.loss.e_value > 1e3
    assert (found.verdict, found.helpful_verdict) == ("too early", "too early")
    assert result(people(40, better=0.3), PLAN, NOW).verdict == "blend"


def test_few_people_are_counted_and_nothing_else_is_shown() -> None:
    found = result(people(LEAST_SHOWN - 1), PLAN, NOW)
    assert [arm.complete for arm in found.arms] == [LEAST_SHOWN - 1] * 2
    assert {(arm.loss, arm.helpful) for arm in found.arms} == {(None, None)}
    assert (found.loss, found.helpful) == (None, None)
    assert all(arm.loss is not None for arm in result(people(LEAST_SHOWN), PLAN, NOW).arms)


def test_who_is_not_complete_or_has_no_answer_left_does_not_count() -> None:
    begun = [Unit(f"b-{i}", "blend", {"x": 0.4}) for i in range(20)]
    emptied = [Unit(f"e-{i}", "global", {}, {}, NOW - timedelta(days=3)) for i in range(20)]
    found = result([*people(12), *begun, *emptied], PLAN, NOW)
    assert [(arm.began, arm.complete) for arm in found.arms] == [(32, 12), (32, 12)]
    assert found.loss is not None
    assert found.loss.n == 12


def test_ratings_count_once_their_day_has_passed() -> None:
    late = [Unit(u.user_id, u.arm, u.losses, u.helpful, NOW) for u in people(12)]
    assert [arm.rated for arm in result(late, PLAN, NOW).arms] == [0, 0]
    assert [arm.rated for arm in result(late, PLAN, NOW + RATING_TIME).arms] == [12, 12]


def test_it_survives_storage() -> None:
    for units in (people(60, better=0.2), people(3)):
        found = result(units, PLAN, NOW)
        assert Result.from_mapping(json.loads(json.dumps(found.as_mapping()))) == found


@pytest.mark.parametrize(("p", "outcome"), [(0.0, 1.0), (1.0, 0.0), (1e-9, 1.0)])
def test_one_wild_forecast_is_bounded(p: float, outcome: float) -> None:
    assert log_loss(p, outcome) == pytest.approx(MOST_LOSS)
    assert log_loss(0.7, 0.7) == pytest.approx(-(0.7 * math.log(0.7) + 0.3 * math.log(0.3)))
