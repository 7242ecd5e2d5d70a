"""The career coach over real storage: what is told comes back, a word re-ranks at once, a plan survives."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from datetime import timedelta

import icalendar
import pytest
from sqlalchemy import select

from shared_backend.bootstrap import Backend
from shared_backend.domain.errors import InvalidInput, NotFound, StaleVersion
from shared_backend.domain.principal import Principal
from shared_backend.storage.tables.careers import career_feedback, career_plans, career_profiles
from tests.people import PASSWORD, HandClock

NURSE, INFORMATICS, DEVELOPER = "29-1141.00", "15-1211.01", "15-1252.00"


def person(backend: Backend, name: str = "Ada Lovelace") -> Principal:
    return backend.accounts.sign_up(name, PASSWORD).principal


def nurse(backend: Backend) -> Principal:
    me = person(backend)
    backend.career.profile.save(me, 0, occupation=NURSE, towards=("15",))
    backend.resume.ledger.add(me, "achievement", "Wrote SQL reports on falls for the ward")
    return me


def planned(backend: Backend, me: Principal, code: str = INFORMATICS):  # type: ignore[no-untyped-def]
    return backend.career.plan.make(me, code, str(uuid.uuid4()))


def test_what_is_told_comes_back_and_a_second_window_overwrites_nothing(backend: Backend) -> None:
    me = nurse(backend)
    told = backend.career.profile.get(me)
    assert (told.occupation, told.towards, told.row_version) == (NURSE, ("15",), 1)
    assert backend.career.profile.save(me, 0, occupation=NURSE, towards=("15",)) == told, "the same again"
    with pytest.raises(StaleVersion):
        backend.career.profile.save(me, 0, occupation=DEVELOPER)
    assert backend.career.profile.get(me) == told


@pytest.mark.parametrize(
    "wrong",
    [
        {"occupation": "00-0000.00"},
        {"interests": {"Realistic": 8}},
        {"interests": {"Cunning": 3}},
        {"liked_subjects": ("Alchemy",)},
        {"towards": ("99",)},
        {"years_away": -1},
        {"hours_per_week": 0},
        {"hours_per_week": float("nan")},
    ],
)
def test_what_does_not_exist_is_refused_and_changes_nothing(backend: Backend, wrong: dict) -> None:  # type: ignore[type-arg]
    me = person(backend)
    with pytest.raises((InvalidInput, NotFound)):
        backend.career.profile.save(me, 0, **wrong)
    assert backend.career.profile.get(me).row_version == 0


def test_a_skill_stands_beside_the_words_for_it_and_can_be_rated_and_denied(backend: Backend) -> None:
    me = nurse(backend)
    sql = next(skill for skill in backend.career.profile.skills(me) if skill.name.endswith("SQL"))
    assert [sign.quote for sign in sql.own.evidence] == ["Wrote SQL reports on falls for the ward"]
    backend.career.profile.rate(me, sql.id, 5)
    assert {s.id: s.own.level for s in backend.career.profile.skills(me)}[sql.id] == 5
    backend.career.profile.deny(me, sql.id)
    denied = next(skill for skill in backend.career.profile.skills(me) if skill.id == sql.id)
    assert (denied.denied, denied.rated, denied.own.level) == (True, False, 0)
    backend.career.profile.take_back(me, sql.id)
    assert next(s for s in backend.career.profile.skills(me) if s.id == sql.id) == sql
    for skill, level in (("skill:Magic", 3), ("technology:Nothing", 3), ("x", 3), (sql.id, 8), (sql.id, float("nan"))):
        with pytest.raises(InvalidInput):
            backend.career.profile.rate(me, skill, level)


def test_a_word_re_ranks_at_once_and_can_be_taken_back(backend: Backend) -> None:
    me = nurse(backend)
    before = backend.career.paths.cards(me)
    gone = before[-1].code
    after = backend.career.paths.judge(me, gone, "not_for_me")
    assert gone not in [card.code for card in after]
    assert after == backend.career.paths.cards(me)
    backend.career.paths.judge(me, gone, "not_for_me")
    assert len(backend.career.paths.judged(me)) == 1
    assert backend.career.paths.take_back(me, gone) == before
    backend.career.paths.judge(me, INFORMATICS, "interested")
    assert [card.interested for card in backend.career.paths.cards(me) if card.code == INFORMATICS] == [True]
    with pytest.raises(NotFound):
        backend.career.paths.judge(me, "00-0000.00", "interested")
    with pytest.raises(InvalidInput):
        backend.career.paths.judge(me, gone, "perhaps")  # type: ignore[arg-type]


def test_a_target_is_chosen_and_dropped(backend: Backend) -> None:
    me = nurse(backend)
    assert backend.career.paths.choose(me, INFORMATICS).target == INFORMATICS
    assert backend.career.paths.choose(me, None).target is None


def test_what_if_changes_the_match_and_stores_nothing(backend: Backend) -> None:
    me = nurse(backend)
    missing = backend.career.gaps.table(me, INFORMATICS).open[0]
    before = backend.career.profile.get(me)
    changed = backend.career.paths.what_if(me, {missing.skill: missing.needed})
    one = next(found for found in changed if found.card.code == INFORMATICS)
    assert one.match_then > one.card.match
    assert one.have_then == one.card.have + 1
    assert backend.career.profile.get(me) == before


def test_a_plan_is_made_once_and_survives(backend: Backend) -> None:
    me, key = nurse(backend), str(uuid.uuid4())
    plan = backend.career.plan.make(me, INFORMATICS, key)
    assert backend.career.plan.make(me, DEVELOPER, key) == plan, "the same form sent twice"
    assert backend.career.plan.all(me) == (plan,)
    assert {step.skill for step in plan.steps} == {gap.skill for gap in backend.career.gaps.table(me, INFORMATICS).open}
    backend.vault.forget()
    assert backend.career.plan.get(me, plan.id) == plan


def test_every_change_is_kept_and_an_old_window_is_told(backend: Backend, clock: HandClock) -> None:
    me = nurse(backend)
    plans = backend.career.plan
    plan = planned(backend, me)
    first, today = plan.steps[0].id, clock.now().date()
    steps: list[Callable[[int], object]] = [
        lambda version: plans.rename_step(me, plan.id, version, first, "Read two papers"),
        lambda version: plans.annotate(me, plan.id, version, first, "Ask the librarian"),
        lambda version: plans.set_hours(me, plan.id, version, first, 9),
        lambda version: plans.move_in_time(me, plan.id, version, first, today, today + timedelta(days=2)),
        lambda version: plans.move_step(me, plan.id, version, first, 1),
        lambda version: plans.set_state(me, plan.id, version, first, "skipped"),
    ]
    for version, change in enumerate(steps, 1):
        change(version)
        with pytest.raises(StaleVersion):
            plans.rename_step(me, plan.id, version, first, "From an old window")
    step = plans.get(me, plan.id).step(first)
    assert (step.title, step.note, step.hours, step.state) == ("Read two papers", "Ask the librarian", 9, "skipped")
    assert step.sequence == 5, "a place in the order is nothing a calendar shows"


def test_what_is_late_is_planned_anew(backend: Backend, clock: HandClock) -> None:
    me = nurse(backend)
    plan = planned(backend, me)
    clock.forward(days=400)
    assert backend.career.plan.late(me, plan.id)
    again = backend.career.plan.replan(me, plan.id, plan.row_version)
    assert backend.career.plan.late(me, plan.id) == ()
    assert again.steps[0].start == clock.now().date()


def test_done_once_counts_everywhere(backend: Backend) -> None:
    me = nurse(backend)
    one, other = planned(backend, me), planned(backend, me, "15-2051.02")
    shared = {step.skill for step in one.steps} & {step.skill for step in other.steps}
    assert shared
    step = max((s for s in one.steps if s.skill in shared), key=lambda s: s.level)
    before = backend.career.gaps.table(me, INFORMATICS).match
    backend.career.plan.set_state(me, one.id, one.row_version, step.id, "done")
    twin = next(s for s in backend.career.plan.get(me, other.id).steps if s.skill == step.skill)
    assert (twin.state == "done") == (twin.level <= step.level)
    assert backend.career.gaps.table(me, INFORMATICS).match > before
    assert next(s for s in backend.career.profile.skills(me) if s.id == step.skill).own.evidence[0].source == "plan"


def test_a_plan_moves_house_whole(backend: Backend) -> None:
    me = nurse(backend)
    plan = planned(backend, me)
    content = backend.career.exports.file(me, plan.id, "json").content
    backend.career.plan.delete(me, plan.id)
    assert backend.career.plan.bring(me, content, plan.id) == plan
    with pytest.raises(InvalidInput):
        backend.career.plan.bring(me, b"{}", str(uuid.uuid4()))


@pytest.mark.parametrize(("kind", "begins"), [("ics", b"BEGIN:VCALENDAR"), ("pdf", b"%PDF"), ("md", b"# Towards")])
def test_files_are_what_they_say(backend: Backend, kind, begins: bytes) -> None:  # type: ignore[no-untyped-def]
    me = nurse(backend)
    file = backend.career.exports.file(me, planned(backend, me).id, kind)
    assert file.content.startswith(begins)
    assert file.name == f"career-plan.{kind}"


def test_a_calendar_that_is_imported_again_is_updated(backend: Backend) -> None:
    me = nurse(backend)
    plan = planned(backend, me)

    def events() -> dict[str, int]:
        content = backend.career.exports.file(me, plan.id, "ics").content
        return {str(e["UID"]): int(e["SEQUENCE"]) for e in icalendar.Calendar.from_ical(content).walk("VEVENT")}

    before = events()
    backend.career.plan.set_state(me, plan.id, plan.row_version, plan.steps[0].id, "done")
    after = events()
    assert after.keys() == before.keys()
    assert sum(after.values()) == sum(before.values()) + 1


def test_nothing_lies_open(backend: Backend) -> None:
    me = nurse(backend)
    planned(backend, me)
    backend.career.paths.judge(me, INFORMATICS, "interested")
    with backend.database.read() as connection:
        for table in (career_profiles, career_plans, career_feedback):
            (row,) = connection.execute(select(table)).all()
            assert b"15-1211" not in repr(tuple(row)).encode()
            assert b"29-1141" not in repr(tuple(row)).encode()


def test_another_person_sees_and_changes_nothing(backend: Backend) -> None:
    me, other = nurse(backend), person(backend, "Bob Builder")
    plan = planned(backend, me)
    assert backend.career.plan.all(other) == ()
    assert backend.career.profile.get(other).occupation is None
    with pytest.raises(NotFound):
        backend.career.plan.delete(other, plan.id)
    with pytest.raises(InvalidInput):
        backend.career.plan.make(other, INFORMATICS, plan.id)
    assert backend.career.plan.get(me, plan.id) == plan


def test_somebody_who_told_nothing_has_paths_and_they_come_quickly(backend: Backend) -> None:
    me = person(backend)
    assert len(backend.career.paths.cards(me)) == 8
    times = []
    for _ in range(5):
        started = time.perf_counter()
        backend.career.paths.cards(me)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.15
