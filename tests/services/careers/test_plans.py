"""Plans: in an order that can be followed, changed by pure functions, and what is done counts wherever it is asked."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_backend.domain.career import LATEST, Plan, Step
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.careers import plan_edits as edits
from shared_backend.services.careers.elements import effort
from shared_backend.services.careers.evidence import of_claims
from shared_backend.services.careers.gaps import gap_table
from shared_backend.services.careers.own_levels import own_levels
from shared_backend.services.careers.planning import (
    MOST_STEPS,
    done_evidence,
    in_order,
    make_plan,
    priorities,
    priority,
    what_if,
)
from tests.services.careers.people import NOW, REFERENCE, TO_IT, WORDS, claims, levels
from tests.services.careers.planned import INFORMATICS, START, plan, table

PLAN = plan()
FIRST = PLAN.steps[0]


def test_there_is_a_step_for_every_gap_with_its_proof_and_reason() -> None:
    assert {step.skill for step in PLAN.steps} == {gap.skill for gap in table().open}
    gaps = {gap.skill: gap for gap in table().open}
    for step in PLAN.steps:
        assert step.proof == gaps[step.skill].proof
        assert f"{gaps[step.skill].hours[0]:g} to {gaps[step.skill].hours[1]:g} hours" in step.why
        assert gaps[step.skill].hours[0] <= step.hours <= gaps[step.skill].hours[1]


def test_steps_follow_each_other_at_the_hours_of_a_week() -> None:
    assert PLAN.steps[0].start == START
    for step, then in pairwise(PLAN.steps):
        assert then.start == step.due + timedelta(days=1)
        days = (step.due - step.start).days + 1
        assert (days - 1) * PLAN.hours_per_week / 7 < step.hours <= days * PLAN.hours_per_week / 7 + 1e-9


@given(st.permutations(table().open))
def test_nothing_comes_before_what_it_builds_on(gaps: list) -> None:  # type: ignore[type-arg]
    found = in_order(gaps, REFERENCE)
    assert sorted(gap.skill for gap in found) == sorted(gap.skill for gap in gaps)
    assert [gap.skill for gap in found] == [gap.skill for gap in in_order(table().open, REFERENCE)]
    place = {gap.skill: i for i, gap in enumerate(found)}
    before = effort(REFERENCE).before
    for skill, first in before.items():
        assert all(place[one] < place[skill] for one in first if one in place and skill in place)


def test_of_those_that_are_free_the_weightiest_is_first() -> None:
    found = in_order(table().open, REFERENCE)
    before = effort(REFERENCE).before
    free = [gap for gap in found if not before.get(gap.skill) and gap.kind != "technology"]
    assert [priority(gap) for gap in free] == sorted((priority(gap) for gap in free), reverse=True)


def test_the_same_gaps_give_the_same_plan() -> None:
    assert plan() == PLAN
    assert {step.id for step in plan("22222222-2222-4222-8222-222222222222").steps}.isdisjoint(
        step.id for step in PLAN.steps
    )


def test_a_change_leaves_the_old_plan_and_raises_the_sequence() -> None:
    renamed = edits.rename_step(PLAN, FIRST.id, "  Read   more ")
    assert (renamed.step(FIRST.id).title, renamed.step(FIRST.id).sequence) == ("Read more", 1)
    assert PLAN.step(FIRST.id).sequence == 0
    assert edits.rename_step(renamed, FIRST.id, "Read more") == renamed, "no change, no new number"
    moved = edits.move_in_time(renamed, FIRST.id, START, START)
    assert moved.step(FIRST.id).sequence == 2
    assert moved.steps[1:] == PLAN.steps[1:]


def test_done_is_done_and_can_be_taken_back() -> None:
    done = edits.set_state(PLAN, FIRST.id, "done", START)
    assert done.step(FIRST.id).done_on == START
    assert edits.progress(done) == (1, len(PLAN.steps))
    assert edits.set_state(done, FIRST.id, "open", START).step(FIRST.id).done_on is None
    skipped = edits.set_state(PLAN, FIRST.id, "skipped", START)
    assert edits.progress(skipped) == (0, len(PLAN.steps) - 1)


def test_a_plan_that_is_late_is_laid_out_anew_from_today() -> None:
    today = PLAN.steps[2].due + timedelta(days=1)
    done = edits.set_state(PLAN, FIRST.id, "done", START)
    assert [step.id for step in edits.late(done, today)] == [step.id for step in PLAN.steps[1:3]]
    fresh = edits.replan(done, today)
    assert edits.late(fresh, today) == ()
    assert fresh.steps[0] == done.steps[0], "what is done stays where it was"
    assert fresh.steps[1].start == today
    assert edits.replan(fresh, today) == fresh


@given(st.integers(0, len(PLAN.steps) - 1), st.integers(0, len(PLAN.steps) - 1))
def test_moving_a_step_keeps_all_of_them(old: int, new: int) -> None:
    step = PLAN.steps[old]
    moved = edits.move_step(PLAN, step.id, new)
    assert moved.steps[new] == step
    assert [one for one in moved.steps if one != step] == [one for one in PLAN.steps if one != step]


def test_steps_come_and_go() -> None:
    own = Step("own-1", "Talk to an analyst", "skill:Speaking", 3, "", "", START, START, 1)
    more = edits.add_step(PLAN, own)
    assert more.steps[-1] == own
    assert edits.add_step(more, own) == more
    less = edits.remove_step(more, "own-1")
    assert less.steps == PLAN.steps
    assert edits.add_step(less, own) == less, "sent twice, it does not come back by itself"
    back = edits.put_back(less, "own-1")
    assert {step.id for step in back.steps} == {step.id for step in more.steps}
    assert back.removed == ()
    assert back.step("own-1").sequence == 2, "gone and back again: a calendar is told twice"
    assert [step.start for step in back.steps] == sorted(step.start for step in back.steps)


@given(st.integers(0, len(PLAN.steps) - 1))
def test_a_step_changes_places_with_its_neighbour_and_back(at: int) -> None:
    step = PLAN.steps[at]
    sooner = edits.earlier(PLAN, step.id)
    if at == 0:
        assert sooner == PLAN, "nothing comes before the first"
        return
    assert [one.id for one in sooner.steps[at - 1 : at + 1]] == [step.id, PLAN.steps[at - 1].id]
    assert sooner.step(step.id).start == PLAN.steps[at - 1].start
    assert sooner.steps[at].due == step.due, "together they take as long as before"
    again = edits.later(sooner, step.id)
    assert [(one.id, one.start, one.due) for one in again.steps] == [(o.id, o.start, o.due) for o in PLAN.steps]


@given(st.integers(0, len(PLAN.steps) - 1), st.integers(-900, 900))
def test_a_step_that_is_dragged_stands_where_its_start_puts_it(at: int, by: int) -> None:
    step = PLAN.steps[at]
    away = timedelta(days=by)
    moved = edits.move_in_time(PLAN, step.id, step.start + away, step.due + away)
    starts = [one.start for one in moved.steps]
    assert starts == sorted(starts)
    assert [one for one in moved.steps if one.id != step.id] == [one for one in PLAN.steps if one.id != step.id]
    again = edits.replan(moved, START)
    assert [one.id for one in again.steps] == [one.id for one in moved.steps], "laid out anew it is not put back"


def test_only_open_steps_change_places() -> None:
    done = edits.set_state(PLAN, FIRST.id, "done", START)
    second = PLAN.steps[1].id
    assert edits.earlier(done, second) == done
    assert edits.later(done, PLAN.steps[-1].id) == done


def test_what_a_new_layout_would_move_is_said_before() -> None:
    today = START + timedelta(days=30)
    fresh = edits.replan(PLAN, today, 8)
    found = edits.moved(PLAN, fresh)
    assert {(one.step.id, one.start, one.due) for one in found} == {(s.id, s.start, s.due) for s in fresh.steps}
    assert fresh.hours_per_week == 8
    assert (fresh.steps[-1].due - today) < (PLAN.steps[-1].due - START)
    assert edits.moved(PLAN, PLAN) == ()


def test_whether_it_helped_is_said_of_what_is_done() -> None:
    with pytest.raises(InvalidInput, match="done"):
        edits.say_helped(PLAN, FIRST.id, "yes")
    done = edits.set_state(PLAN, FIRST.id, "done", START)
    said = edits.say_helped(done, FIRST.id, "partly")
    assert said.step(FIRST.id).helped == "partly"
    assert said.step(FIRST.id).sequence == done.step(FIRST.id).sequence
    assert edits.set_state(said, FIRST.id, "open", START).step(FIRST.id).helped is None


def test_priorities_give_the_reason_for_their_place() -> None:
    found = priorities(table().open, REFERENCE)
    assert [one.gap for one in found] == list(in_order(table().open, REFERENCE))
    for one in found:
        assert f"{one.gap.importance:.1f} of 5" in one.reasons[0]
        assert len(one.reasons) >= 2
    built_on = {reason for one in found for reason in one.reasons if reason.startswith("builds on ")}
    assert built_on, "nothing comes before what it builds on, and it says so"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: edits.rename_step(PLAN, FIRST.id, "  "),
        lambda: edits.rename_step(PLAN, "nobody", "x"),
        lambda: edits.rename_step(PLAN, FIRST.id, "x" * 301),
        lambda: edits.move_in_time(PLAN, FIRST.id, START, START - timedelta(days=1)),
        lambda: edits.move_in_time(PLAN, FIRST.id, START, LATEST + timedelta(days=1)),
        lambda: edits.move_step(PLAN, FIRST.id, 99),
        lambda: edits.set_hours(PLAN, FIRST.id, 0),
        lambda: edits.set_hours(PLAN, FIRST.id, float("nan")),
        lambda: edits.remove_step(PLAN, "nobody"),
        lambda: edits.put_back(PLAN, FIRST.id),
        lambda: edits.earlier(PLAN, "nobody"),
        lambda: edits.rename(PLAN, " "),
        lambda: Step("a\nb", "x", "skill:Speaking", 3, "", "", START, START, 1),
        lambda: Plan("p", INFORMATICS, "x", 0, (), NOW, NOW),
    ],
)
def test_what_cannot_be_is_refused(wrong) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InvalidInput):
        wrong()


def test_a_full_plan_takes_no_more() -> None:
    full = PLAN
    for i in range(MOST_STEPS - len(PLAN.steps)):
        full = edits.add_step(full, Step(f"s{i}", "x", "skill:Speaking", 3, "", "", START, START, 1))
    with pytest.raises(InvalidInput, match="at most"):
        edits.add_step(full, Step("more", "x", "skill:Speaking", 3, "", "", START, START, 1))


def test_done_once_counts_in_other_plans_and_in_the_gaps() -> None:
    other = plan("22222222-2222-4222-8222-222222222222")
    (changed,) = edits.done_everywhere([other], FIRST, START)
    same = next(step for step in changed.steps if step.skill == FIRST.skill)
    assert same.state == "done"
    assert edits.done_everywhere([changed], FIRST, START) == ()
    signs = (*of_claims(claims(*WORDS["nurse"]), REFERENCE), *done_evidence([changed]))
    mended = gap_table(INFORMATICS, own_levels(TO_IT, signs, REFERENCE), 4, REFERENCE)
    line = next(line for line in mended.lines if line.skill == FIRST.skill)
    assert line.status == "have"
    assert mended.match > table().match


def test_what_if_says_what_learning_would_change() -> None:
    missing = table().open[0]
    own = own_levels(TO_IT, what_if({missing.skill: missing.needed}), REFERENCE)
    assert own[missing.skill].level == pytest.approx(missing.needed, abs=0.01)
    with pytest.raises(InvalidInput):
        what_if({missing.skill: 8})


def test_nothing_missing_is_an_empty_plan() -> None:
    own = own_levels(TO_IT, what_if({gap.skill: gap.needed for gap in table().open}), REFERENCE)
    found = gap_table(INFORMATICS, {**levels("nurse"), **{g.skill: own[g.skill] for g in table().open}}, 4, REFERENCE)
    assert found.open == ()
    assert make_plan(found, plan_id="x", start=date(2026, 1, 1), at=NOW, reference=REFERENCE).steps == ()
