"""The section “About you” of the career page: told once, kept, each skill with where it comes from."""

from __future__ import annotations

from typing import Any

import pytest

from tests.portals.user.tab import Portals, Tab
from user_portal.widgets.words import plain

PAGE = "app_pages/career_coach.py"
NURSE, TEACHER, INFANTRY = "29-1141.00", "25-2021.00", "55-3016.00"
SQL = "Wrote SQL reports on falls for the ward"
CV = """Ada Byron
ada@example.com

Experience
Registered Nurse, Harbour Hospital
2021 - present
- Triaged 30 patients a shift

Shop assistant, Acme Ltd
2015 - 2018
- Served customers

Education
Diploma, Sample College, 2015
"""


def opened(portals: Portals, **told: Any) -> Tab:
    """Somebody on the section, who told this before."""
    tab = portals.sign_up("Ada Lovelace")
    if told:
        portals.backend.career.profile.save(tab.me, 0, **told)
    return tab.go(PAGE, section="me")


def refreshed(tab: Tab) -> Tab:
    """The same cookie and address, nothing else kept."""
    return Tab(tab.portals, tab.token).go(PAGE, section="me")


def profile(tab: Tab) -> Any:
    """What is stored."""
    return tab.portals.backend.career.profile.get(tab.me)


def test_home_has_a_third_door_and_one_primary_button(portals: Portals) -> None:
    tab = portals.sign_up()
    primary = [button.label for button in tab.app.get("button") if button.proto.type == "primary"]
    assert primary == ["Practise an interview"]
    tab.press("Plan my next move")
    assert "Where you stand" in tab.text()


def test_nothing_told_teaches_and_offers_a_cv(portals: Portals) -> None:
    tab = opened(portals)
    assert "Tell the coach where you stand" in tab.text()
    assert tab.has("button", "Bring my CV")
    assert "Nothing is known yet" in tab.text()
    assert [b.label for b in tab.app.get("button") if b.proto.type == "primary"] == ["Show my paths"]


def test_an_occupation_is_found_by_any_title_and_kept_only_when_it_is_confirmed(portals: Portals) -> None:
    tab = opened(portals).choose("Your work so far", "worked")
    tab.write("Your present or last occupation", "regstered nurse", "text_input")
    assert profile(tab).occupation is None
    tab.press("This is my occupation")
    assert profile(tab).occupation == NURSE
    fresh = refreshed(tab)
    assert "**Registered Nurses**" in fresh.text()
    assert "Usual in your occupation" in fresh.text()


def test_a_title_nobody_knows_is_answered_in_words(portals: Portals) -> None:
    tab = opened(portals).choose("Your work so far", "worked")
    tab.write("Your present or last occupation", "qqqqzzzz", "text_input")
    assert "Try another word for it" in tab.text()
    assert tab.find("button", "This is my occupation").disabled


@pytest.mark.parametrize("typed", ["enfermera", "soudeur"])
def test_a_title_in_another_language_is_offered_with_doubt(portals: Portals, typed: str) -> None:
    tab = opened(portals).choose("Your work so far", "worked")
    tab.write("Your present or last occupation", typed, "text_input")
    assert "Titles are in English" in tab.text()
    tab.write("Your present or last occupation", "nurse", "text_input")
    assert "Titles are in English" not in tab.text()


def test_what_somebody_aims_for_shifts_the_paths(portals: Portals) -> None:
    tab = opened(portals, occupation="51-4121.00")
    tab.choose("What you aim for", "advancement")
    assert portals.backend.interview.preferences.get(tab.me).career_focus == "advancement"
    assert refreshed(tab).find("radio", "What you aim for").value == "advancement"


def test_years_hours_and_fields_are_kept_at_once(portals: Portals) -> None:
    tab = opened(portals, occupation=TEACHER)
    tab.choose("Years since you last did this work (0 if you do it now)", 10, "number_input")
    tab.choose("Hours a week you can give to learning", 7.5, "number_input")
    tab.choose("Fields you would like to move to", ["15"], "multiselect")
    fresh = refreshed(tab)
    assert fresh.find("number_input", "Hours a week you can give to learning").value == 7.5
    assert fresh.find("multiselect", "Fields you would like to move to").value == ["15"]
    told = profile(fresh)
    assert (told.occupation, told.years_away, told.hours_per_week, told.towards) == (TEACHER, 10, 7.5, ("15",))


