"""The section “Applications” of the career page: add, move, remind, silence, stages, a list that is brought."""

from __future__ import annotations

import uuid
from datetime import timedelta

from shared_backend.domain.application import Application
from tests.people import HandClock
from tests.portals.user.tab import Portals, Tab

PAGE = "app_pages/career_coach.py"
HOSTILE = "<b>*Acme*</b> :smile: [x](javascript:1) $5"


def opened(portals: Portals, **address: str) -> Tab:
    return portals.sign_up("Ada Lovelace").go(PAGE, section="applications", **address)


def refreshed(tab: Tab, **more: str) -> Tab:
    """The same cookie and address, nothing else kept."""
    address = {name: v if isinstance(v, str) else v[0] for name, v in tab.app.query_params.items()}
    return Tab(tab.portals, tab.token).go(PAGE, **{**address, **more})


def applied(tab: Tab, employer: str = "Acme", stage: str = "applied", days_ago: int = 0) -> Application:
    """One that was added before."""
    backend = tab.portals.backend
    on = backend.clock.now().date() - timedelta(days=days_ago)
    return backend.career.applications.add(
        tab.me, str(uuid.uuid4()), employer=employer, role="Baker", stage=stage, on=on
    )


def kept(tab: Tab) -> tuple[Application, ...]:
    return tab.portals.backend.career.applications.look(tab.me).shown


def test_an_empty_list_teaches_and_the_form_adds_one(portals: Portals) -> None:
    tab = opened(portals)
    assert "Keep what you apply for in one place" in tab.text()
    tab.press("Add an application")
    tab.fill("text_input", "Employer", HOSTILE).press("Add it")
    assert "Name the role" in tab.text()
    assert kept(tab) == ()
    tab.fill("text_input", "Role", "Head baker").press("Add it")
    (one,) = kept(tab)
    assert (one.employer, one.role, one.stage) == (HOSTILE, "Head baker", "saved")
    assert "**Saved** since today" in tab.text()
    fresh = refreshed(tab)
    assert "\\<b\\>\\*Acme\\*\\</b\\> \\:smile\\:" in fresh.text()
    fresh.press("Back to the list")
    assert "1 of 1 application" in fresh.text()


def test_a_stage_is_changed_taken_back_and_its_day_corrected(portals: Portals) -> None:
    tab = opened(portals)
    one = applied(tab, days_ago=3)
    tab = refreshed(tab, application=one.id)
    tab.find("selectbox", "Next stage").select("Interview")
    tab.press("Move it there")
    assert "It stands at Interview now." in tab.text()
    assert [move.stage for move in kept(tab)[0].history] == ["applied", "interview"]
    earlier = one.since - timedelta(days=2)
    tab.choose("Applied since", earlier, "date_input")
    assert kept(tab)[0].history[0].on == earlier
    tab.press("Take the last change back")
    assert kept(tab)[0].stage == "applied"
    assert "**Applied** since" in refreshed(tab).text()


def test_a_reminder_is_due_and_done(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals)
    one = applied(tab)
    tab = refreshed(tab, application=one.id)
    tab.fill("date_input", "Day", clock.now().date() + timedelta(days=2))
    tab.fill("text_input", "What to do", "Ring Ms Byron").press("Remind me")
    assert "You are reminded Wednesday, 4 March." in tab.text()
    tab.press("Back to the list")
    assert "This week: Acme (Wednesday, 4 March)." in tab.text()
    clock.forward(days=3)
    tab = portals.sign_in().go(PAGE, section="applications")
    assert "Due today · 1 follow-up" in tab.text()
    assert "Ring Ms Byron · Acme, Baker, since yesterday" in tab.text()
    tab.press("Done")
    assert "Due today" not in tab.text()


def test_silence_is_asked_about_and_only_the_person_decides(portals: Portals) -> None:
    tab = opened(portals)
    applied(tab, days_ago=30)
    applied(tab, "Cafe", days_ago=25)
    tab = refreshed(tab)
    assert "Acme, Baker: no word for 30 days. Is it over?" in tab.text()
    tab.press("Mark as Ghosted")
    assert {one.employer: one.stage for one in kept(tab)} == {"Acme": "ghosted", "Cafe": "applied"}
    tab.press("Keep waiting")
    assert "Is it over?" not in tab.text()
    assert "applied" in {one.stage for one in kept(tab)}


