"""Cards: true, varied, near enough to walk to, and there for everybody."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_backend.domain.career import CareerProfile, Feedback
from shared_backend.services.careers.chains import chain
from shared_backend.services.careers.interests import INTERESTS
from shared_backend.services.careers.matching import match, matches, status_of
from shared_backend.services.careers.own_levels import own_levels
from shared_backend.services.careers.paths import Card, paths
from shared_backend.services.careers.reasons import LINKS, without_step_up
from shared_backend.services.careers.requirements import requirements
from tests.services.careers.people import (
    CHIEF,
    EVERYBODY,
    HANDS_ON,
    LEAVER,
    NOW,
    NURSE,
    REFERENCE,
    TEACHER,
    TO_IT,
    WELDER,
    levels,
)

FACTS = requirements(REFERENCE)


def cards(who: str, *feedback: Feedback, focus: str = "open") -> tuple[Card, ...]:
    return paths(EVERYBODY[who], levels(who), feedback, REFERENCE, focus=focus)


@pytest.mark.parametrize("who", EVERYBODY)
def test_there_are_five_to_eight_of_several_kinds(who: str) -> None:
    found = cards(who)
    assert 5 <= len(found) <= 8
    # From the top there is only sideways.
    assert len({card.kind for card in found}) >= (1 if who == "executive" else 2)
    assert len({card.code for card in found}) == len(found)


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_a_card_says_is_true(who: str) -> None:
    profile = EVERYBODY[who]
    for card in cards(who):
        have = sum(status_of(line.own.level, line.need.level) == "have" for line in card.lines)
        assert card.why[0] == f"You have {have} of {len(card.lines)} key skills."
        assert card.have == have
        assert card.match == pytest.approx(match(card.lines), abs=1e-4)
        at = FACTS.places[card.code]
        for said in card.why[1:]:
            if "preparation" in said:
                apart = FACTS.zone[at] - FACTS.zone[FACTS.places[profile.occupation or ""]]
                assert ("more" in said, "less" in said) == (apart > 0, apart < 0)
            elif said.startswith(("Nobody expects them", "Leading others")):
                partly = sum(line.status == "partial" for line in card.lines)
                assert card.have == 0
                assert f"{partly} of them are there in part" in said
            elif said.startswith("It is listed as "):
                weight = FACTS.links[profile.occupation or ""][card.code]
                assert LINKS[weight] in said
            elif "interests" in said:
                named = said.removeprefix("It suits your interests: ").rstrip(".").split(", ")
                liked = {interest.words for name, interest in INTERESTS.items() if profile.interests[name] >= 3.5}
                assert set(named) <= liked
            elif "field" in said:
                assert card.code[:2] in profile.towards
            elif "on the job" in said:
                assert FACTS.zone[at] <= 2


@pytest.mark.parametrize("who", ["nurse", "welder", "executive", "returner"])
def test_the_usual_way_goes_from_link_to_link(who: str) -> None:
    code_of = {title: code for code, title in FACTS.titles.items()}
    profile = EVERYBODY[who]
    for card in cards(who):
        codes = [code_of[title] for title in card.steps]
        if codes:
            assert (codes[0], codes[-1]) == (profile.occupation, card.code)
            assert all(after in FACTS.links[before] for before, after in pairwise(codes))


@pytest.mark.parametrize("code", sorted(FACTS.places)[::40])
def test_no_way_leads_over_a_longer_study(code: str) -> None:
    for end in sorted(FACTS.places)[::25]:
        places = [FACTS.places[one] for one in chain(REFERENCE, code, end)]
        assert all(FACTS.zone[at] <= max(FACTS.zone[places[0]], FACTS.zone[places[-1]]) for at in places)
        assert not [at for at in places[1:-1] if FACTS.entry[at][0]]


def test_the_share_of_one_is_the_share_among_all() -> None:
    own = levels("nurse")
    at_once = matches(FACTS, own)
    for card in cards("nurse"):
        assert card.match == pytest.approx(at_once[FACTS.places[card.code]], abs=1e-4)


def test_four_people_are_shown_what_they_came_for() -> None:
    nurse = [card.code for card in cards("nurse")]
    assert sum(code.startswith("15-") for code in nurse) >= 4
    assert "15-1211.01" in nurse, "health informatics is where nursing and IT meet"
    assert "51-1011.00" in [card.code for card in cards("welder") if card.kind == "step_up"]
    assert all(card.code.startswith(("11-", "13-")) for card in cards("executive"))
    assert [card.code for card in cards("returner") if card.why[1] == "It is what you did before."] == [TEACHER]
    leaver = cards("leaver")
    assert {"start", "step_up"} <= {card.kind for card in leaver}
    assert all(FACTS.zone[FACTS.places[card.code]] <= 2 for card in leaver if card.kind == "start")


@pytest.mark.parametrize("code", [NURSE, WELDER, CHIEF, "41-2011.00", "35-9021.00"])
def test_nobody_is_told_to_become_a_surgeon_or_a_member_of_parliament(code: str) -> None:
    profile = CareerProfile(occupation=code)
    for card in paths(profile, own_levels(profile, (), REFERENCE), (), REFERENCE):
        assert FACTS.entry[FACTS.places[card.code]][0] not in ("degree", "elected")
        assert abs(FACTS.zone[FACTS.places[card.code]] - FACTS.zone[FACTS.places[code]]) <= 2


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([code for code in FACTS.titles if code[:2] != "55"]), st.integers(0, 10))
def test_there_is_no_dead_end(code: str, away: int) -> None:
    """Also for occupations that are not described themselves."""
    profile = CareerProfile(occupation=code, years_away=away)
    assert len(paths(profile, own_levels(profile, (), REFERENCE), (), REFERENCE)) >= 5


@pytest.mark.parametrize("profile", [CareerProfile(), LEAVER, CareerProfile(occupation="55-1011.00")])
def test_somebody_who_told_little_has_somewhere_to_go(profile: CareerProfile) -> None:
    assert len(paths(profile, own_levels(profile, (), REFERENCE), (), REFERENCE)) == 8


@pytest.mark.parametrize("code", sorted(FACTS.titles)[::37])
def test_nobody_is_sent_where_they_bring_nothing(code: str) -> None:
    """Leading beside one's own trade is the one beginning that is shown all the same, and it says so."""
    profile = CareerProfile(occupation=code)
    for card in paths(profile, own_levels(profile, (), REFERENCE), (), REFERENCE):
        if card.have == 0:
            assert "First-Line Supervisors" in card.title
            assert card.why[1].startswith("Leading others is a beginning of its own")


