"""Facts about occupations, search over titles and the families of interview questions."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_backend.domain.errors import ConfigurationError, InvalidInput, NotFound
from shared_backend.services.occupations.facts import Occupations

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
OCCUPATIONS = Occupations.load(REFERENCE)


def test_there_are_all_occupations_and_major_groups() -> None:
    assert len(OCCUPATIONS.titles) == 1016
    assert {code[:2] for code in OCCUPATIONS.titles} == set(OCCUPATIONS.major_groups)


def test_profile_of_registered_nurses() -> None:
    nurse = OCCUPATIONS.profile("29-1141.00")
    assert (nurse.title, nurse.role_family, nurse.major_group) == ("Registered Nurses", "nursing", "29")
    assert len(nurse.skills) == 35
    assert nurse.skills["Reading Comprehension"].level == 4.25
    assert nurse.related[0].tier == "closest"
    assert nurse.technologies
    assert set(nurse.interests) >= {"Social", "Realistic"}


def test_every_occupation_has_a_profile_with_values_in_range() -> None:
    for code in OCCUPATIONS.titles:
        profile = OCCUPATIONS.profile(code)
        assert all(0 <= r.level <= 7 and 1 <= r.importance <= 5 for r in (*profile.skills.values(),))
        assert profile.job_zone in (None, 1, 2, 3, 4, 5)


def test_unknown_code_is_not_found() -> None:
    with pytest.raises(NotFound):
        OCCUPATIONS.profile("00-0000.00")


def test_missing_tables_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"occupations\.csv"):
        Occupations.load(tmp_path)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("nurse", "29-1141.00"),
        ("Sr. Registered Nurse II", "29-1141.00"),
        ("software enginer", "15-1252.00"),
        ("developer senior python", "15-1252.00"),
        ("teacher primary school", "25-2021.00"),
        ("electrician apprentice", "47-2111.00"),
        ("hairdreser", "39-5012.00"),
        ("security gaurd", "33-9032.00"),
        ("barist", "35-3023.01"),
        ("HGV driver", "53-3032.00"),
        ("shop assistant", "41-2031.00"),
        ("solicitor", "23-1011.00"),
        ("project manager", "13-1082.00"),
        ("C++ developer", "15-1252.00"),
    ],
)
def test_search_finds(asked: str, code: str) -> None:
    assert OCCUPATIONS.search(asked, 3)[0].code == code


@pytest.mark.parametrize("title", ["Registered Nurses", "Baristas", "Carpenters", "Data Scientists"])
def test_official_titles_find_themselves(title: str) -> None:
    assert OCCUPATIONS.search(title)[0].title == title


def test_search_gives_different_codes_best_first() -> None:
    hits = OCCUPATIONS.search("manager", 15)
    assert len({hit.code for hit in hits}) == len(hits) == 15
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_search_wants_a_positive_count() -> None:
    with pytest.raises(InvalidInput):
        OCCUPATIONS.search("nurse", 0)


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_search_never_raises_and_is_bounded(text: str) -> None:
    hits = OCCUPATIONS.search(text, 5)
    assert len(hits) <= 5
    assert all(0 < hit.score <= 1 and hit.code in OCCUPATIONS.titles for hit in hits)


def test_search_is_quick_enough_to_answer_while_typing() -> None:
    asked = ["nur", "softwar enginer", "senior project manager construction", "techer", "warehouse operative night"] * 8
    OCCUPATIONS.search("warm up")
    seconds = []
    for text in asked:
        started = time.thread_time()
        OCCUPATIONS.search(text)
        seconds.append(time.thread_time() - started)
    assert statistics.quantiles(seconds, n=20)[-1] < 0.030


def test_every_code_has_a_family_and_unknown_codes_are_general() -> None:
    families = {code: OCCUPATIONS.role_family(code) for code in OCCUPATIONS.titles}
    assert len(set(families.values())) == 40
    assert OCCUPATIONS.role_family("99-9999.00") == OCCUPATIONS.role_family("") == "general"
    expected = {
        "47-2111.00": "electrical_trades",
        "35-3031.00": "hospitality",
        "13-1082.00": "project_management",
        "41-2031.00": "retail",
        "31-1121.00": "care",
        "25-2011.00": "early_years",
    }
    assert {code: families[code] for code in expected} == expected