def test_the_list_is_searched_and_the_address_keeps_it(portals: Portals) -> None:
    tab = opened(portals)
    applied(tab)
    applied(tab, "Cafe", "rejected")
    tab = refreshed(tab)
    tab.write("Search", "acme", "text_input")
    assert "1 of 2 applications" in tab.text()
    assert tab.find("text_input", "Search").value == "acme"
    again = refreshed(tab)
    assert "1 of 2 applications" in again.text()
    again.write("Search", "nobody", "text_input")
    assert "None of your 2 applications fits" in again.text()
    ended = refreshed(again, search="", show="ended", sort="employer")
    assert "**Cafe** · Baker" in ended.text()
    assert "**Acme** · Baker" not in ended.text()


def test_notes_save_themselves_and_a_second_window_is_told(portals: Portals) -> None:
    tab = opened(portals)
    one = applied(tab)
    tab, other = refreshed(tab, application=one.id), refreshed(tab, application=one.id)
    tab.write("Notes", "Spoke to Ms Byron")
    assert kept(tab)[0].notes == "Spoke to Ms Byron"
    other.write("Notes", "From an old window")
    said = other.text()
    assert "This application changed in another window, so nothing was overwritten" in said
    assert "From an old window" in said
    assert other.find("text_area", "Notes").value == "Spoke to Ms Byron"
    other.write("Notes", "I want to kill myself")
    assert kept(tab)[0].notes == "Spoke to Ms Byron"
    assert any(one.icon == ":material/favorite:" for one in other.app.warning)


def test_deleting_asks_for_the_name(portals: Portals) -> None:
    tab = opened(portals)
    one = applied(tab)
    tab = refreshed(tab, application=one.id)
    tab.find("button", "Delete this application").click()
    tab.run()
    tab.fill("text_input", "Type the employer's name to delete it", "Acme")
    tab.find("button", "Delete this application").click()
    tab.press("Delete it")
    assert kept(tab) == ()
    assert "not there any more" in refreshed(tab, application=one.id).text()


def test_stages_are_ones_own(portals: Portals) -> None:
    tab = opened(portals)
    applied(tab)
    tab = refreshed(tab)
    tab.fill("text_input", "A stage of your own", "Trial day").press("Add the stage")
    tab.write("Name of stage 2", "Sent", "text_input")
    board = portals.backend.career.application_stages.get(tab.me)
    assert [board.stages[1].name, board.stages[-1].name] == ["Sent", "Trial day"]
    tab.write("Name of stage 2", "Saved", "text_input")
    assert "Two stages have the same name" in tab.text()
    next(one for one in tab.app.button if one.key == "remove-applied").click()
    tab.run()
    assert "Acme is or was at “Sent”" in tab.text()
    next(one for one in tab.app.button if one.key == "earlier-applied").click()
    tab.run()
    assert portals.backend.career.application_stages.get(tab.me).stages[0].name == "Sent"


def test_a_list_is_looked_at_and_brought(portals: Portals) -> None:
    tab = opened(portals)
    wrong = b"Company,Role,Status,Salary\nAcme,Baker,Applied,9\nCafe,Barista,Phone screen,9\n"
    tab.find("file_uploader", "Your list (CSV, up to 2 MB)").set_value(("list.csv", wrong, "text/csv"))
    tab.run()
    said = tab.text()
    assert "1 row is wrong. Nothing is brought before they are right." in said
    assert "Row 3" in said
    assert "Not used: Salary" in said
    assert kept(tab) == ()
    right = wrong.replace(b"Phone screen", b"Screening")
    tab.find("file_uploader", "Your list (CSV, up to 2 MB)").set_value(("list.csv", right, "text/csv"))
    tab.run()
    tab.press("Bring 2 applications")
    assert {one.employer for one in kept(tab)} == {"Acme", "Cafe"}


def test_what_a_cv_was_sent_for_stands_at_the_cv(portals: Portals) -> None:
    tab = opened(portals)
    coach, me = portals.backend.resume, tab.me
    draft = coach.reading.empty(me, str(uuid.uuid4()))
    named = coach.versions.edit(me, draft.id, draft.row_version, "name", "Ada Byron")
    cv = coach.reading.confirm(me, draft.id, named.row_version)
    tab = refreshed(tab, application="new", cv=cv.id)
    tab.fill("text_input", "Employer", "Acme").fill("text_input", "Role", "Baker").press("Add it")
    (one,) = kept(tab)
    assert one.resume is not None
    assert one.resume.id == cv.id
    versions = Tab(portals, tab.token).go("app_pages/resume_coach.py", section="versions")
    assert "used for: Acme \\(Saved\\)" in versions.text()
    portals.backend.career.applications.move(me, one.id, 1, "applied")
    assert "used for: Acme \\(Applied\\)" in versions.run().text()
