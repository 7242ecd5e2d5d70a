"""The findings of a CV on its page: score and range, first thing to mend, groups, set aside, numbers off."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace

from tests.portals.user.tab import Portals, Tab
from tests.resume_scorer import deploy_resume_coach
from tests.services.resumes.findings.sheets import rough

PAGE = "app_pages/resume_coach.py"


def opened(portals: Portals) -> Tab:
    """Somebody with a confirmed CV, at its findings."""
    tab = portals.sign_up("Rut Holm")
    backend, me = portals.backend, tab.me
    draft = backend.resume.reading.empty(me, str(uuid.uuid4()))
    store = backend.resume.findings._desk.store
    filled = replace(draft, profile=rough())
    saved = backend.database.write(lambda c: store.save(c, me.user_id, filled, backend.clock.now()))
    backend.resume.reading.confirm(me, draft.id, saved.row_version)
    return tab.go(PAGE, section="findings", cv=draft.id)


def cv_of(tab: Tab) -> str:
    master = tab.portals.backend.resume.versions.master(tab.me)
    assert master is not None
    return master.id


def test_the_score_is_a_word_a_number_and_a_range_and_one_thing_comes_first(portals: Portals) -> None:
    deploy_resume_coach(portals.backend)
    tab = opened(portals)
    said = tab.text()
    looked = portals.backend.resume.findings.look(tab.me, cv_of(tab))
    overall = looked.scores.overall
    assert f"{looked.word} · {overall.value:.1f} of 10 ({overall.low:.1f}–{overall.high:.1f})" in said
    assert "not a claim about any employer's software" in said
    assert "First thing to mend" in said
    assert looked.findings[0].how in said.replace("\\", "")
    assert "rubric 1 · local model" in said
    assert f"{looked.rated} rated CVs" in said
    for criterion in looked.criteria:
        assert criterion.name in said


def test_groups_are_filtered(portals: Portals) -> None:
    tab = opened(portals)
    group = next(label for label in tab.find("radio", "Show").options if label.startswith("Reading by software"))
    assert "Misspelled" in tab.text()
    tab.choose("Show", "parse")
    assert "Misspelled" not in tab.text()
    assert "phone number" in tab.text()
    assert group.endswith(")")


def test_a_finding_is_set_aside_with_a_reason_and_shown_again(portals: Portals) -> None:
    tab = opened(portals)
    resume_id = cv_of(tab)
    first = portals.backend.resume.findings.look(tab.me, resume_id).findings[0]
    tab.app.radio(key=f"why-{first.id}-{resume_id}").set_value("wrong")
    tab.app.text_input(key=f"note-{first.id}-{resume_id}").set_value("They were short jobs")
    next(b for b in tab.app.button if b.key and first.id in b.key and "send" in b.key).click()
    tab.run()
    kept = portals.backend.resume.versions.get(tab.me, resume_id).set_aside
    assert [(one.finding, one.reason, one.note) for one in kept] == [(first.id, "wrong", "They were short jobs")]
    assert "First thing to mend" in tab.text()
    fresh = Tab(portals, tab.token).go(PAGE, section="findings", cv=resume_id)
    fresh.press("Show again")
    assert not portals.backend.resume.versions.get(tab.me, resume_id).set_aside
    fresh.go(PAGE, section="cv", cv=resume_id)
    assert "changed in another window" not in fresh.text()


def test_a_job_that_is_named_adds_the_criterion_and_odd_text_breaks_nothing(portals: Portals) -> None:
    tab = opened(portals)
    assert "Not scored: name the job you aim at." in tab.text()
    tab.write("Name of the job, or the job ad", "Bakery manager, SAP and *stars* <b> $x$")
    assert "Not scored" not in tab.text()
    assert "The job names" in tab.text()


def test_with_numbers_off_no_score_is_written(portals: Portals) -> None:
    tab = opened(portals)
    portals.backend.interview.preferences.save(tab.me, scores="words")
    said = tab.go(PAGE, section="findings", cv=cv_of(tab)).text()
    assert " of 10" not in said
    assert "· +" not in said
    assert not re.search(r"counts \d", said)
    assert "(+" not in said
    assert "Getting there" in said
    assert not tab.app.get("vega_lite_chart")


def test_this_helps_is_noted(portals: Portals) -> None:
    deploy_resume_coach(portals.backend)
    tab = opened(portals)
    tab.press("This helps")
    trainer = portals.backend.resume.findings._trainer(tab.me.user_id)
    assert len(trainer.interaction_history("resume_coach")) == 1
