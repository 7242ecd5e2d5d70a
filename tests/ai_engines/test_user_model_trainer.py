"""`UserModelTrainer` on a real SQLite file and on PostgreSQL: learns once, forgets exactly, belongs to one person."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import func, select, update

from shared_backend.ai_engines.personal.interactions import from_json
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.storage.opening import Storage
from shared_backend.storage.tables.practice import personal_states, user_interactions
from tests.learners import COACH, Learner, new_learner
from tests.people import HandClock


@pytest.fixture
def learner(storage: Storage, clock: HandClock) -> Learner:
    """A person who has just started."""
    return new_learner(storage, clock)


def rows(storage: Storage) -> int:
    with storage.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(user_interactions)).scalar_one())


def test_starting_twice_is_one_scenario(learner: Learner) -> None:
    assert learner.trainer.has_scenario(COACH)
    assert learner.trainer.create_user_scenario(COACH, {"other": 1}).id == learner.scenario_id
    assert learner.state == PersonalState.fresh()


def test_what_is_learned_is_stored_and_follows_from_the_history(learner: Learner, clock: HandClock) -> None:
    for number in range(12):
        clock.forward(hours=number)
        returned = learner.answer(f"i{number}", outcome=number / 11, competency="ab"[number % 2])
    learner.opine("o", "too_harsh")
    assert learner.state.ability == returned.ability
    assert learner.state.offset.points > 0.0
    history = learner.trainer.interaction_history(COACH)
    assert [h.seq for h in history] == list(range(1, 14))
    assert replay(from_json(h.payload) for h in history).to_bytes() == learner.state.to_bytes()


def test_the_same_answer_delivered_again_changes_nothing(learner: Learner, storage: Storage) -> None:
    first = learner.answer("once", 0.9)
    assert learner.answer("once", 0.9) == first
    assert learner.answer("once", 0.1) == first
    assert learner.state == first
    assert rows(storage) == 1


def test_a_changed_opinion_replaces_the_earlier_one(learner: Learner, storage: Storage) -> None:
    learner.answer("a1")
    learner.opine("o1", "too_harsh")
    learner.answer("a2")
    changed = learner.opine("o1", "too_lenient")
    other = new_learner(storage, learner.trainer.clock)
    for step in (lambda: other.answer("b1"), lambda: other.opine("p1", "too_lenient"), lambda: other.answer("b2")):
        never = step()
    assert changed == never == learner.state
    assert learner.history_ids == ["a1", "o1", "a2"]


def test_a_forgotten_attempt_leaves_no_trace(learner: Learner, storage: Storage, clock: HandClock) -> None:
    never = new_learner(storage, clock)
    for number in range(8):
        clock.forward(days=1)
        learner.answer(f"i{number}", number / 7, attempt_id=f"attempt-{number}")
        if number != 3:
            never.answer(f"n{number}", number / 7, attempt_id=f"other-{number}")
    forgotten = learner.trainer.forget(learner.scenario_id, "attempt-3")
    assert forgotten.to_bytes() == never.state.to_bytes() == learner.state.to_bytes()
    assert "i3" not in learner.history_ids
    assert learner.answer("later").to_bytes() == never.answer("later-too").to_bytes()


def test_a_damaged_state_is_rebuilt_from_the_history(learner: Learner, storage: Storage) -> None:
    for number in range(5):
        learner.answer(f"i{number}", number / 4)
    whole = learner.state
    storage.database.write(lambda connection: connection.execute(update(personal_states).values(sealed=b"\0" * 900)))
    assert learner.state == whole
    after = learner.answer("next")
    assert after.ability.n == 6
    assert learner.state == after


def test_deleting_starts_from_nothing(learner: Learner, storage: Storage) -> None:
    learner.answer("i")
    learner.trainer.delete(COACH)
    assert (learner.state, rows(storage)) == (PersonalState.fresh(), 0)
    assert learner.answer("i").ability.n == 1


def test_what_belongs_to_somebody_else_is_not_found(learner: Learner, storage: Storage, clock: HandClock) -> None:
    mine = learner.answer("mine", attempt_id="attempt")
    stranger = new_learner(storage, clock)
    intruder = Learner(stranger.trainer, learner.scenario_id)
    with pytest.raises(NotFound):
        intruder.answer("new")
    with pytest.raises(NotFound):
        _ = intruder.state
    with pytest.raises(NotFound):
        intruder.trainer.forget(learner.scenario_id, "attempt")
    with pytest.raises(NotFound):
        stranger.answer("mine")
    with pytest.raises(NotFound):
        stranger.opine("mine", "fair")
    stranger.trainer.forget(stranger.scenario_id, "attempt")
    assert learner.state == mine
    assert learner.history_ids == ["mine"]
    assert stranger.history_ids == []


def test_a_wrong_field_teaches_nothing(learner: Learner, storage: Storage) -> None:
    with pytest.raises(InvalidInput):
        learner.answer("i", outcome=1.5)
    with pytest.raises(InvalidInput):
        learner.opine("o", "splendid")
    with pytest.raises(InvalidInput):
        learner.trainer.train_from_user_interaction(
            learner.scenario_id, "answered", {}, {}, interaction_id=str(uuid.uuid4())
        )
    assert rows(storage) == 0


def test_learning_joins_the_transaction_it_is_called_in(learner: Learner, storage: Storage) -> None:
    def work(_: object) -> None:
        learner.answer("i")
        raise RuntimeError("the answer could not be saved")

    with pytest.raises(RuntimeError):
        storage.database.write(work)
    assert (learner.state, rows(storage)) == (PersonalState.fresh(), 0)
