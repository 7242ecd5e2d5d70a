"""Erasing an account takes every practice row with it, and nobody else's."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select

from shared_backend.bootstrap import Backend
from shared_backend.domain.principal import Principal
from shared_backend.storage.tables import metadata
from tests.people import PASSWORD
from tests.practising import GOOD, choices

PRACTICE = {"user_scenarios", "personal_states", "practice_runs", "attempts", "user_interactions", "drafts"}


def practised(backend: Backend, name: str) -> Principal:
    """A person with an account, an answer and a draft."""
    me = backend.accounts.sign_up(name, PASSWORD).principal
    coach = backend.interview.practice
    run = coach.warm_up(me, coach.start(me, choices(), run_id=str(uuid.uuid4())).id, "")
    waiting = run.open_question()
    assert waiting is not None
    coach.answer(me, run.id, waiting.attempt_id, GOOD, seconds=30)
    run = coach.next_question(me, run.id)
    following = run.open_question()
    assert following is not None
    coach.save_draft(me, run.id, following.attempt_id, "half a thought")
    return me


def rows_of(backend: Backend, user_id: str) -> dict[str, int]:
    """Rows that carry the person's id, by table."""
    with backend.database.read() as connection:
        counts = {
            table.name: connection.execute(select(func.count()).where(table.c.user_id == user_id)).scalar() or 0
            for table in metadata.sorted_tables
            if "user_id" in table.c
        }
    return {name: count for name, count in counts.items() if count}


def test_erasing_leaves_no_row_of_this_person_and_all_of_the_other(backend: Backend) -> None:
    ada, ben = practised(backend, "Ada Lovelace"), practised(backend, "Ben Other")
    assert rows_of(backend, ada.user_id).keys() >= PRACTICE
    before = rows_of(backend, ben.user_id)
    backend.accounts.erase(ada)
    assert rows_of(backend, ada.user_id) == {}
    assert rows_of(backend, ben.user_id) == before