def test_a_beginner_is_sent_where_nothing_is_there_only_with_the_reason() -> None:
    taught = CareerProfile(interests={**HANDS_ON, "Investigative": 7}, subjects=("Computing", "Maths"))
    for profile in (CareerProfile(), LEAVER, taught):
        for card in paths(profile, own_levels(profile, (), REFERENCE), (), REFERENCE):
            if card.have == 0:
                assert card.why[1].startswith("Nobody expects them of a beginner")
                assert card.kind == "start" or any("at school" in said for said in card.why)


def test_a_soldier_is_no_school_leaver() -> None:
    """Nothing is rated for military occupations, so a civilian one stands in for each."""
    military = sorted(code for code in FACTS.titles if code.startswith("55-"))
    assert set(FACTS.stand_ins) == set(military)
    for code in military:
        profile = CareerProfile(occupation=code)
        found = paths(profile, own_levels(profile, (), REFERENCE), (), REFERENCE)
        assert "start" not in {card.kind for card in found}
        assert len(found) >= 5


def test_the_top_is_told_that_it_is_the_top() -> None:
    assert "no step up from Chief Executives" in without_step_up(FACTS, EVERYBODY["executive"])
    assert "step_up" not in {card.kind for card in cards("executive")}
    assert "fits what you can do now" in without_step_up(FACTS, EVERYBODY["welder"])
    assert without_step_up(FACTS, LEAVER) == ""


