"""What somebody can do follows from what they said, and from nothing they did not confirm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_backend.domain.career import CareerProfile, Evidence
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.careers.elements import elements
from shared_backend.services.careers.evidence import of_claims, shown_by
from shared_backend.services.careers.own_levels import own_levels
from tests.services.careers.people import BACK, NURSE, REFERENCE, UP, claims

SQL = "technology:Structured query language SQL"
ALL = sorted(elements(REFERENCE))


@pytest.mark.parametrize(
    ("words", "skill"),
    [
        ("Wrote SQL reports", SQL),
        ("Built a website in JavaScript", "technology:JavaScript"),
        ("Led a team of four", "skill:Management of Personnel Resources"),
        ("MIG and TIG welding", "skill:Operation and Control"),
        ("Negotiated contract terms with suppliers", "skill:Negotiation"),
    ],
)
def test_words_show_skills(words: str, skill: str) -> None:
    assert skill in shown_by(words, REFERENCE)


@pytest.mark.parametrize("words", ["Nothing in particular", "We go to excel", "", "=1+1", "smart party"])
def test_everyday_words_show_no_program(words: str) -> None:
    assert [skill for skill in shown_by(words, REFERENCE) if skill.startswith("technology")] == []


def test_what_is_not_confirmed_shows_nothing() -> None:
    assert of_claims(claims("Negotiated contract terms", confirmed=False), REFERENCE) == ()


def test_the_words_stand_beside_the_level() -> None:
    signs = of_claims(claims("Repaired pumps", "Repaired lathes"), REFERENCE)
    own = own_levels(UP, signs, REFERENCE)["skill:Repairing"]
    assert {sign.quote for sign in own.evidence if sign.source == "ledger"} == {"Repaired pumps", "Repaired lathes"}
    assert own.low < own.level < own.high
    once = own_levels(UP, of_claims(claims("Repaired pumps"), REFERENCE), REFERENCE)["skill:Repairing"]
    assert once.level < own.level


@given(st.sampled_from(ALL), st.floats(0, 7))
def test_a_persons_own_rating_is_believed(skill: str, level: float) -> None:
    profile = CareerProfile(occupation=NURSE, rated=(Evidence(skill, "rated", level),))
    assert own_levels(profile, (), REFERENCE)[skill].level == pytest.approx(level, abs=0.01)


@given(st.sampled_from(ALL))
def test_what_is_denied_is_not_there(skill: str) -> None:
    own = own_levels(CareerProfile(occupation=NURSE, denied=(skill,)), (), REFERENCE)
    assert (own[skill].level, own[skill].evidence) == (0.0, ())


def test_years_away_wear_a_skill_down_but_not_out() -> None:
    now = own_levels(CareerProfile(occupation=BACK.occupation), (), REFERENCE)["skill:Instructing"]
    back = own_levels(BACK, (), REFERENCE)["skill:Instructing"]
    assert 0.7 * now.level < back.level < now.level
    assert back.high - back.low > now.high - now.low, "less is known of it"


def test_a_skill_from_nowhere_is_refused() -> None:
    with pytest.raises(InvalidInput):
        own_levels(CareerProfile(), [Evidence("magic", "ledger")], REFERENCE)
