"""The sections Lines and Stories: asked first, shown then, decided once; a story is filled and a question practised."""

from __future__ import annotations

import uuid

from shared_backend.domain.resume import Resume
from tests.portals.user.tab import Portals, Tab

PAGE = "app_pages/resume_coach.py"
CV = b"""Kim Example
kim@example.com

Experience

Shift Lead, Corner Bakery, Leeds
March 2020 - February 2022
- Responsible for cleaning the ovens and training new staff
- Answered complaints from customers by phone

Education
BA in History, Leeds College
2012 - 2015
"""

GERMAN = """Jürgen Weiß
j.weiss@example.de

Berufserfahrung

Lagerleiter, Rhein Logistik GmbH, Köln
03/2017 – heute
- Leitung eines Teams von 12 Mitarbeitern im Schichtbetrieb
- Verantwortlich für die Inventur von 8.000 Artikeln und die Einführung eines neuen Systems

Ausbildung
Ausbildung zur Fachkraft für Lagerlogistik, Berufskolleg Köln, 2009 – 2012
"""


def opened(portals: Portals, section: str) -> tuple[Tab, Resume]:
    """Somebody with a confirmed CV in a section of the page."""
    tab = portals.sign_up("Ada Lovelace")
    coach = portals.backend.resume
    draft = coach.reading.read(tab.me, str(uuid.uuid4()), CV, name="kim.txt").draft
    assert draft is not None
    resume = coach.reading.confirm(tab.me, draft.id, draft.row_version)
    return tab.go(PAGE, section=section, line="job1.1"), resume


def first_line(portals: Portals, tab: Tab, resume: Resume) -> str:
    return portals.backend.resume.versions.get(tab.me, resume.id).profile.jobs[0].bullets[0].text


def test_a_line_is_asked_first_and_changed_once(portals: Portals) -> None:
    tab, resume = opened(portals, "lines")
    assert tab.has("text_input", "How many ovens? A rough number is fine.")
    assert "Cleaned the ovens" not in tab.text(), "asked before anything is proposed"
    tab.fill("text_input", "What was different because of it?", "fewer burnt rolls")
    tab.press("Show wordings")
    text = tab.text().replace("\\", "")
    assert "Cleaned the ovens and trained new staff; result: fewer burnt rolls" in text
    assert "Local model" in text
    assert ":material/remove:~~Responsible for cleaning~~" in text
    tab.press("Accept")
    assert first_line(portals, tab, resume) == "Cleaned the ovens and trained new staff; result: fewer burnt rolls"
    assert portals.backend.resume.versions.get(tab.me, resume.id).version == 2
    assert "What you decided · 1 wording" in [one.label for one in tab.app.expander]
    tab.press("Forget it")
    assert portals.backend.resume.bullets.decisions(tab.me, resume.id) == ()


def test_an_edit_that_says_more_has_to_be_true(portals: Portals) -> None:
    tab, resume = opened(portals, "lines")
    tab.press("Show wordings")
    tab.write("The line", "Cleaned 4 ovens and trained new staff", "text_area")
    assert "The number 4 is not in your own words" in tab.text()
    tab.press("Use my wording")
    assert "say that it is true" in tab.text()
    assert first_line(portals, tab, resume).startswith("Responsible")
    tab.find("checkbox", "Yes, this is true").check()
    tab.press("Use my wording")
    assert first_line(portals, tab, resume) == "Cleaned 4 ovens and trained new staff"


def test_a_rejected_wording_does_not_come_back(portals: Portals) -> None:
    tab, resume = opened(portals, "lines")
    tab.press("Show wordings").press("Do not show it again")
    tab.press("Show wordings")
    assert "**Cleaned the ovens and trained new staff**" not in tab.text()
    assert first_line(portals, tab, resume).startswith("Responsible")


def test_a_story_is_filled_and_a_question_practised(portals: Portals) -> None:
    tab, resume = opened(portals, "stories")
    text = tab.text()
    assert "What would you like to do next, after Shift Lead at Corner Bakery?" in text
    tab.fill("text_area", "Task: What was the problem, or what were you to do?", "The ovens were dirty")
    tab.press("Keep it")
    story = portals.backend.resume.stories.bank(tab.me, resume.id)[0]
    assert story.parts["task"] == "The ovens were dirty"
    tab.press("Practise it")
    run = portals.backend.interview.reports.unfinished(tab.me)
    assert run is not None
    waiting = run.open_question()
    assert waiting is not None
    assert waiting.text in tab.text().replace("\\", "")


def test_an_answer_is_there_after_a_refresh_until_the_line_changes(portals: Portals) -> None:
    tab, resume = opened(portals, "lines")
    question = "What was different because of it?"
    tab.fill("text_input", question, "fewer burnt rolls")
    again = tab.go(PAGE, section="lines", line="job1.1")
    assert again.find("text_input", question).value == "fewer burnt rolls"
    assert portals.backend.resume.answers.of(tab.me, resume.id, "job1.1") == {"outcome": "fewer burnt rolls"}
    assert portals.backend.resume.answers.of(tab.me, resume.id, "job1.2") == {}
    again.press("Show wordings").press("Accept")
    assert portals.backend.resume.answers.of(tab.me, resume.id, "job1.1") == {}, "they were about the old line"


def test_a_wording_with_an_open_number_says_why_it_waits(portals: Portals) -> None:
    tab, _ = opened(portals, "lines")
    tab.go(PAGE, section="lines", line="job1.2").press("Show wordings")
    assert "A CV with an open place must not go out" in tab.text().replace("\\", "")


def test_a_question_about_this_cv_is_practised_as_it_was_put(portals: Portals) -> None:
    tab, resume = opened(portals, "stories")
    tab.app.button(key=f"practise-{resume.id}-cv-now").click().run()
    run = portals.backend.interview.reports.unfinished(tab.me)
    assert run is not None
    waiting = run.open_question()
    assert waiting is not None
    assert waiting.text == "What would you like to do next, after Shift Lead at Corner Bakery?"
    answer = "I want to run a bakery. I trained 6 new bakers last year and I planned the rota for two shops."
    attempt = portals.backend.interview.practice.answer(tab.me, run.id, waiting.attempt_id, answer, seconds=60)
    assert attempt.question == waiting.text
    tab.go(PAGE, section="stories")
    assert "Trained 6 new bakers last year" in tab.text().replace("\\", "")


def test_a_cv_in_another_language_is_not_judged_by_english_rules(portals: Portals) -> None:
    tab = portals.sign_up("Jürgen Weiß")
    coach = portals.backend.resume
    draft = coach.reading.read(tab.me, str(uuid.uuid4()), GERMAN.encode(), name="weiss.txt").draft
    assert draft is not None
    resume = coach.reading.confirm(tab.me, draft.id, draft.row_version)
    tab.go(PAGE, section="findings")
    assert "This CV seems to be written in German" in tab.text()
    assert " of 10" not in tab.text()
    assert {one.criterion for one in coach.findings.look(tab.me, resume.id).findings} <= {"structure", "completeness"}
    tab.go(PAGE, section="lines")
    assert "in English only" in tab.text()
