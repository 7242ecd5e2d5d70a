"""The section “What is missing”: nothing chosen yet, the table of an occupation, hours a week, a plan from it."""

from __future__ import annotations

from tests.portals.user.tab import Portals, Tab

PAGE = "app_pages/career_coach.py"
NURSE, INFORMATICS, DEVELOPER = "29-1141.00", "15-1211.01", "15-1252.00"
WORDS = "Wrote SQL *reports* on falls for the ward"


def nurse(portals: Portals, *, target: str | None = INFORMATICS) -> Tab:
    """A nurse who wants to move into IT."""
    tab = portals.sign_up()
    career = portals.backend.career
    career.profile.save(tab.me, 0, occupation=NURSE, towards=("15",))
    portals.backend.resume.ledger.add(tab.me, "achievement", WORDS)
    career.paths.choose(tab.me, target)
    return tab.go(PAGE, section="gaps")


def at(tab: Tab, name: str) -> str:
    """A part of the address."""
    value = tab.app.query_params[name]
    return value if isinstance(value, str) else str(value[0])


def test_nothing_chosen_yet_teaches_and_leads_to_paths(portals: Portals) -> None:
    tab = nurse(portals, target=None)
    assert "Choose an occupation you would like to work towards" in tab.text()
    tab.press("Look at paths")
    assert at(tab, "section") == "paths"


def test_every_key_skill_stands_there_with_its_evidence(portals: Portals) -> None:
    tab = nurse(portals)
    table = portals.backend.career.gaps.table(tab.me, INFORMATICS)
    text = tab.text()
    assert f"What is missing for {table.title}" in text
    assert all(f"**{line.name}**" in text.replace("\\", "") for line in table.lines)
    assert "“Wrote SQL \\*reports\\* on falls for the ward”" in text, "own words show as themselves"
    low, high = table.hours
    assert f"**{low:,.0f} to {high:,.0f} hours**" in text
    assert f"of {len(table.lines)} key skills" in text
    (chart,) = tab.app.get("vega_lite_chart")
    assert table.lines[0].name in chart.proto.alt


def test_hours_a_week_change_the_weeks_and_stay(portals: Portals) -> None:
    tab = nurse(portals)
    before = portals.backend.career.gaps.table(tab.me, INFORMATICS).weeks
    tab.write("Hours a week you can learn", 8.0, "number_input")
    after = portals.backend.career.gaps.table(tab.me, INFORMATICS)
    assert after.hours_per_week == 8
    assert after.weeks < before
    assert f"{after.weeks[0]} to {after.weeks[1]} weeks" in tab.text()
    again = Tab(portals, tab.token).go(PAGE, section="gaps")
    assert again.find("number_input", "Hours a week you can learn").value == 8


def test_a_plan_is_made_once_and_opened_afterwards(portals: Portals) -> None:
    tab = nurse(portals).press("Make a plan")
    (plan,) = portals.backend.career.plan.all(tab.me)
    assert at(tab, "plan") == plan.id
    assert plan.title in tab.text()
    tab.go(PAGE, section="gaps").press("Open your plan")
    assert plan.title in tab.text()
    assert len(portals.backend.career.plan.all(tab.me)) == 1


def test_any_occupation_can_be_looked_at_by_its_address(portals: Portals) -> None:
    tab = nurse(portals).go(PAGE, section="gaps", code=DEVELOPER)
    assert "What is missing for Software Developers" in tab.text()
    tab.choose("Occupation", INFORMATICS, "selectbox")
    assert at(tab, "code") == INFORMATICS
    assert "Software Developers" not in tab.text()
    tab.go(PAGE, section="gaps", code="00-0000.00")
    assert "This occupation is not described" in tab.text()
    assert "What is missing for" in tab.text(), "the chosen one is there all the same"


def test_who_wants_no_numbers_sees_words(portals: Portals) -> None:
    tab = nurse(portals)
    portals.backend.interview.preferences.save(tab.me, scores="words")
    tab.run()
    assert not tab.app.get("vega_lite_chart")
    assert "of 7" not in tab.text()
    assert "important for this occupation" in tab.text()
