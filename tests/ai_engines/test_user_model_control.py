"""The owner's commands, on both databases: each verified in the state's bytes and in what is predicted."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from shared_backend.ai_engines.personal.interactions import from_json
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.ai_engines.user_model_control import UserModelControl, digest
from shared_backend.domain.errors import InvalidInput, NotFound, RecordUnreadable
from shared_backend.registry import model_receipts as receipts_module
from shared_backend.storage.opening import Storage
from shared_backend.storage.tables.practice import model_receipts
from tests.learners import COACH, Learner, new_learner
from tests.people import HandClock

ANSWERS = 9


@pytest.fixture
def learner(storage: Storage, clock: HandClock) -> Learner:
    """Somebody who has answered nine questions on three competencies and said something back."""
    made = new_learner(storage, clock)
    for number in range(ANSWERS):
        clock.forward(hours=5)
        made.answer(f"{made.scenario_id[:8]}-{number}", number / ANSWERS, "abc"[number % 3], attempt_id=f"t{number}")
    made.opine(f"{made.scenario_id[:8]}-opinion", "too_harsh")
    return made


@pytest.fixture
def control(learner: Learner) -> UserModelControl:
    """Their own commands."""
    return UserModelControl(learner.trainer, COACH)


def new_id() -> str:
    return str(uuid.uuid4())


def remembered(learner: Learner, *without: str) -> bytes:
    """The state of somebody with this history but for these attempts."""
    history = learner.trainer.interaction_history(COACH)
    return replay(from_json(one.payload) for one in history if one.attempt_id not in without).to_bytes()


def copies(storage: Storage) -> list[bytes | None]:
    with storage.database.read() as connection:
        return list(connection.execute(select(model_receipts.c.sealed_copy)).scalars())


def test_while_paused_answers_leave_the_state_as_it_is(learner: Learner, control: UserModelControl) -> None:
    before, ids = learner.state.to_bytes(), learner.history_ids
    assert control.pause(True)
    assert not control.pause(True)
    assert learner.answer("paused", 0.1, "a", attempt_id="p").to_bytes() == before
    assert learner.opine("paused-opinion", "fair").to_bytes() == before
    assert learner.opine(f"{learner.scenario_id[:8]}-opinion", "too_lenient").to_bytes() == before
    assert (learner.state.to_bytes(), learner.history_ids) == (before, ids)
    assert control.pause(False)
    assert learner.answer("later", 0.1, "a").ability.n == ANSWERS + 1


def test_an_objection_counts_while_paused(learner: Learner, control: UserModelControl) -> None:
    control.pause(True)
    learner.trainer.train_from_user_interaction(
        learner.scenario_id, "row_rejected", {"competency": "a"}, {}, interaction_id="no"
    )
    assert "a" not in learner.state.ability.competencies


def test_global_only_steers_with_a_strangers_state_and_forgets_nothing(
    learner: Learner, control: UserModelControl
) -> None:
    before = learner.state.to_bytes()
    assert control.in_use() == learner.state
    assert control.use_global_only(True)
    assert control.in_use() == PersonalState.fresh()
    assert learner.answer("still", 0.4, "a").ability.n == ANSWERS + 1
    assert control.use_global_only(False)
    assert control.in_use() == learner.state
    assert learner.state.to_bytes() != before


@pytest.mark.parametrize("number", range(ANSWERS))
def test_a_forgotten_answer_was_never_given(learner: Learner, control: UserModelControl, number: int) -> None:
    before, never = learner.state, remembered(learner, f"t{number}")
    receipt = control.forget_answer(f"t{number}", new_id())
    assert learner.state.to_bytes() == never
    assert (receipt.what, receipt.subject, receipt.records, receipt.answers) == ("answer", f"t{number}", 1, 1)
    assert (receipt.before, receipt.after) == (digest(before), digest(learner.state))
    assert receipt.before != receipt.after


def test_a_forgotten_row_was_never_practised(learner: Learner, control: UserModelControl) -> None:
    never = remembered(learner, "t1", "t4", "t7")
    receipt = control.forget_row("b", new_id())
    assert learner.state.to_bytes() == never
    assert set(learner.state.ability.competencies) == {"a", "c"}
    assert (receipt.records, receipt.answers) == (3, 3)


def test_what_was_said_about_the_feedback_goes_with_the_answer(learner: Learner, control: UserModelControl) -> None:
    learner.trainer.train_from_user_interaction(
        learner.scenario_id,
        "tip_rated",
        {"keys": ["tone:formal"]},
        {},
        {"helpful": 1.0},
        interaction_id="tip",
        attempt_id="t4",
    )
    assert learner.state.helpfulness.ratings == 1
    assert control.forget_row("b", new_id()).records == 4
    assert learner.state.helpfulness.ratings == 0


def test_reset_is_a_fresh_start_and_undo_is_bit_equal(learner: Learner, control: UserModelControl) -> None:
    before, ids = learner.state.to_bytes(), learner.history_ids
    receipt = control.reset(new_id())
    assert (learner.state, learner.history_ids) == (PersonalState.fresh(), [])
    assert receipt.records == ANSWERS + 1
    undone = control.undo(receipt.id)
    assert (learner.state.to_bytes(), learner.history_ids) == (before, ids)
    assert undone.undone == receipt.before
    assert not undone.can_be_undone(learner.trainer.clock.now())


@pytest.mark.parametrize("forget", ["answer", "row", "reset"])
def test_undo_puts_everything_back(learner: Learner, control: UserModelControl, forget: str, clock: HandClock) -> None:
    before = learner.state.to_bytes()
    forgetting = {
        "answer": lambda: control.forget_answer("t3", new_id()),
        "row": lambda: control.forget_row("a", new_id()),
        "reset": lambda: control.reset(new_id()),
    }[forget]
    receipt = forgetting()
    clock.forward(hours=23, minutes=59)
    control.undo(receipt.id)
    assert learner.state.to_bytes() == before
    assert control.undo(receipt.id) == control.undo(receipt.id)


def test_undo_after_new_answers_is_the_whole_history(learner: Learner, control: UserModelControl) -> None:
    first, second = control.forget_answer("t3", new_id()), control.reset(new_id())
    learner.answer("new", 0.9, "b", attempt_id="new")
    third = control.reset(new_id())
    for receipt in (first, third, second):
        control.undo(receipt.id)
    assert sorted(learner.history_ids) == sorted(
        [f"{learner.scenario_id[:8]}-{n}" for n in (*range(ANSWERS), "opinion")] + ["new"]
    )
    assert learner.state.to_bytes() == remembered(learner)
    assert learner.answer("newer", 0.2, "b").ability.n == ANSWERS + 2


def test_after_a_day_there_is_no_way_back(
    learner: Learner, control: UserModelControl, clock: HandClock, storage: Storage
) -> None:
    receipt = control.forget_answer("t3", new_id())
    clock.forward(days=1)
    before = learner.state.to_bytes()
    with pytest.raises(InvalidInput, match="a day has passed"):
        control.undo(receipt.id)
    assert learner.state.to_bytes() == before
    purge = learner.trainer.user_models.receipts.purge
    assert storage.database.write(lambda connection: purge(connection, clock.now())) == 1
    assert storage.database.write(lambda connection: purge(connection, clock.now())) == 0
    assert copies(storage) == [None]
    (kept,) = control.receipts(10)
    assert kept.before == receipt.before
    assert kept.undo_until is None
    with pytest.raises(InvalidInput):
        control.undo(receipt.id)


def test_made_final_it_is_gone_at_once(learner: Learner, control: UserModelControl, storage: Storage) -> None:
    receipt = control.reset(new_id())
    assert control.make_final(receipt.id).undo_until is None
    assert control.make_final(receipt.id).undo_until is None
    assert copies(storage) == [None]
    with pytest.raises(InvalidInput):
        control.undo(receipt.id)


def test_undoing_does_not_bring_a_deleted_answer_back(learner: Learner, control: UserModelControl) -> None:
    never = remembered(learner, "t3")
    receipt = control.reset(new_id())
    learner.trainer.forget(learner.scenario_id, "t3")
    control.undo(receipt.id)
    assert learner.state.to_bytes() == never
    only = control.forget_answer("t4", new_id())
    learner.trainer.forget(learner.scenario_id, "t4")
    with pytest.raises(InvalidInput):
        control.undo(only.id)


def test_what_was_said_anew_stands(learner: Learner, control: UserModelControl) -> None:
    receipt = control.reset(new_id())
    learner.opine(f"{learner.scenario_id[:8]}-opinion", "too_lenient")
    newer = learner.state.offset
    control.undo(receipt.id)
    assert learner.state.offset == newer
    assert learner.state.ability.n == ANSWERS


def test_the_same_command_delivered_again_changes_nothing(learner: Learner, control: UserModelControl) -> None:
    once = new_id()
    first = control.forget_answer("t3", once)
    after = learner.state.to_bytes()
    assert control.forget_answer("t3", once) == first
    # A second tab that still shows the answer, with a form of its own.
    with pytest.raises(InvalidInput, match="nothing to forget"):
        control.forget_answer("t3", new_id())
    assert learner.state.to_bytes() == after


def test_nothing_can_be_forgotten_twice_or_of_somebody_else(
    learner: Learner, control: UserModelControl, storage: Storage, clock: HandClock
) -> None:
    receipt = control.forget_answer("t3", new_id())
    stranger = new_learner(storage, clock)
    theirs = UserModelControl(stranger.trainer, COACH)
    for attack in (
        lambda: theirs.undo(receipt.id),
        lambda: theirs.make_final(receipt.id),
        lambda: theirs.forget_answer("t4", new_id()),
        lambda: theirs.forget_answer("t4", receipt.id),
        lambda: theirs.reset(new_id()),
    ):
        with pytest.raises((NotFound, InvalidInput)):
            attack()
    assert theirs.receipts(10) == ()
    assert control.receipts(10) == (receipt,)
    stranger.answer("theirs", attempt_id="theirs")
    with pytest.raises(InvalidInput, match="used already"):
        theirs.forget_answer("theirs", receipt.id)
    assert stranger.state.ability.n == 1


def test_receipts_do_not_grow_without_end(
    learner: Learner, control: UserModelControl, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts_module, "KEPT", 3)
    made = []
    for number in range(5):
        clock.forward(minutes=1)
        made.append(control.forget_answer(f"t{number}", new_id()).id)
    assert [one.id for one in control.receipts(10)] == made[:1:-1]


def test_a_copy_holds_nothing_in_the_clear(learner: Learner, control: UserModelControl, storage: Storage) -> None:
    control.reset(new_id())
    with storage.database.read() as connection:
        row = connection.execute(select(model_receipts)).one()
    assert b"answered" not in bytes(row.sealed_copy)
    assert b"everything" not in bytes(row.sealed)
    assert row.undo_until - row.created_at == timedelta(days=1)


def test_a_moved_or_changed_receipt_is_not_read(learner: Learner, control: UserModelControl, storage: Storage) -> None:
    receipt = control.reset(new_id())
    storage.database.write(lambda c: c.execute(update(model_receipts).values(sealed=model_receipts.c.sealed_copy)))
    with pytest.raises(RecordUnreadable):
        control.undo(receipt.id)
