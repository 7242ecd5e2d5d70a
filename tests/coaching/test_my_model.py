"""The owner's page on both databases: what it says, and that each command does to predictions what it promises."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import func, select

from shared_backend.ai_engines.personal.interactions import from_json
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.bootstrap import Backend
from shared_backend.coaching.desk import COACH
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.practice import Attempt
from shared_backend.domain.principal import Principal
from shared_backend.services.progress.forecasts import FLOOR
from shared_backend.storage.tables.audit import audit_entries
from shared_backend.storage.tables.practice import model_receipts
from tests.ai_engines.personal.fits import FITS
from tests.people import HandClock
from tests.practised import practise
from tests.practising import deploy, practice_backend, practiser, small_model
from tests.servers import postgres_database


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Backend]:
    """A fresh installation with a deployed interview coach, on either database."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres_database()) if request.param == "postgresql" else None
        made = practice_backend(tmp_path, url, clock)
        yield made
        made.jobs.close()
        made.database.close()


def new_id() -> str:
    return str(uuid.uuid4())


def state_of(backend: Backend, me: Principal) -> PersonalState:
    trainer = backend.interview.practice._desk.trainer(me.user_id)
    with backend.database.read() as connection:
        scenario = trainer.user_models.scenario(connection, me.user_id, COACH)
    assert scenario is not None
    return trainer.load_user_model(scenario.id)


def without(backend: Backend, me: Principal, *attempts: str) -> bytes:
    """The state of somebody who never gave these answers."""
    history = backend.interview.practice._desk.trainer(me.user_id).interaction_history(COACH)
    return replay(from_json(h.payload) for h in history if h.attempt_id not in attempts).to_bytes()


def audited(backend: Backend, prefix: str = "model.") -> list[str]:
    with backend.database.read() as connection:
        rows = connection.execute(select(audit_entries).order_by(audit_entries.c.seq)).all()
    return [row.action for row in rows if row.action.startswith(prefix)]


def test_before_the_first_answer_it_says_that_it_knows_nothing(backend: Backend) -> None:
    view = backend.my_model.view(practiser(backend))
    assert (view.rows, view.receipts, view.comparison, view.compared_with) == ((), (), None, ())
    assert len(view.unknown) == len(backend.interview.library.competencies)
    assert (view.blending.n, view.blending.weight, view.blending.inherited) == (0, 0.0, None)
    assert view.blending.serving is not None
    assert not view.paused
    assert not view.global_only


