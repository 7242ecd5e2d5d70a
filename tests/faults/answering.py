"""A person who practises in another process, as in the user portal, and what must hold when it was killed."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from shared_backend.ai_engines.personal.interactions import from_json
from shared_backend.ai_engines.personal.state import replay
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.bootstrap import Backend, build
from shared_backend.coaching.desk import COACH
from shared_backend.domain.practice import Asked, Run
from shared_backend.domain.principal import Portal, Principal, Role
from shared_backend.settings import load_settings
from shared_backend.storage.tables.practice import attempts, personal_states
from tests.practising import GOOD, choices

Say = Callable[[str], None]


def person(user_id: str) -> Principal:
    """The one who practises."""
    return Principal(user_id, Role.USER, uuid.uuid4().hex, Portal.USER, datetime.now(UTC), "Ada")


def words(attempt_id: str) -> str:
    """What is answered under an id."""
    return f"{GOOD} It was order {attempt_id}."


def careful(backend: Backend, me: Principal, run: Run, asked: Asked, say: Say) -> None:
    """The product's own way: acknowledged when the call has returned."""
    backend.interview.practice.answer(me, run.id, asked.attempt_id, words(asked.attempt_id), seconds=60)
    say(f"{asked.attempt_id} {time.monotonic()}")


def hasty(backend: Backend, me: Principal, run: Run, asked: Asked, say: Say) -> None:
    """Planted bug: acknowledged before it is committed."""
    say(f"{asked.attempt_id} {time.monotonic()}")
    backend.interview.practice.answer(me, run.id, asked.attempt_id, words(asked.attempt_id), seconds=60)


def torn(backend: Backend, me: Principal, run: Run, asked: Asked, say: Say) -> None:
    """Planted bug: the answer and what is learned from it are two transactions, about an answer's time apart."""
    real, later = UserModelTrainer.train_from_user_interaction, []

    def postponed(*arguments: Any, **named: Any) -> None:
        later.append((arguments, named))

    UserModelTrainer.train_from_user_interaction = postponed  # type: ignore[assignment, method-assign]
    try:
        backend.interview.practice.answer(me, run.id, asked.attempt_id, words(asked.attempt_id), seconds=60)
    finally:
        UserModelTrainer.train_from_user_interaction = real  # type: ignore[method-assign]
    time.sleep(0.05)
    for arguments, named in later:
        real(*arguments, **named)
    say(f"{asked.attempt_id} {time.monotonic()}")


WAYS = {"careful": careful, "hasty": hasty, "torn": torn}


def child(arguments: list[str], say: Say) -> None:
    """Practise until killed: go on with what was left unfinished, as a person who comes back does."""
    folder, user_id, way = arguments
    home = Path(folder)
    backend = build(load_settings(data_dir=home / "data", key_file=home / "keys" / "keys.json"))
    me, coach = person(user_id), backend.interview
    say(f"ready {time.monotonic()}")
    while True:
        run = coach.reports.unfinished(me) or coach.practice.start(me, choices(), run_id=str(uuid.uuid4()))
        if not run.warm_up_done:
            run = coach.practice.warm_up(me, run.id, "Hello")
        asked = run.open_question()
        if asked is None:
            coach.practice.next_question(me, run.id)
        else:
            WAYS[way](backend, me, run, asked, say)


def problems(backend: Backend, me: Principal, acknowledged: Iterable[str], *, unacknowledged: int) -> list[str]:
    """What is wrong with what is stored; at most so many answers may be there without being acknowledged."""
    said, found = set(acknowledged), []
    with backend.database.read() as connection:
        stored = set(connection.execute(select(attempts.c.id).where(attempts.c.user_id == me.user_id)).scalars())
        version = connection.execute(select(personal_states.c.row_version)).scalar()
        intact = connection.execute(text("pragma integrity_check")).scalar()
    trainer = UserModelTrainer(backend.workshop, me.user_id)
    history = trainer.interaction_history(COACH) if trainer.has_scenario(COACH) else ()
    if intact != "ok":
        found.append(f"the database is damaged: {intact}")
    if lost := said - stored:
        found.append(f"{len(lost)} acknowledged answers are lost")
    if len(stored - said) > unacknowledged:
        found.append(f"{len(stored - said)} answers were never acknowledged")
    if stored != {one.attempt_id for one in history}:
        found.append("answers and what was learned differ")
    if [one.seq for one in history] != list(range(1, len(history) + 1)) or (version or 0) != len(history):
        found.append(f"version {version} of the state for {len(history)} interactions")
    if history:
        scenario_id = backend.interview.reports.history(me)[0].scenario_id
        state = trainer.load_user_model(scenario_id)
        if state.to_bytes() != replay(from_json(one.payload) for one in history).to_bytes():
            found.append("the state does not follow from the history")
    return found + _unreadable(backend, me, said & stored)


def _unreadable(backend: Backend, me: Principal, ids: set[str]) -> list[str]:
    found = []
    for attempt_id in ids:
        attempt = backend.interview.reports.attempt(me, attempt_id)
        if attempt.answer != words(attempt_id):
            found.append("an answer holds other words")
        if backend.interview.practice.run(me, attempt.run_id).asked_as(attempt_id).state != "answered":
            found.append("an answered question is asked again")
    return found
