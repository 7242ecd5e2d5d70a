"""Plans over real storage: put back, laid out anew, said to have helped; danger stops; a restart loses nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.bootstrap import Backend
from shared_backend.coaching.career_learning import CAREER_COACH
from shared_backend.domain.career import Plan
from shared_backend.domain.errors import InvalidInput, NotFound, StaleVersion, UnsafeContent
from shared_backend.domain.principal import Principal
from tests.coaching.test_career import INFORMATICS, nurse, person, planned
from tests.people import HandClock
from tests.practising import practice_backend

DANGER = "I want to kill myself tonight."


def escalated(backend: Backend) -> int:
    with backend.database.read() as connection:
        return int(connection.exec_driver_sql("select count(*) from escalations").scalar_one())


def lessons(backend: Backend, me: Principal) -> list[str]:
    """What the personal model learned from, by name."""
    return sorted(one.id for one in UserModelTrainer(backend.workshop, me.user_id).interaction_history(CAREER_COACH))


def writing(backend: Backend, me: Principal, plan: Plan) -> dict[str, Callable[[], object]]:
    """Every way in which a person's own words get into a plan."""
    plans, step, version = backend.career.plan, plan.steps[0], plan.row_version
    content = backend.career.exports.file(me, plan.id, "json").content.decode()
    return {
        "plan": lambda: plans.rename(me, plan.id, version, DANGER),
        "title": lambda: plans.rename_step(me, plan.id, version, step.id, DANGER),
        "note": lambda: plans.annotate(me, plan.id, version, step.id, DANGER),
        "own step": lambda: plans.add_step(
            me, plan.id, version, str(uuid.uuid4()),
            title=DANGER, skill=step.skill, level=3, start=step.start, due=step.due, hours=1,
        ),
        "file": lambda: plans.bring(me, content.replace(step.title, DANGER).encode(), str(uuid.uuid4())),
    }  # fmt: skip


@pytest.mark.parametrize("way", ["plan", "title", "note", "own step", "file"])
def test_danger_stops_and_is_queued_first(backend: Backend, way: str) -> None:
    me = nurse(backend)
    plan = planned(backend, me)
    with pytest.raises(UnsafeContent) as stopped:
        writing(backend, me, plan)[way]()
    assert stopped.value.help_text
    assert escalated(backend) == 1
    assert backend.career.plan.all(me) == (plan,)


def test_what_is_removed_comes_back_and_moves_house(backend: Backend) -> None:
    me = nurse(backend)
    plan = planned(backend, me)
    gone = plan.steps[2]
    less = backend.career.plan.remove_step(me, plan.id, plan.row_version, gone.id)
    assert less.removed[0].id == gone.id
    content = backend.career.exports.file(me, plan.id, "json").content
    brought = backend.career.plan.bring(me, content, str(uuid.uuid4()))
    assert (brought.steps, brought.removed) == (less.steps, less.removed)
    back = backend.career.plan.put_back(me, brought.id, brought.row_version, gone.id)
    assert back.step(gone.id).title == gone.title
    with pytest.raises(InvalidInput):
        backend.career.plan.put_back(me, brought.id, back.row_version, gone.id)


def test_a_new_layout_is_what_was_said_before(backend: Backend, clock: HandClock) -> None:
    me = nurse(backend)
    plan = planned(backend, me)
    clock.forward(days=100)
    said = backend.career.plan.would_move(me, plan.id, hours_per_week=8)
    assert backend.career.plan.get(me, plan.id) == plan, "nothing has moved yet"
    after = backend.career.plan.replan(me, plan.id, plan.row_version, hours_per_week=8)
    assert [(one.step.id, one.start, one.due) for one in said] == [(s.id, s.start, s.due) for s in after.steps]
    assert after.hours_per_week == 8
    with pytest.raises(InvalidInput):
        backend.career.plan.would_move(me, plan.id, hours_per_week=0)


def test_helped_is_kept_and_only_of_what_is_done(backend: Backend) -> None:
    me = nurse(backend)
    plan = planned(backend, me)
    step = plan.steps[0].id
    with pytest.raises(InvalidInput):
        backend.career.plan.say_helped(me, plan.id, plan.row_version, step, "yes")
    plan = backend.career.plan.set_state(me, plan.id, plan.row_version, step, "done")
    plan = backend.career.plan.say_helped(me, plan.id, plan.row_version, step, "partly")
    assert backend.career.plan.get(me, plan.id).step(step).helped == "partly"
    with pytest.raises(InvalidInput):
        backend.career.plan.say_helped(me, plan.id, plan.row_version, step, "perhaps")  # type: ignore[arg-type]