def test_what_it_says_is_what_is_stored(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    made = practise(backend, me, clock, 5)
    view, state = backend.my_model.view(me), state_of(backend, me)
    assert {row.competency for row in view.rows} == set(state.ability.competencies)
    assert sum(row.answers for row in view.rows) == view.blending.n == 5
    for row in view.rows:
        assert 0 < row.expected.low < row.expected.value < row.expected.high < 10
        assert row.change is not None
        assert row.change.by_answer
        answers = {a.id: a for a in made if a.competency == row.competency}
        assert {moved.attempt_id for moved in row.moved_by} == set(answers)
        for moved in row.moved_by:
            assert answers[moved.attempt_id].answer.startswith(moved.quote.removesuffix(" …"))
            assert moved.run_id == answers[moved.attempt_id].run_id
    assert view.comparison is not None
    assert view.comparison.n == 4, "the first answer was predicted by nobody's own model"
    assert view.comparison.own_against_everyone is None
    assert view.compared_with == ("v1",)
    assert view.blending.inherited == view.blending.serving
    assert backend.my_model.view(me) == view, "looking changes nothing"


def test_the_comparison_uses_what_was_said_beforehand(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    made = practise(backend, me, clock, FLOOR + 2)
    found = backend.my_model.view(me).comparison
    assert found is not None
    told = [a for a in made if a.provenance.n > 0]
    assert found.n == len(told) == FLOOR + 1
    gap = sum(abs(a.provenance.expected_global - a.feedback.overall.value / 10) for a in told) / len(told)
    assert found.everyone.points == pytest.approx(10 * gap)
    assert found.own_against_everyone is not None
    assert found.blend_against_everyone is not None


def test_paused_answers_are_scored_and_not_learned(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    practise(backend, me, clock, 3)
    before = state_of(backend, me).to_bytes()
    backend.my_model.pause(me, on=True)
    made = practise(backend, me, clock, 2)
    backend.interview.feedback.score_opinion(me, made[0].id, "too_harsh")
    backend.interview.feedback.rate_advice(me, made[0].id, helpful=True, rating=5)
    assert all(0 <= a.feedback.overall.value <= 10 for a in made)
    assert state_of(backend, me).to_bytes() == before
    assert backend.my_model.view(me).paused
    backend.my_model.pause(me, on=False)
    practise(backend, me, clock, 1)
    assert state_of(backend, me).ability.n == 4
    assert audited(backend) == ["model.pause", "model.resume"]


def test_global_only_predicts_exactly_what_anybody_gets(backend: Backend, clock: HandClock) -> None:
    me, stranger = practiser(backend), practiser(backend)
    practise(backend, me, clock, 4)
    blended = practise(backend, me, clock, 1)[0].provenance
    assert blended.expected != blended.expected_global
    backend.my_model.use_global_only(me, on=True)
    made = practise(backend, me, clock, 3)
    for attempt in made:
        p = attempt.provenance
        assert (p.expected, p.weight, p.offset_n) == (p.expected_global, 0.0, 0)
        assert p.expected_personal != p.expected_global, "what the own model would have said is kept for comparing"
    trainer = backend.interview.practice._desk.trainer(stranger.user_id)
    for attempt in made:
        question = {"competency": attempt.competency, "difficulty": attempt.difficulty}
        assert trainer.get_personalized_prediction(None, question).expected.p == attempt.provenance.expected
    assert state_of(backend, me).ability.n == 8, "learning goes on"
    backend.my_model.use_global_only(me, on=False)
    assert practise(backend, me, clock, 1)[0].provenance.weight > 0


def test_a_forgotten_answer_leaves_predictions_as_if_never_given(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    made = practise(backend, me, clock, 5)
    backend.my_model.view(me)
    never = without(backend, me, made[2].id)
    receipt = backend.my_model.forget_answer(me, made[2].id, receipt_id=new_id())
    assert state_of(backend, me).to_bytes() == never
    view = backend.my_model.view(me)
    assert (view.blending.n, view.digest, view.receipts) == (4, receipt.after, (receipt,))
    assert made[2].id not in {moved.attempt_id for row in view.rows for moved in row.moved_by}
    assert backend.interview.reports.attempt(me, made[2].id).answer == made[2].answer, "the answer itself stays"


def test_a_forgotten_row_is_unknown_again_and_comes_back_within_a_day(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    made = practise(backend, me, clock, 5)
    before = backend.my_model.view(me)
    row = before.rows[0]
    never = without(backend, me, *(a.id for a in made if a.competency == row.competency))
    receipt = backend.my_model.forget_row(me, row.competency, receipt_id=new_id())
    assert state_of(backend, me).to_bytes() == never
    assert row.name in backend.my_model.view(me).unknown
    clock.forward(hours=23)
    undone = backend.my_model.undo(me, receipt.id)
    after = backend.my_model.view(me)
    assert (after.rows, after.digest) == (before.rows, before.digest)
    assert undone.undone == receipt.before
    assert audited(backend) == ["model.forget", "model.undo"]


def test_reset_starts_afresh_and_the_comparison_with_it(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    practise(backend, me, clock, 5)
    before = state_of(backend, me).to_bytes()
    receipt = backend.my_model.reset(me, receipt_id=new_id())
    view = backend.my_model.view(me)
    assert (view.rows, view.comparison, view.blending.n) == ((), None, 0)
    assert len(backend.interview.reports.history(me)) == 2
    fresh = practise(backend, me, clock, 1)[0].provenance
    assert (fresh.n, fresh.weight, fresh.expected) == (0, 0.0, fresh.expected_global)
    with pytest.raises(InvalidInput, match="a day has passed"):
        backend.my_model.undo(me, receipt.id)
    clock.moment = receipt.at
    backend.my_model.undo(me, receipt.id)
    assert state_of(backend, me).ability.n == 6
    assert state_of(backend, me).to_bytes() != before


def test_copies_go_when_their_day_is_over(backend: Backend, clock: HandClock) -> None:
    me, other = practiser(backend), practiser(backend)
    for person in (me, other):
        made = practise(backend, person, clock, 1)
        backend.my_model.forget_answer(person, made[0].id, receipt_id=new_id())
    assert backend.my_model.drop_old_copies() == 1, "the first person's day is over"
    clock.forward(days=1)
    assert backend.my_model.drop_old_copies() == 1
    assert backend.my_model.drop_old_copies() == 0
    with backend.database.read() as connection:
        held = connection.execute(select(func.count()).where(model_receipts.c.sealed_copy.is_not(None))).scalar()
    assert held == 0
    assert backend.my_model.view(me).receipts[0].undo_until is None


def test_made_final_nothing_can_be_put_back(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    made = practise(backend, me, clock, 2)
    receipt = backend.my_model.forget_answer(me, made[0].id, receipt_id=new_id())
    for _ in range(2):
        assert backend.my_model.make_final(me, receipt.id).undo_until is None
    with pytest.raises(InvalidInput):
        backend.my_model.undo(me, receipt.id)
    assert audited(backend) == ["model.forget", "model.make_final"]


def test_delivered_again_every_command_counts_once(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    made = practise(backend, me, clock, 4)
    once, twice = new_id(), new_id()
    coach = backend.my_model
    for _ in range(2):
        coach.forget_answer(me, made[0].id, receipt_id=once)
        coach.reset(me, receipt_id=twice)
    for _ in range(2):
        coach.undo(me, twice)
        coach.pause(me, on=True)
        coach.use_global_only(me, on=True)
    assert audited(backend) == ["model.forget", "model.forget", "model.undo", "model.pause", "model.global_only"]
    assert state_of(backend, me).ability.n == 3


def test_two_tabs_at_once_forget_once(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    made = practise(backend, me, clock, 4)
    never = without(backend, me, made[1].id)
    ids, results = (new_id(), new_id()), []

    def tab(receipt_id: str) -> None:
        try:
            results.append(backend.my_model.forget_answer(me, made[1].id, receipt_id=receipt_id))
        except InvalidInput:
            results.append(None)

    tabs = [Thread(target=tab, args=(one,)) for one in ids]
    for one in tabs:
        one.start()
    for one in tabs:
        one.join()
    assert sum(one is not None for one in results) == 1
    assert state_of(backend, me).to_bytes() == never
    assert len(backend.my_model.view(me).receipts) == 1


def test_the_audit_holds_no_content(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    made = practise(backend, me, clock, 2)
    backend.my_model.forget_row(me, made[0].competency, receipt_id=new_id())
    with backend.database.read() as connection:
        row = connection.execute(select(audit_entries).where(audit_entries.c.action == "model.forget")).one()
    said = f"{row.subject} {row.facts}"
    assert made[0].competency not in said
    assert made[0].id not in said
    assert '"what":"row"' in row.facts


def test_somebody_elses_answers_and_receipts_are_not_found(backend: Backend, clock: HandClock) -> None:
    mine, other = practiser(backend), practiser(backend)
    made = practise(backend, mine, clock, 2)
    receipt = backend.my_model.forget_answer(mine, made[0].id, receipt_id=new_id())
    for attack in (
        lambda: backend.my_model.forget_answer(other, made[1].id, receipt_id=new_id()),
        lambda: backend.my_model.forget_answer(other, made[1].id, receipt_id=receipt.id),
        lambda: backend.my_model.undo(other, receipt.id),
        lambda: backend.my_model.make_final(other, receipt.id),
    ):
        with pytest.raises(NotFound):
            attack()
    assert backend.my_model.view(other).receipts == ()
    with pytest.raises(InvalidInput):
        backend.my_model.forget_row(other, "astrology", receipt_id=new_id())


def test_a_deleted_answer_does_not_come_back_by_undoing(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    made = practise(backend, me, clock, 3)
    never = without(backend, me, made[0].id)
    receipt = backend.my_model.reset(me, receipt_id=new_id())
    backend.interview.feedback.delete_answer(me, made[0].id)
    backend.my_model.undo(me, receipt.id)
    assert state_of(backend, me).to_bytes() == never


@pytest.mark.parametrize("kind", ["l2", "global"])
def test_another_personal_model_may_come_to_serve(backend: Backend, clock: HandClock, kind: str) -> None:
    """With a new global version: the page goes on, says which kind serves, and forgets and undoes as before."""
    me = practiser(backend)
    made = practise(backend, me, clock, 4)
    backend.my_model.view(me)
    deploy(backend, small_model(), personal=FITS[kind])
    assert backend.my_model.view(me).blending.kind == kind
    made += practise(backend, me, clock, 2)
    view = backend.my_model.view(me)
    assert (view.blending.n, view.compared_with, view.compared_kinds) == (6, ("v1", "v2"), ("h2", kind))
    assert view.blending.inherited is not None
    assert view.blending.serving is not None
    assert (view.blending.inherited.label, view.blending.serving.label) == ("v1", "v2")
    if kind == "global":
        p = made[-1].provenance
        assert p.expected == p.expected_global == p.expected_personal
    receipt = backend.my_model.forget_answer(me, made[1].id, receipt_id=new_id())
    assert backend.my_model.view(me).blending.n == 5
    backend.my_model.undo(me, receipt.id)
    assert backend.my_model.view(me).digest == view.digest


def test_the_kept_trail_tells_what_a_replay_would(backend: Backend, clock: HandClock) -> None:
    """Looked at after every answer, or once at the end: the same page."""
    me = practiser(backend)
    seen: list[Attempt] = []
    for _ in range(4):
        seen += practise(backend, me, clock, 1, seed=len(seen))
        backend.my_model.view(me)
    often = backend.my_model.view(me)
    with backend.database.engine.begin() as connection:
        connection.exec_driver_sql("delete from model_trails")
    once = backend.my_model.view(me)
    assert replace(once, receipts=()) == replace(often, receipts=())
