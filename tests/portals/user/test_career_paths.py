"""The section “Paths” of the career page: cards by kind, each verdict, the one to work towards, what-if."""

from __future__ import annotations

from typing import Any

import pytest

from tests.portals.user.tab import Portals, Tab
from tests.portals.user.test_career_me import NURSE, PAGE

CHIEF = "11-1011.00"


def opened(portals: Portals, **told: Any) -> Tab:
    """Somebody on the section, who told this before."""
    tab = portals.sign_up("Ada Lovelace")
    if told:
        portals.backend.career.profile.save(tab.me, 0, **told)
    return tab.go(PAGE, section="paths")


def codes(tab: Tab) -> list[str]:
    """The cards on the page in their order, by their buttons."""
    start = "career-not_for_me-"
    return [b.key.removeprefix(start) for b in tab.app.get("button") if b.key and b.key.startswith(start)]


def test_cards_stand_in_their_groups_with_count_reason_and_what_is_missing(portals: Portals) -> None:
    tab = opened(portals, occupation=NURSE, towards=("15",))
    shown = [e.value for e in tab.app.get("subheader")]
    assert [title for title in shown if title in ("Step up", "Sideways", "Stretch")] == [
        "Step up",
        "Sideways",
        "Stretch",
    ]
    cards = portals.backend.career.paths.cards(tab.me)
    assert sorted(codes(tab)) == sorted(card.code for card in cards)
    said = tab.text()
    for card in cards:
        assert f"{card.have} of {len(card.lines)} key skills" in said
        assert card.why[1] in said
    assert "**To learn:**" in said
    assert "**Typical steps**" in said
    assert "field you said you would like to move to" in said


def test_charts_and_tables_have_words_beside_them(portals: Portals) -> None:
    tab = opened(portals, occupation=NURSE)
    chart = tab.app.get("vega_lite_chart")[0]
    card = portals.backend.career.paths.cards(tab.me)[0]
    assert f"{card.title} {card.have} there" in str(chart.proto)


@pytest.mark.parametrize("verdict", ["Interested", "Not for me"])
def test_a_word_counts_at_once_stays_and_can_be_taken_back(portals: Portals, verdict: str) -> None:
    tab = opened(portals, occupation=NURSE)
    before = codes(tab)
    tab.press(verdict)
    (said,) = portals.backend.career.paths.judged(tab.me)
    assert said.code == before[0]
    assert said.verdict == ("interested" if verdict == "Interested" else "not_for_me")
    fresh = Tab(portals, tab.token).go(PAGE, section="paths")
    assert codes(fresh) == codes(tab)
    assert (said.code in codes(fresh)) == (verdict == "Interested")
    if verdict == "Interested":
        assert "You are interested" in fresh.text()
    fresh.press("Take back")
    assert portals.backend.career.paths.judged(tab.me) == ()
    assert codes(fresh) == before


def test_one_is_chosen_and_leads_to_what_is_missing(portals: Portals) -> None:
    tab = opened(portals, occupation=NURSE)
    assert tab.find("button", "Work towards it").disabled
    code = codes(tab)[0]
    tab.choose("Path to work towards", code, "selectbox").press("Work towards it")
    assert portals.backend.career.profile.get(tab.me).target == code
    assert tab.app.query_params["section"] == "gaps"
    back = tab.go(PAGE, section="paths")
    title = portals.backend.interview.occupations.titles[code]
    assert f"You work towards **{title}**" in back.text()
    assert [b.label for b in back.app.get("button") if b.proto.type == "primary"] == ["See what is missing"]
    back.press("Not any more")
    assert portals.backend.career.profile.get(tab.me).target is None


def test_what_if_shows_both_counts_and_keeps_nothing(portals: Portals) -> None:
    tab = opened(portals, occupation=NURSE)
    before = portals.backend.career.profile.get(tab.me)
    skill = next(iter(portals.backend.career.paths.view(tab.me).learnable))
    tab.choose("If I learned these", [skill], "multiselect")
    table = str(tab.app.get("table")[0].value)
    assert "1 more" in table
    assert "no change" in table
    assert portals.backend.career.profile.get(tab.me) == before


def test_somebody_unknown_is_told_so_and_shown_the_way(portals: Portals) -> None:
    tab = opened(portals)
    assert "knows next to nothing about you" in tab.text()
    assert "Start now" in [e.value for e in tab.app.get("subheader")]
    tab.press("About you")
    assert "Where you stand" in tab.text()


def test_the_top_is_told_there_is_no_step_up(portals: Portals) -> None:
    tab = opened(portals, occupation=CHIEF)
    assert "There is no step up from Chief Executives" in tab.text()
    assert "Step up" not in [e.value for e in tab.app.get("subheader")]


def test_a_beginning_with_nothing_says_why(portals: Portals) -> None:
    tab = opened(portals, never_worked=True, liked_subjects=("Computing", "Maths"), interests={"Investigative": 7})
    cards = [card for card in portals.backend.career.paths.cards(tab.me) if card.have == 0]
    assert cards
    assert "Nobody expects them of a beginner" in tab.text()
    assert not [line for line in tab.text().split("\n") if line.startswith("0 of ")]
    assert f"None of {len(cards[0].lines)} key skills in full yet" in tab.text()


def test_words_of_all_kinds_in_evidence_are_shown_as_they_are(portals: Portals) -> None:
    tab = opened(portals, occupation=NURSE, towards=("15",))
    portals.backend.resume.ledger.add(tab.me, "achievement", "Wrote SQL in <b>Python</b> [a](http://b) *x*")
    tab.run()
    assert "[a](http://b)" not in tab.text()
    assert "<b>" not in tab.text()
