"""The check-in over real storage: once a month, from what is stored, on either database; nobody else's."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from shared_backend.bootstrap import Backend
from shared_backend.domain.check_in import CheckIn
from shared_backend.domain.errors import InvalidInput, NotFound, UnsafeContent
from shared_backend.domain.principal import Principal
from shared_backend.storage.tables.applications import career_check_ins
from tests.people import PASSWORD, HandClock
from tests.practising import GOOD, choices, practice_backend
from tests.servers import postgres_database

INFORMATICS = "15-1211.01"


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Backend]:
    """A fresh installation on either database."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres_database()) if request.param == "postgresql" else None
        made = practice_backend(tmp_path, url, clock)
        yield made
        made.jobs.close()
        made.database.close()


def person(backend: Backend, name: str = "Ada Lovelace") -> Principal:
    return backend.accounts.sign_up(name, PASSWORD).principal


def kept(backend: Backend, me: Principal, *actions: str) -> CheckIn:
    return backend.career.check_ins.keep(me, str(uuid.uuid4()), actions or ["Rest"])


def test_it_is_kept_once_survives_and_the_next_waits_a_month(either: Backend, clock: HandClock) -> None:
    me, key = person(either), str(uuid.uuid4())
    check_ins = either.career.check_ins
    first = check_ins.keep(me, key, ["Ring them"], " Slept well ")
    assert check_ins.keep(me, key, ["Something else"]) == first, "the same form sent twice"
    either.vault.forget()
    found = check_ins.look(me)
    assert found.past == (first,)
    assert (found.offer, found.offered_from) == (None, first.at.date() + timedelta(days=30))
    assert (first.note, [action.text for action in first.actions]) == ("Slept well", ["Ring them"])
    with pytest.raises(InvalidInput, match="1 April 2026"):
        kept(either, me)
    clock.forward(days=29, hours=14)
    assert check_ins.look(me).offer is None
    clock.forward(hours=10)
    assert check_ins.look(me).offer is not None
    check_ins.delete(me, key)
    assert check_ins.look(me).past == ()


def test_nothing_lies_open_and_nobody_else_sees_it(either: Backend) -> None:
    me, other = person(either), person(either, "Bob Builder")
    one = kept(either, me, "Zanzibar")
    with either.database.read() as connection:
        (row,) = connection.execute(select(career_check_ins)).all()
    assert b"Zanzibar" not in repr(tuple(row)).encode() + bytes(row.sealed)
    assert either.career.check_ins.look(other).past == ()
    for call in (either.career.check_ins.file, either.career.check_ins.delete):
        with pytest.raises(NotFound):
            call(other, one.id)
    with pytest.raises(InvalidInput):
        either.career.check_ins.keep(other, one.id, ["Mine"])
    assert either.career.check_ins.look(me).past == (one,)


def test_it_tells_what_is_stored_since_the_last_and_nothing_older(backend: Backend, clock: HandClock) -> None:
    me, today = person(backend), clock.now().date()
    career = backend.career
    for employer, stage in (("Old Ltd", "rejected"), ("Acme", "applied")):
        career.applications.add(
            me, str(uuid.uuid4()), employer=employer, role="Nurse", stage=stage, on=today - timedelta(days=60)
        )
    (acme, _) = sorted(career.applications.look(me).shown, key=lambda one: one.employer)
    first = kept(backend, me)
    assert (first.moved.sent, first.moved.answers) == (0, ()), "too long ago to be news"
    clock.forward(days=31)
    career.applications.move(me, acme.id, 1, "screening")
    run = backend.interview.practice.start(me, choices(), run_id=str(uuid.uuid4()))
    run = backend.interview.practice.warm_up(me, run.id, "")
    backend.interview.practice.answer(me, run.id, run.asked[0].attempt_id, GOOD, seconds=60)
    career.profile.rate(me, "skill:Writing", 5)
    offer = career.check_ins.look(me).offer
    assert offer is not None
    assert offer.last == first
    moved = offer.moved
    assert [(one.employer, one.stage) for one in moved.answers] == [("Acme", "Screening")]
    assert (moved.sent, moved.practised, moved.since) == (0, 1, first.at.date())
    assert [(one.name, one.now and one.now.value) for one in moved.skills] == [("Writing", 5)]
    assert [one.text for one in moved.kept] == ["Rest"]


def test_what_comes_next_is_taken_from_plan_gaps_and_follow_ups(backend: Backend, clock: HandClock) -> None:
    me, career = person(backend), backend.career
    career.paths.choose(me, INFORMATICS)
    offer = career.check_ins.look(me).offer
    assert offer is not None
    assert [action.kind for action in offer.actions] == ["gap", "gap", "gap"]
    plan = career.plan.make(me, INFORMATICS, str(uuid.uuid4()))
    key, today = str(uuid.uuid4()), clock.now().date()
    career.applications.add(me, key, employer="Acme", role="Nurse", stage="applied", on=today)
    career.applications.follow_up(me, key, 1, today, "Ring Ms Byron")
    offer = career.check_ins.look(me).offer
    assert offer is not None
    follow_up, step, _ = offer.actions
    assert (follow_up.text, follow_up.about) == ("Acme: Ring Ms Byron", key)
    assert step.about.startswith(plan.id)
    made = kept(backend, me, *(action.text for action in offer.actions))
    assert made.actions == offer.actions
    clock.forward(days=30)
    career.applications.follow_up_done(me, key, 2)
    later = career.check_ins.look(me).offer
    assert later is not None
    assert [one.done for one in later.moved.kept] == [True, False, False]


def test_words_of_danger_stop_and_show_help(backend: Backend) -> None:
    me = person(backend)
    with pytest.raises(UnsafeContent):
        backend.career.check_ins.keep(me, str(uuid.uuid4()), ["Rest"], "I want to kill myself")
    assert backend.career.check_ins.look(me).past == ()


def test_a_form_that_is_damaged_or_empty_keeps_nothing(backend: Backend) -> None:
    me = person(backend)
    for key, actions in (("no id", ["Rest"]), (str(uuid.uuid4()), []), (str(uuid.uuid4()), ["", " "])):
        with pytest.raises(InvalidInput):
            backend.career.check_ins.keep(me, key, actions)
    assert backend.career.check_ins.look(me).past == ()