def test_a_leaver_says_subjects_and_interests_and_skips_what_they_like(portals: Portals) -> None:
    tab = opened(portals).choose("Your work so far", "never")
    tab.choose("Subjects you like or liked at school", ["Biology", "Sport"], "multiselect")
    label = next(r.label for r in tab.app.get("radio") if r.label.startswith("Hands-on work"))
    tab.choose(label, 7.0)
    fresh = refreshed(tab)
    told = profile(fresh)
    assert (told.never_worked, told.subjects, dict(told.interests)) == (True, ("Biology", "Sport"), {"Realistic": 7.0})
    assert fresh.find("radio", "Your work so far").value == "never"
    assert "1 answer of 6" in "".join(e.label for e in fresh.app.get("expander"))
    fresh.choose(label, 1.0)
    assert dict(profile(fresh).interests) == {"Realistic": 1.0}
    fresh.press("Clear my answers")
    assert dict(profile(fresh).interests) == {}


def test_the_cv_proposes_its_latest_job_and_nothing_is_taken_silently(portals: Portals) -> None:
    tab = portals.sign_up("Ada Lovelace").go("app_pages/resume_coach.py")
    tab.fill("text_area", "The text of your CV", CV).press("Read this text").press("This is right")
    tab.go(PAGE, section="me")
    assert "Your CV says you are **Registered Nurse** at Harbour Hospital" in tab.text()
    assert profile(tab).occupation is None
    tab.press("Registered Nurses")
    assert profile(tab).occupation == NURSE
    assert "Which of these is it?" not in tab.text()


def test_a_soldier_is_told_what_stands_in(portals: Portals) -> None:
    assert "Security Guards stands in for it" in opened(portals, occupation=INFANTRY).text()


def test_a_skill_shows_the_words_it_rests_on(portals: Portals) -> None:
    tab = opened(portals, occupation=NURSE)
    portals.backend.resume.ledger.add(tab.me, "achievement", SQL)
    tab.run()
    assert f"“{SQL}”" in tab.text()
    assert "From what you can say about you" in tab.text()


@pytest.mark.parametrize("way", ["rate", "confirm", "deny"])
def test_a_skill_is_rated_confirmed_or_denied_and_taken_back(portals: Portals, way: str) -> None:
    tab = opened(portals, occupation=NURSE)
    skill = portals.backend.career.profile.skills(tab.me)[0]
    if way == "rate":
        tab.choose(f"Your own level in {skill.name}", 2, "selectbox")
    else:
        tab.press("That is right" if way == "confirm" else "I do not have it")
    told = profile(tab)
    level = {"rate": 2.0, "confirm": skill.own.level}.get(way)
    assert [(sign.skill, sign.level) for sign in told.rated] == ([(skill.id, level)] if level else [])
    assert told.denied == ((skill.id,) if way == "deny" else ())
    fresh = refreshed(tab)
    assert ("you said you do not have it" if way == "deny" else "You rated it yourself") in fresh.text()
    fresh.press("Take back what I said")
    assert (profile(fresh).rated, profile(fresh).denied) == ((), ())


def test_a_skill_is_added_by_its_name(portals: Portals) -> None:
    tab = opened(portals)
    tab.write("What you can do or use", "pythn", "text_input")
    tab.choose("Closest skill", "technology:Python", "selectbox").choose("Your level in it", 5, "selectbox")
    tab.press("Add it")
    assert [(sign.skill, sign.level) for sign in profile(tab).rated] == [("technology:Python", 5.0)]
    assert tab.find("text_input", "What you can do or use").value == ""
    tab.write("What you can do or use", "zzzzzz", "text_input")
    assert "Nothing with a name like this" in tab.text()


def test_a_second_window_overwrites_nothing_and_is_told(portals: Portals) -> None:
    tab = opened(portals, occupation=NURSE)
    told = profile(tab)
    portals.backend.career.profile.save(tab.me, told.row_version, occupation=NURSE, towards=("25",))
    tab.choose("Fields you would like to move to", ["15"], "multiselect")
    assert "changed in another window" in tab.text()
    assert profile(tab).towards == ("25",)
    assert tab.find("multiselect", "Fields you would like to move to").value == ["25"]


def test_words_of_all_kinds_are_shown_as_they_are(portals: Portals) -> None:
    tab = opened(portals, occupation=NURSE)
    naughty = "Wrote SQL <script>alert(1)</script> **bold** :material/home: $x$ [a](http://b) `c`"
    portals.backend.resume.ledger.add(tab.me, "achievement", naughty)
    tab.run()
    assert plain(naughty) in tab.text()
    assert "[a](http://b)" not in tab.text()
    tab.press("Choose another")
    tab.write("Your present or last occupation", "'; DROP TABLE users; -- <b>", "text_input")
    assert "Titles are in English" in tab.text()
    tab.write("What you can do or use", "**bold** <i>$x$ ` 🤖", "text_input")
    assert "Nothing with a name like this" in tab.text()


def test_numbers_can_be_hidden(portals: Portals) -> None:
    tab = opened(portals, occupation=NURSE)
    assert " of 7 (" in tab.text()
    portals.backend.interview.preferences.save(tab.me, scores="words")
    tab.run()
    assert " of 7" not in tab.text()
    assert "between “" in tab.text()
