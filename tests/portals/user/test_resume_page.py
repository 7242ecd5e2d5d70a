"""The résumé page: drop, look, put right, confirm; versions, the ledger, two windows, files that cannot be read."""

from __future__ import annotations

import html
import io

import pytest
from pypdf import PdfReader, PdfWriter

from shared_backend.domain.resume import Resume
from tests.portals.user.tab import PRACTICE, Portals, Tab
from tests.services.resumes.cv_corpus import cases

PAGE = "app_pages/resume_coach.py"
PDF = cases()[0].data()


def opened(portals: Portals, name: str = "Ada Lovelace") -> Tab:
    """Somebody on the page for the first time."""
    return portals.sign_up(name).go(PAGE)


def dropped(tab: Tab, content: bytes, name: str = "cv.pdf") -> Tab:
    """Choose a file."""
    tab.app.get("file_uploader")[0].set_value((name, content, "application/octet-stream"))
    return tab.run()


def confirmed(portals: Portals) -> Tab:
    """Somebody whose CV is read and confirmed."""
    return dropped(opened(portals), PDF).press("This is right")


def resume_of(portals: Portals, tab: Tab) -> Resume:
    found = portals.backend.resume.versions.master(tab.me)
    assert found is not None
    return found


def again(tab: Tab) -> Tab:
    """A refresh: the same cookie and address, nothing else kept."""
    address = {name: v if isinstance(v, str) else v[0] for name, v in tab.app.query_params.items()}
    return Tab(tab.portals, tab.token).go(PAGE, **address)


def test_a_file_is_read_put_right_and_confirmed(portals: Portals) -> None:
    tab = dropped(opened(portals), PDF)
    assert "Here is what a parser reads" in tab.text()
    assert tab.find("text_input", "Name").value == "Amara Okafor-Lindqvist"
    assert "page 1" in tab.find("text_input", "Name").help
    tab.write("Phone", "+47 22 33 44 55", "text_input")
    fresh = again(tab)
    assert fresh.find("text_input", "Phone").value == "+47 22 33 44 55", "saved before it is confirmed"
    fresh.press("This is right")
    kept = resume_of(portals, fresh)
    assert (kept.version, kept.master, kept.profile.phone) == (1, True, "+47 22 33 44 55")
    assert fresh.has("radio", "Section")
    assert "This is version 1." in fresh.text()
    said = {one.text for one in portals.backend.resume.ledger.claims(fresh.me)}
    assert "+47 22 33 44 55" in said


def test_a_wrong_date_is_told_at_its_field_and_changes_nothing(portals: Portals) -> None:
    tab = confirmed(portals)
    tab.write("From", "spring-ish 2020", "text_input")
    assert "Write a date as 2020-03, 2020 or present" in tab.text()
    assert resume_of(portals, tab).profile.jobs[0].start == "2020-02"
    tab.write("From", "2020-03", "text_input")
    assert "Write a date as" not in tab.text()
    assert resume_of(portals, tab).profile.jobs[0].start == "2020-03"


def test_a_second_window_overwrites_nothing(portals: Portals) -> None:
    first = confirmed(portals)
    second = again(first)
    first.write("Headline", "Charge nurse", "text_input")
    second.write("Headline", "Head of ward", "text_input")
    assert "changed in another window, so nothing was overwritten" in second.text()
    assert "Head of ward" in second.text(), "what was typed is not lost"
    assert second.find("text_input", "Headline").value == "Charge nurse"
    second.write("Headline", "Head of ward", "text_input")
    assert resume_of(portals, second).profile.headline == "Head of ward"
    first.run()
    assert "You see its present state" in first.text()
    assert first.find("text_input", "Headline").value == "Head of ward"


