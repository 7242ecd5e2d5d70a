"""What is missing, how much it weighs, and how long mending it takes by assumptions that are written down."""

from __future__ import annotations

import json
import math

import pytest

from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.services.careers.elements import effort, elements
from shared_backend.services.careers.gaps import gap_table, hours_for, proof_of
from shared_backend.services.careers.matching import status_of
from tests.services.careers.people import REFERENCE, levels
from tests.services.careers.planned import INFORMATICS, table

ASSUMED = effort(REFERENCE)


def test_what_is_there_comes_last_and_costs_nothing() -> None:
    found = table()
    order = ["missing", "partial", "have"]
    places = [order.index(line.status) for line in found.lines]
    assert places == sorted(places)
    assert all((line.hours == (0, 0)) == (line.status == "have") for line in found.lines)
    assert {line.status for line in found.lines} == set(order)


def test_the_total_is_the_sum_and_the_weeks_follow() -> None:
    found = table(5)
    for i in (0, 1):
        assert found.hours[i] == sum(line.hours[i] for line in found.lines)
        assert found.weeks[i] == math.ceil(found.hours[i] / 5)
    assert found.hours[0] < found.hours[1]
    assert table(10).weeks[0] <= found.weeks[0]


def test_the_same_words_stand_beside_each_line() -> None:
    sql = next(line for line in table().lines if "SQL" in line.name)
    assert sql.status == "have"
    assert [sign.quote for sign in sql.own.evidence] == ["Wrote SQL reports on falls"]


def test_hours_by_hand() -> None:
    """A skill from 3 to 5: one level at 15 to 40 hours, one above level 4 at one and a half times that."""
    assert hours_for("skill:Writing", 3, 5, ASSUMED) == (38, 100)
    assert hours_for("skill:Programming", 0, 1, ASSUMED) == (24, 64)
    assert hours_for("skill:Writing", 5, 5, ASSUMED) == (0, 0)


@pytest.mark.parametrize(("level", "status"), [(3.5, "have"), (3.4, "partial"), (2.0, "partial"), (1.9, "missing")])
def test_the_words_have_borders(level: float, status: str) -> None:
    assert status_of(level, 4.0) == status


def test_the_source_of_the_assumption_is_said_and_no_pay_or_demand_is() -> None:
    assert "own estimate" in table().assumption
    text = (REFERENCE / "careers" / "effort.json").read_text("utf-8")
    assert json.loads(text)["source"] == ASSUMED.source
    for file in (REFERENCE / "careers").iterdir():
        assert not any(word in file.read_text("utf-8").lower() for word in ("salary", "wage", "median pay", "openings"))


def test_every_skill_has_a_proof() -> None:
    assert all(len(proof_of(skill, REFERENCE)) > 20 for skill in elements(REFERENCE))
    assert proof_of("technology:Python", REFERENCE)


@pytest.mark.parametrize("hours", [0.0, -1.0, 61.0, math.nan, math.inf])
def test_a_week_has_so_many_hours(hours: float) -> None:
    with pytest.raises(InvalidInput, match="hours a week"):
        gap_table(INFORMATICS, levels("nurse"), hours, REFERENCE)


def test_an_unknown_occupation_is_not_found() -> None:
    with pytest.raises(NotFound):
        gap_table("00-0000.00", {}, 4, REFERENCE)
