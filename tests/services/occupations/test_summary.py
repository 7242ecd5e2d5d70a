"""An occupation in short, and search by the titles people type, quick enough to type along."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from shared_backend.domain.career import PREPARATION, UNKNOWN_PREPARATION
from shared_backend.services.occupations.facts import Occupations
from shared_backend.services.occupations.summary import NO_RATINGS, SEE_RELATED, summary

OCCUPATIONS = Occupations.load(Path(__file__).parents[3] / "data" / "reference")
ASKED = ("softwear enginer", "Sr. Nurse", "RN", "junior front-end dev", "plumer", "vp of sales", "chef", "data sci")


def test_the_most_important_comes_first_with_its_rating_and_scale() -> None:
    nurse = summary(OCCUPATIONS.profile("29-1141.00"))
    importance = [line.rating.importance for line in nurse.knowledge]
    assert importance == sorted(importance, reverse=True)
    assert "Medicine and Dentistry" in [line.name for line in nurse.knowledge[:3]]
    assert nurse.preparation == PREPARATION[4]
    assert "0" in nurse.scale
    assert nurse.interests[0] == "Social"
    assert NO_RATINGS not in nurse.missing


def test_what_is_not_known_is_said() -> None:
    officers = summary(OCCUPATIONS.profile("55-1011.00"))
    assert officers.skills == ()
    assert NO_RATINGS in officers.missing
    assert officers.preparation == UNKNOWN_PREPARATION


def test_every_occupation_has_a_summary_that_leads_on_only_where_there_is_a_way() -> None:
    for code in OCCUPATIONS.titles:
        short = summary(OCCUPATIONS.profile(code))
        assert short.title
        assert (SEE_RELATED in " ".join(short.missing)) == (not short.skills and bool(short.related))


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("softwear enginer", "Software Developers"),
        ("SWE", "Software Developers"),
        ("Sr. Nurse", "Registered Nurses"),
        ("plumer", "Plumbers, Pipefitters, and Steamfitters"),
        ("lorry driver", "Heavy and Tractor-Trailer Truck Drivers"),
        ("head of people", "Human Resources Managers"),
        ("junior front-end dev", "Web Developers"),
    ],
)
def test_people_find_themselves(asked: str, title: str) -> None:
    assert title in [hit.title for hit in OCCUPATIONS.search(asked, 3)]


def test_search_keeps_up_with_typing() -> None:
    OCCUPATIONS.search("nurse")
    times = []
    for asked in ASKED * 3:
        started = time.perf_counter()
        OCCUPATIONS.search(asked)
        times.append(time.perf_counter() - started)
    assert statistics.quantiles(times, n=20)[-1] < 0.15
