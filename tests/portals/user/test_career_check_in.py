"""The section “Check-in” of the career page: offered once a month, from stored facts, kept with what comes next."""

from __future__ import annotations

import uuid

from tests.people import HandClock
from tests.portals.user.tab import Portals, Tab

PAGE = "app_pages/career_coach.py"


def opened(portals: Portals) -> Tab:
    tab = portals.sign_up("Ada Lovelace")
    # The facts of occupations are read once per process, outside the seconds a page has here.
    portals.backend.career.check_ins.look(tab.me)
    return tab.go(PAGE, section="check-in")


def test_somebody_with_nothing_is_taught_and_can_keep_it(portals: Portals) -> None:
    tab = opened(portals)
    assert "nothing is lost if you skip a month" in tab.text()
    assert "Nothing is noted down yet" in tab.text()
    assert tab.find("text_input", "Thing to do 1").value.startswith("Choose one path")
    for place in (1, 2, 3):
        tab.fill("text_input", f"Thing to do {place}", "")
    tab.press("Keep this check-in")
    assert "Keep one to three things to do." in tab.text()
    tab.fill("text_input", "Thing to do 2", "Ring my *old* boss").press("Keep this check-in")
    (kept,) = portals.backend.career.check_ins.look(tab.me).past
    assert [(action.kind, action.text) for action in kept.actions] == [("own", "Ring my *old* boss")]
    assert "The next check-in is offered 1 April." in tab.text()
    assert "Ring my \\*old\\* boss" in tab.text()
    assert not tab.has("button", "Keep this check-in")


def test_a_month_later_it_tells_what_moved(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals)
    backend, me = portals.backend, tab.me
    tab.press("Keep this check-in")
    clock.forward(days=30)
    backend.resume.ledger.add(me, "achievement", "Wrote SQL reports on falls for the ward")
    key, today = str(uuid.uuid4()), clock.now().date()
    backend.career.applications.add(me, key, employer="Acme", role="Nurse", stage="applied", on=today)
    backend.career.applications.move(me, key, 1, "interview")
    tab = portals.sign_in().go(PAGE, section="check-in")
    said = tab.text()
    assert "What moved since 2 March" in said
    assert "- 1 application sent" in said
    assert "Acme \\(Nurse\\) answered\\: Interview, today" in said
    assert "SQL" in said
    assert "“Wrote SQL reports on falls for the ward”" in said
    assert "What you wanted to do" in said
    tab.press("Keep this check-in")
    newest, first = portals.backend.career.check_ins.look(tab.me).past
    assert newest.moved.since == first.at.date()
    assert newest.moved.sent == 1
    assert b"# Check-in of 1 April 2026" in backend.career.check_ins.file(tab.me, newest.id)


def test_without_numbers_levels_are_told_in_words(portals: Portals) -> None:
    tab = opened(portals)
    portals.backend.resume.ledger.add(tab.me, "achievement", "Wrote SQL reports on falls for the ward")
    portals.backend.interview.preferences.save(tab.me, scores="words")
    said = tab.run().text()
    assert "SQL, from what you said about yourself" in said
    assert "of 7" not in said


def test_one_is_deleted_and_the_next_may_come_sooner(portals: Portals) -> None:
    tab = opened(portals)
    tab.press("Keep this check-in")
    tab.find("button", "Delete").click()
    tab.run()
    tab.find("button", "Delete").click()
    tab.press("Delete it")
    assert portals.backend.career.check_ins.look(tab.me).past == ()
    assert tab.run().has("button", "Keep this check-in")