def test_what_is_done_says_where_it_counts(backend: Backend) -> None:
    me = nurse(backend)
    one, other = planned(backend, me), planned(backend, me)
    step = one.steps[0]
    before = backend.career.plan.counts(me, one.id, step.id)
    assert before.plans == ()
    backend.career.plan.set_state(me, one.id, one.row_version, step.id, "done")
    after = backend.career.plan.counts(me, one.id, step.id)
    assert after.plans == (other.title,)
    assert (before.status, after.status) != ("have", before.status)
    assert after.status == "have"
    assert after.own is not None
    assert after.own.level >= step.level - 0.01
    assert after.paths >= 1


def test_what_if_steps_were_done_stores_nothing(backend: Backend) -> None:
    me = nurse(backend)
    plan = planned(backend, me)
    found = backend.career.gaps.if_done(me, plan.id, [step.id for step in plan.steps])
    assert found.now == backend.career.gaps.table(me, INFORMATICS)
    assert found.then.open == ()
    assert backend.career.gaps.if_done(me, plan.id, []).then == found.now
    with pytest.raises(InvalidInput):
        backend.career.gaps.if_done(me, plan.id, ["nobody"])
    with pytest.raises(NotFound):
        backend.career.gaps.if_done(person(backend, "Bob Builder"), plan.id, [])


def test_hours_a_week_are_kept_and_nothing_else_changes(backend: Backend) -> None:
    me = nurse(backend)
    before = backend.career.profile.get(me)
    backend.career.gaps.set_hours(me, 10)
    after = backend.career.profile.get(me)
    assert (after.hours_per_week, after.occupation, after.towards) == (10, before.occupation, before.towards)
    assert backend.career.gaps.table(me, INFORMATICS).hours_per_week == 10
    with pytest.raises(InvalidInput):
        backend.career.gaps.set_hours(me, 100)


def test_what_one_works_towards_planned_and_liked_can_be_looked_at(backend: Backend) -> None:
    me = nurse(backend)
    assert backend.career.gaps.choices(me) == {}
    backend.career.paths.judge(me, "15-1252.00", "interested")
    backend.career.paths.judge(me, "15-1251.00", "not_for_me")
    planned(backend, me, "15-2051.02")
    backend.career.paths.choose(me, INFORMATICS)
    assert list(backend.career.gaps.choices(me)) == [INFORMATICS, "15-2051.02", "15-1252.00"]


def test_two_windows_the_second_is_told_and_nothing_is_lost(backend: Backend) -> None:
    me = nurse(backend)
    plan, plans = planned(backend, me), backend.career.plan
    first, second = plan.steps[0].id, plan.steps[1].id
    newer = plans.later(me, plan.id, plan.row_version, first)
    for change in (
        lambda: plans.earlier(me, plan.id, plan.row_version, second),
        lambda: plans.replan(me, plan.id, plan.row_version),
        lambda: plans.remove_step(me, plan.id, plan.row_version, first),
        lambda: plans.rename(me, plan.id, plan.row_version, "Mine"),
    ):
        with pytest.raises(StaleVersion):
            change()
    assert plans.get(me, plan.id) == newer


def test_what_a_step_taught_goes_and_comes_back_with_its_plan(backend: Backend) -> None:
    me = nurse(backend)
    plan, plans = planned(backend, me), backend.career.plan
    plan = plans.set_state(me, plan.id, plan.row_version, plan.steps[0].id, "done")
    plan = plans.say_helped(me, plan.id, plan.row_version, plan.steps[0].id, "yes")
    content = backend.career.exports.file(me, plan.id, "json").content
    taught = lessons(backend, me)
    assert len(taught) == 2, "that it was done, and that it helped"
    copy = plans.bring(me, content, str(uuid.uuid4()))
    assert lessons(backend, me) == taught, "the same step teaches once"
    plans.delete(me, copy.id)
    assert lessons(backend, me) == taught, "it is still done in the other plan"
    plans.delete(me, plan.id)
    assert lessons(backend, me) == []
    plans.bring(me, content, str(uuid.uuid4()))
    assert lessons(backend, me) == taught


def test_a_plan_survives_a_restart(tmp_path: Path, clock: HandClock) -> None:
    before = practice_backend(tmp_path, clock=clock)
    me = nurse(before)
    plan = planned(before, me)
    plan = before.career.plan.annotate(me, plan.id, plan.row_version, plan.steps[0].id, "Ask the librarian")
    files = {kind: before.career.exports.file(me, plan.id, kind).content for kind in ("ics", "csv", "json")}
    before.jobs.close()
    before.database.close()
    after = practice_backend(tmp_path, clock=clock)
    assert after.career.plan.get(me, plan.id) == plan
    assert {kind: after.career.exports.file(me, plan.id, kind).content for kind in files} == files
    after.jobs.close()
    after.database.close()
