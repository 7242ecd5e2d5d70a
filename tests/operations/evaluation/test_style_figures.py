"""`evaluate style`: regret falls, no joke out of place, and estimates from the logged probabilities are unbiased."""

from __future__ import annotations

import argparse
import math
from random import Random
from typing import Any

import pytest

from shared_backend.ai_engines.personal.helpfulness import KEYS, Helpfulness
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation import style
from shared_backend.operations.evaluation.style_simulation import HUMOUR, Person, coach, lived, somebody


def figures(people: int, ratings: int, seed: int = 0) -> dict[str, Any]:
    found = style.run(argparse.Namespace(simulate=people, ratings=ratings, seed=seed))
    found.pop("seconds")
    return found


def test_the_coach_loses_less_than_any_fixed_way_for_all_and_less_with_time() -> None:
    found = figures(60, 60)
    regret = found["regret"]
    quarters = [part["value"] for part in regret["coach"]["by_quarter"]]
    assert quarters[-1] < 0.6 * quarters[0]
    assert quarters[-1] < 0.7 * regret["plain"]["by_quarter"][-1]["value"]
    assert regret["coach"]["all"]["value"] < regret["plain"]["all"]["value"] < regret["evenly"]["all"]["value"]
    assert regret["coach"]["jokes_out_of_place"] == 0
    assert found["off_policy"].keys() == set(KEYS)


def test_the_same_seed_gives_the_same_figures() -> None:
    assert figures(4, 20) == figures(4, 20) != figures(4, 20, seed=1)


def test_estimates_from_the_log_come_out_at_the_truth() -> None:
    """One way of one dimension over many short logs: each estimate within three of its standard errors."""
    people = [somebody(Random(f"p{i}")) for i in range(300)]
    logs = [lived(person, 20, coach, Random(f"l{i}")) for i, person in enumerate(people)]
    found = style.off_policy(people, logs)
    for estimates in found.values():
        for name in ("ips", "snips", "dr"):
            assert abs(estimates[name]["value"] - estimates["truth"]) < 3.5 * estimates[name]["se"]
            assert estimates[name]["se"] > 0.0


def test_a_person_is_helped_as_their_tastes_say() -> None:
    person = Person(0.0, {key: float(key == "style:direct") * 2.0 for key in KEYS})
    four = ("style:direct", "detail:brief", "tone:formal", "format:bullets")
    assert person.helped(four) == pytest.approx(1 / (1 + math.exp(-(math.log(2) + 1.0))))
    assert "style:direct" in person.best(frozenset())
    assert HUMOUR not in person.best(frozenset({HUMOUR}))
    log = lived(person, 30, coach, Random(1))
    assert log[0].head == Helpfulness()
    assert all(one.helped <= one.best for one in log)


@pytest.mark.parametrize(("people", "ratings"), [(1, 50), (10, 19)])
def test_too_little_to_measure_is_refused(people: int, ratings: int) -> None:
    with pytest.raises(InvalidInput, match="Give at least"):
        figures(people, ratings)


@pytest.mark.long
def test_at_full_length_intervals_hold_and_half_the_regret_is_gone() -> None:
    found = figures(400, 100)
    assert found["regret"]["coach"]["by_quarter"][-1]["value"] < 0.4 * found["regret"]["plain"]["all"]["value"]
    assert min(found["within"].values()) >= 0.8
