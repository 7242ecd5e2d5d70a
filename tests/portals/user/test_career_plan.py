"""The section “Plan”: steps done, changed, moved, removed and put back; late ones; two windows; files and back."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from shared_backend.domain.career import Plan
from tests.people import HandClock
from tests.portals.user.tab import Portals, Tab
from tests.portals.user.test_career_gaps import INFORMATICS, PAGE, at, nurse

HOSTILE = "<script>alert(1)</script> *x* [y](javascript:1) :smile:"


def planned(portals: Portals, *, opened: int | None = None) -> Tab:
    """The nurse with a plan, one of its steps open."""
    tab = nurse(portals)
    plan = portals.backend.career.plan.make(tab.me, INFORMATICS, str(uuid.uuid4()))
    step = {} if opened is None else {"step": plan.steps[opened].id}
    return tab.go(PAGE, section="plan", plan=plan.id, **step)


def plan_of(portals: Portals, tab: Tab) -> Plan:
    return portals.backend.career.plan.all(tab.me)[0]


def again(tab: Tab) -> Tab:
    """A refresh, or a second window, at the same address."""
    return Tab(tab.portals, tab.token).go(PAGE, **{name: at(tab, name) for name in tab.app.query_params})


def test_no_plan_teaches_and_leads_to_what_is_missing(portals: Portals) -> None:
    tab = nurse(portals).go(PAGE, section="plan")
    assert "A plan is made from what is missing" in tab.text()
    tab.press("See what is missing")
    assert at(tab, "section") == "gaps"


def test_every_step_stands_there_with_its_reason_and_proof(portals: Portals) -> None:
    tab = planned(portals, opened=1)
    plan = plan_of(portals, tab)
    text = tab.text().replace("\\", "")
    assert all(f"**{step.title}**" in text for step in plan.steps)
    assert f"Why: {plan.steps[1].why}" in text
    assert plan.steps[1].proof in text
    assert f"0 of {len(plan.steps)} steps done" in text
    assert again(tab).has("button", "Close"), "the open step is open after a refresh"


def test_done_counts_and_helped_is_kept(portals: Portals) -> None:
    tab = planned(portals)
    first = plan_of(portals, tab).steps[0]
    other = portals.backend.career.plan.make(tab.me, INFORMATICS, str(uuid.uuid4()))
    tab.run().press("I have done it")
    plan = portals.backend.career.plan.get(tab.me, at(tab, "plan"))
    assert plan.step(first.id).state == "done"
    text = tab.text().replace("\\", "")
    assert f"Your plan “{other.title}”: done there too" in text
    assert ": you have it" in text
    tab.choose("Did it bring you further?", "partly")
    assert portals.backend.career.plan.get(tab.me, plan.id).step(first.id).helped == "partly"
    assert again(tab).find("radio", "Did it bring you further?").value == "partly"
    tab.press("Open it again")
    assert portals.backend.career.plan.get(tab.me, plan.id).step(first.id).helped is None


def test_two_plans_of_one_name_are_told_apart(portals: Portals) -> None:
    tab = planned(portals)
    first = at(tab, "plan")
    other = portals.backend.career.plan.make(tab.me, INFORMATICS, str(uuid.uuid4())).id
    tab.run().choose("Plan", other, "selectbox")
    assert at(tab, "plan") == other
    tab.choose("Plan", first, "selectbox")
    assert at(tab, "plan") == first


def test_every_field_saves_itself(portals: Portals) -> None:
    tab = planned(portals, opened=0)
    before = plan_of(portals, tab).steps[0]
    tab.write("Title", HOSTILE, "text_input")
    tab.write("Note", "Ask the *librarian*")
    tab.write("Hours", 9.0, "number_input")
    tab.write("Start (moves the step)", before.start + timedelta(days=3), "date_input")
    step = plan_of(portals, tab).steps[0]
    assert (step.title, step.note, step.hours) == (HOSTILE, "Ask the *librarian*", 9)
    assert (step.start, step.due) == (before.start + timedelta(days=3), before.due + timedelta(days=3))
    tab.write("Due", step.due + timedelta(days=2), "date_input")
    assert plan_of(portals, tab).steps[0].due == step.due + timedelta(days=2)
    assert "<script>" not in tab.text().replace("\\<", "")
    later = again(tab)
    assert later.find("text_area", "Note").value == "Ask the *librarian*"
    later.write("Due", step.start - timedelta(days=1), "date_input")
    assert "cannot be due before it starts" in later.text()
    assert plan_of(portals, tab).steps[0].start == step.start, "nothing was changed"


def test_earlier_later_skip_remove_and_back(portals: Portals) -> None:
    tab = planned(portals, opened=1)
    ids = [step.id for step in plan_of(portals, tab).steps]
    tab.press("Do it earlier")
    assert [step.id for step in plan_of(portals, tab).steps][:2] == [ids[1], ids[0]]
    assert not tab.has("button", "Do it earlier"), "it is the first"
    tab.press("Do it later")
    assert [step.id for step in plan_of(portals, tab).steps] == ids
    tab.press("Skip")
    assert plan_of(portals, tab).steps[1].state == "skipped"
    tab.press("Open it again").press("Remove")
    assert ids[1] not in [step.id for step in plan_of(portals, tab).steps]
    tab = again(tab)
    tab.press("Put it back")
    assert {step.id for step in plan_of(portals, tab).steps} == set(ids)


def test_what_is_late_says_what_would_move_before_it_does(portals: Portals, clock: HandClock) -> None:
    tab = planned(portals)
    before = plan_of(portals, tab)
    clock.forward(days=400)
    tab = portals.sign_in().go(PAGE, section="plan")
    late = portals.backend.career.plan.late(tab.me, before.id)
    assert f"Replan · {len(late)} step{'s' if len(late) > 1 else ''} late" in [one.label for one in tab.app.expander]
    assert len(tab.app.table) == 1
    assert plan_of(portals, tab) == before, "nothing has moved yet"
    tab.press(f"Move {len(before.steps)} steps")
    after = plan_of(portals, tab)
    assert after.steps[0].start == clock.now().date()
    assert portals.backend.career.plan.late(tab.me, before.id) == ()
    assert "The open steps have new dates." in tab.text()


def test_another_pace_moves_the_end(portals: Portals) -> None:
    tab = planned(portals)
    before = plan_of(portals, tab)
    tab.write("Hours a week", 12.0, "number_input")
    label = next(one.label for one in tab.app.button if one.label.startswith("Move "))
    tab.press(label)
    after = plan_of(portals, tab)
    assert after.hours_per_week == 12
    assert after.steps[-1].due < before.steps[-1].due


def test_a_second_window_overwrites_nothing_and_nothing_typed_is_lost(portals: Portals) -> None:
    tab = planned(portals, opened=0)
    other = again(tab)
    other.write("Title", "From the other window", "text_input")
    tab.write("Note", "What I typed here")
    assert plan_of(portals, tab).steps[0].note == ""
    assert "changed in another window, so nothing was overwritten" in tab.text()
    assert "What I typed here" in tab.text()
    assert tab.find("text_input", "Title").value == "From the other window"
    tab.write("Note", "What I typed here")
    assert plan_of(portals, tab).steps[0].note == "What I typed here"


@pytest.mark.parametrize("field", ["Title", "Note", "What you will do"])
def test_words_of_danger_bring_help_and_change_nothing(portals: Portals, field: str) -> None:
    tab = planned(portals, opened=0)
    before = plan_of(portals, tab)
    kind = "text_area" if field == "Note" else "text_input"
    if field == "What you will do":
        tab.fill(kind, field, "I want to kill myself tonight").press("Add it")
    else:
        tab.write(field, "I want to kill myself tonight", kind)
    assert plan_of(portals, tab) == before
    assert "988" in tab.text(), "help is shown"
    with portals.backend.database.read() as connection:
        queued = connection.exec_driver_sql("select user_id, label from escalations").all()
    assert set(map(tuple, queued)) == {(tab.me.user_id, "suicide")}


def test_a_step_of_ones_own_is_added_once(portals: Portals) -> None:
    tab = planned(portals)
    count = len(plan_of(portals, tab).steps)
    tab.press("Add it")
    assert "Give the step a title" in tab.text()
    tab.fill("text_input", "What you will do", "Talk to an analyst").press("Add it")
    steps = plan_of(portals, tab).steps
    assert len(steps) == count + 1
    assert steps[-1].title == "Talk to an analyst"
    assert "Talk to an analyst" in tab.text()


def test_what_if_counts_the_key_skills_and_stores_nothing(portals: Portals) -> None:
    tab = planned(portals)
    before = plan_of(portals, tab)
    of = len(portals.backend.career.gaps.table(tab.me, INFORMATICS).lines)
    assert f"**Then**  \n{of} of {of} key skills, 0 in part" in tab.text()
    tab.choose("Steps", [before.steps[0].id], "multiselect")
    assert f"**Then**  \n{of} of {of}" not in tab.text()
    assert plan_of(portals, tab) == before


def test_files_go_out_and_the_plan_comes_back(portals: Portals) -> None:
    tab = planned(portals)
    plan = plan_of(portals, tab)
    for kind in ("ics", "md", "pdf", "csv", "json"):
        tab.choose("Format", kind)
        assert len(tab.app.get("download_button")) == 1
    content = portals.backend.career.exports.file(tab.me, plan.id, "json").content
    tab.press("Delete this plan").press("Delete it")
    assert portals.backend.career.plan.all(tab.me) == ()
    uploader = tab.find("file_uploader", "A plan exported here or at another installation (JSON)")
    uploader.upload("plan.json", content, "application/json")
    tab.run().press("Bring it")
    (back,) = portals.backend.career.plan.all(tab.me)
    assert back.steps == plan.steps
    assert at(tab, "plan") == back.id
