"""What a new person meets on the way: plain requests, no dead ends, settings where one looks for them."""

from __future__ import annotations

from tests.people import HandClock
from tests.portals.user.tab import PRACTICE, Portals
from tests.portals.user.test_user_journey import answered, started
from tests.practising import GOOD

ACCOUNT = "app_pages/account.py"


def test_a_missing_role_is_asked_for_in_plain_words(portals: Portals) -> None:
    tab = portals.sign_up().go(PRACTICE).press("Start practising")
    assert "Role: write at least 2 characters. Nothing was started." in tab.text()
    assert "string" not in tab.text()


def test_an_empty_answer_leaves_no_half_done_status(portals: Portals) -> None:
    tab = started(portals).press("Submit answer")
    assert "There is nothing to read yet." in tab.text()
    assert not tab.app.get("status")


def test_the_account_page_leads_to_the_coaching_choices(portals: Portals) -> None:
    links = {link.label: link.page for link in portals.sign_up().go(ACCOUNT).app.get("page_link")}
    assert links["Coaching preferences"] == "coaching"


def test_sessions_are_told_in_human_time(portals: Portals) -> None:
    tab = portals.sign_up().go(ACCOUNT)
    assert "Coach, signed in just now · this browser" in tab.text()
    assert "UTC" not in tab.text()


def test_where_numbers_come_from_names_no_part_by_its_code(portals: Portals) -> None:
    tab = answered(started(portals))
    said = next(line for line in tab.text().split("\n") if line.startswith("What took part"))
    assert "written rules" in said
    assert not any(code in said.split() for code in ("expert,", "nlp,", "llm", "llm:", "abstains:"))


def test_a_finished_practice_has_one_way_on(portals: Portals) -> None:
    tab = answered(started(portals)).press("End this practice")
    assert tab.find("button", "New practice").proto.type == "primary"
    assert "Earlier practice" in tab.press("New practice").text()


def test_earlier_practice_is_one_short_line_and_its_facts(portals: Portals, clock: HandClock) -> None:
    tab = answered(started(portals), GOOD).press("End this practice")
    clock.forward(minutes=5)
    tab = tab.press("New practice")
    link = next(link for link in tab.app.get("page_link") if "5 minutes ago" in link.label)
    assert len(link.label) < 40
    assert "1 of 3 answered · finished" in tab.text()