def test_another_field_is_a_stretch() -> None:
    assert {card.kind for card in cards("nurse") if card.code.startswith("15-")} == {"stretch"}


@pytest.mark.parametrize(
    ("code", "never"),
    [
        ("41-1011.00", "41-2011.00"),  # who leads a shop is not sent to the till
        ("23-1011.00", "11-9179.01"),  # a lawyer does not rise to coordinate fitness
        ("29-1216.00", "29-1171.00"),  # a physician has not been a nurse
        ("13-2011.00", "43-1011.00"),  # less preparation is no step up for an accountant
        ("15-1252.00", "15-1244.00"),  # who administers networks leads nobody
    ],
)
def test_no_step_leads_back(code: str, never: str) -> None:
    profile = CareerProfile(occupation=code)
    found = paths(profile, own_levels(profile, (), REFERENCE), (), REFERENCE)
    assert never not in [card.code for card in found if card.kind in ("step_up", "sideways")]


def test_one_degree_opens_its_own_doors_only() -> None:
    internist = CareerProfile(occupation="29-1216.00")
    found = paths(internist, own_levels(internist, (), REFERENCE), (), REFERENCE)
    assert sum(card.code.startswith("29-12") for card in found) >= 4
    assert not [card for card in cards("nurse") if card.code.startswith("29-12")]


def test_a_trained_person_is_not_sent_to_help() -> None:
    assert not [card for card in cards("welder") if card.title.startswith("Helpers")]


def test_ten_years_away_leave_the_old_job_within_reach() -> None:
    profile = replace(EVERYBODY["returner"], years_away=10)
    (old,) = [c for c in paths(profile, own_levels(profile, (), REFERENCE), (), REFERENCE) if c.code == TEACHER]
    assert old.have == len(old.lines)
    assert any("still valid" in said for said in old.why)


def test_no_two_cards_of_a_kind_are_of_one_family() -> None:
    for who in EVERYBODY:
        families = [(card.code[:7], card.kind) for card in cards(who)]
        assert len(set(families)) == len(families)


def test_not_for_me_goes_at_once_and_interested_draws_its_like() -> None:
    before = cards("nurse")
    gone = before[0].code
    after = cards("nurse", Feedback(gone, "not_for_me", NOW))
    assert gone not in [card.code for card in after]
    liked = cards("nurse", Feedback("15-1211.01", "interested", NOW))
    assert [card.interested for card in liked if card.code == "15-1211.01"] == [True]
    assert {card.code for card in cards("nurse")} == {card.code for card in before}, "nothing is remembered in between"


def test_refusing_whatever_comes_never_empties_the_list() -> None:
    said: list[Feedback] = []
    for _ in range(6):
        shown = cards("executive", *said)
        assert len(shown) == 8
        assert not {card.code for card in shown} & {one.code for one in said}
        said += [Feedback(card.code, "not_for_me", NOW) for card in shown]


def test_focus_shifts_the_kinds() -> None:
    def count(focus: str, kind: str) -> int:
        return sum(card.kind == kind for card in cards("executive" if kind == "sideways" else "nurse", focus=focus))

    assert count("advancement", "step_up") >= count("stability", "step_up")


def test_where_somebody_wants_to_go_counts() -> None:
    plain = replace(TO_IT, towards=())
    own = levels("nurse")
    assert sum(card.code.startswith("15-") for card in paths(plain, own, (), REFERENCE)) < 4


def test_paths_are_there_before_one_looks_up() -> None:
    own = levels("welder")
    cards("welder")
    times = []
    for _ in range(5):
        started = time.perf_counter()
        paths(EVERYBODY["welder"], own, (), REFERENCE)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.15
