"""The big list of naughty strings through every text field: stored, shown and exported as typed, never an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shared_backend.coaching.interview_export import as_json, as_pdf
from shared_backend.domain.errors import InvalidInput
from shared_backend.web.words import plain
from tests.portals.user.tab import PRACTICE, Portals, Tab
from tests.practising import choices

LIST = Path(__file__).resolve().parents[4] / "shared" / "data" / "adversarial" / "text" / "blns.json"

pytestmark = pytest.mark.shared_data


def naughty(step: int) -> list[str]:
    """One in `step` of the list."""
    if not LIST.exists():
        pytest.skip("the development data folder is not next to the project")
    strings: list[str] = json.loads(LIST.read_text(encoding="utf-8"))
    return strings[::step]


@pytest.mark.parametrize("step", [37, pytest.param(1, marks=pytest.mark.long)])
def test_stored_and_exported_as_typed(portals: Portals, step: int) -> None:
    me = portals.sign_up().me
    coach = portals.backend.interview
    for number, text in enumerate(naughty(step)):
        fields = choices(role=f"Clerk {text}"[:120], job_ad=text, resume_text=text)
        run = coach.practice.start(me, fields, run_id=f"run-{number}")
        assert (run.setup.role, run.setup.job_ad) == (str(fields["role"]).strip(), text.strip())
        assert coach.onboarding.save(me, {"job_ad": text}).job_ad == text.strip()
        run = coach.practice.warm_up(me, run.id, text)
        form = run.asked[0].attempt_id
        coach.practice.save_draft(me, run.id, form, text)
        draft = coach.practice.draft(me, run.id, form)
        assert (draft.text if draft else "") == text
        if not text.strip():
            with pytest.raises(InvalidInput):
                coach.practice.answer(me, run.id, form, text, seconds=1)
            continue
        coach.practice.answer(me, run.id, form, text, seconds=1)
        coach.feedback.score_opinion(me, form, "fair", text)
        report = coach.reports.report(me, run.id)
        exported = json.loads(as_json(report))["attempts"][0]
        assert exported["answer"] == text.strip()
        assert exported["comment"] == text.strip()
        assert as_pdf(report).startswith(b"%PDF-")


@pytest.mark.parametrize("step", [103, pytest.param(5, marks=pytest.mark.long)])
def test_shown_as_typed(portals: Portals, step: int) -> None:
    me = portals.sign_up()
    coach = portals.backend.interview
    for number, text in enumerate(naughty(step)):
        if not text.strip():
            continue
        run = coach.practice.start(me.me, choices(role=f"Clerk {text}"[:120]), run_id=f"run-{number}")
        run = coach.practice.warm_up(me.me, run.id, "")
        form = run.asked[0].attempt_id
        coach.practice.save_draft(me.me, run.id, form, text)
        tab = Tab(portals, me.token).go(PRACTICE, run=run.id)
        assert tab.find("text_area", "Your answer").value == text
        coach.practice.answer(me.me, run.id, form, text, seconds=1)
        coach.feedback.rate_self(me.me, form, 3)
        assert plain(text.strip()) in tab.run().text()
        assert plain(run.setup.role) in Tab(portals, me.token).run().text()