def test_jobs_are_added_moved_and_removed(portals: Portals) -> None:
    tab = confirmed(portals)
    jobs = resume_of(portals, tab).profile.jobs
    tab.press("Another job at this employer")
    found = resume_of(portals, tab).profile.jobs
    assert [job.employer for job in found[:2]] == [jobs[0].employer] * 2
    assert len(found) == len(jobs) + 1
    tab.press("Move up")
    assert resume_of(portals, tab).profile.jobs[0].id == found[1].id
    tab.press("Remove")
    assert resume_of(portals, tab).profile.jobs == jobs


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PDF[:3000], "stops in the middle"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 400, "This is not a PDF"),
        (b"Dear all,\n\nthe lift is out of order until Friday. Please use the stairs.\n", "does not look like a CV"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(portals: Portals, content: bytes, said: str) -> None:
    tab = dropped(opened(portals), content)
    assert said in tab.text()
    assert portals.backend.resume.reading.drafts(tab.me) == ()
    assert tab.has("text_area", "The text of your CV")


def test_a_text_that_is_no_cv_can_be_used_anyway(portals: Portals) -> None:
    tab = dropped(opened(portals), b"Dear all,\n\nthe lift is out of order until Friday.\n", "note.txt")
    tab.press("Use it anyway")
    assert "Here is what a parser reads" in tab.text()
    assert tab.find("text_input", "Name").value == "", "nothing is guessed"


def test_pasted_sample_and_empty(portals: Portals) -> None:
    tab = opened(portals)
    text = (portals.backend.workshop.reference / "sample_resume.txt").read_text("utf-8")
    tab.fill("text_area", "The text of your CV", text.replace("Mara Lindqvist", "Ada Byron"))
    tab.press("Read this text")
    assert tab.find("text_input", "Name").value == "Ada Byron"
    tab.go(PAGE, cv="new").press("Try with a sample CV")
    assert tab.find("text_input", "Name").value == "Mara Lindqvist"
    tab.go(PAGE, cv="new").press("Start with an empty CV").press("This is right")
    assert "Fill in at least one field." in tab.text()
    tab.go(PAGE)
    assert tab.text().count("waits for your look") == 3


def test_a_copy_is_made_compared_and_deleted(portals: Portals) -> None:
    tab = confirmed(portals).go(PAGE, section="versions")
    tab.fill("text_input", "Name of the copy", "Night ward").fill("text_input", "Used for (optional)", "Acme (applied)")
    tab.press("Make the copy")
    tab.write("Headline", "Night nurse", "text_input").press("Keep as version 2")
    tab.choose("Section", "versions")
    said = tab.text()
    assert "used for: Acme \\(applied\\)" in said
    assert "~~Registered Nurse~~" in said
    assert "**Night nurse**" in said
    assert tab.press("Restore").find("button", "Delete") is not None
    assert "restored from version 1" in tab.text()


def test_the_ledger_is_looked_through(portals: Portals) -> None:
    tab = confirmed(portals).go(PAGE, section="ledger")
    assert "From “cv”" in tab.text()
    tab.fill("text_input", "Something true about you, in your own words", "Fork lift licence").press("Add it")
    assert "You typed it" in tab.text()
    before = len(portals.backend.resume.ledger.claims(tab.me))
    tab.press("Remove")
    assert len(portals.backend.resume.ledger.claims(tab.me)) == before - 1


def test_nobody_sees_a_strangers_cv(portals: Portals) -> None:
    theirs = resume_of(portals, confirmed(portals)).id
    other = portals.sign_up("Bob Builder").go(PAGE, cv=theirs)
    assert "There is no such CV." in other.text()
    other.press("Show my CVs")
    assert "Drop your CV here" in other.text()


def test_the_interview_coach_takes_the_confirmed_cv(portals: Portals) -> None:
    tab = confirmed(portals).go(PRACTICE)
    tab.press("Use my résumé")
    text = tab.find("text_area", "Your résumé as text").value
    assert "Cut central-line infections by 38% with a daily checklist" in text
    assert "amara.okafor@example.com" not in text
    assert not tab.has("button", "Use my résumé"), "it is in there now"
    goals = portals.backend.interview.onboarding.goals(tab.me)
    assert goals is None or goals.resume_text == text
    fresh = portals.sign_up("Bob Builder").go(PRACTICE)
    assert not fresh.has("button", "Use my résumé")


def test_a_locked_file_asks_for_its_password(portals: Portals) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PDF)))
    writer.encrypt("open-sesame", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    tab = dropped(opened(portals), out.getvalue())
    assert "locked with a password" in tab.text()
    assert not tab.app.get("expander")[0].proto.expanded, "the password comes before pasting"
    tab.fill("text_input", "Password of the file", "wrong").press("Open it")
    assert "That password does not open this file." in tab.text()
    tab.fill("text_input", "Password of the file", "open-sesame").press("Open it")
    assert tab.find("text_input", "Name").value == "Amara Okafor-Lindqvist"
    assert "Registered Nurse" in tab.text(), "its text is shown; the page cannot be drawn without the password"
    assert "open-sesame" not in repr(portals.backend.resume.reading.drafts(tab.me))


def test_hidden_words_are_shown_and_not_filled_in(portals: Portals) -> None:
    text = (portals.backend.workshop.reference / "sample_resume.txt").read_text("utf-8")
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    page = f"<html><body>{body}<p style='display:none'>Kubernetes Terraform</p></body></html>"
    tab = dropped(opened(portals), page.encode(), "cv.html")
    assert "Text that people cannot see." in tab.text()
    assert "Kubernetes Terraform" in tab.text()
    assert "Kubernetes" not in tab.find("text_area", "Skills, one a line").value
