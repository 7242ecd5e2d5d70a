"""The interview recipe: what is asked, what an answer leaves behind, and what a second delivery does not."""

from __future__ import annotations

import uuid
from hashlib import sha256

import pytest

from shared_backend.ai_engines.personal.difficulty import Wish
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.bootstrap import Backend
from shared_backend.coaching.desk import COACH
from shared_backend.domain.errors import InvalidInput, NotFound, UnsafeContent
from shared_backend.domain.practice import Asked, Attempt, Run
from shared_backend.domain.principal import Principal
from tests.people import HandClock
from tests.practising import GOOD, THIN, choices, practiser


def begun(backend: Backend, me: Principal, **changed: object) -> Run:
    """A run whose first question is open."""
    run = backend.interview.practice.start(me, choices(**changed), run_id=str(uuid.uuid4()))
    return backend.interview.practice.warm_up(me, run.id, "Hello")


def waiting(run: Run) -> Asked:
    """The open question."""
    found = run.open_question()
    assert found is not None
    return found


def answered(backend: Backend, me: Principal, run: Run, text: str = GOOD) -> Attempt:
    """Answer the open question."""
    return backend.interview.practice.answer(me, run.id, waiting(run).attempt_id, text, seconds=60)


def test_a_run_goes_from_set_up_to_report(backend: Backend, clock: HandClock) -> None:
    """Warm-up, three questions, report with an average and dated actions."""
    me = practiser(backend)
    coach = backend.interview
    run = begun(backend, me)
    for text in (GOOD, THIN, GOOD):
        clock.forward(minutes=3)
        answered(backend, me, run, text)
        run = coach.practice.next_question(me, run.id)
    assert run.state == "finished"
    report = coach.reports.report(me, run.id)
    assert report.scored == 3
    assert report.average is not None
    assert 0 <= report.average.low <= report.average.value <= report.average.high <= 10
    assert 1 <= len(report.actions) <= 3
    assert all(action.due > clock.now().date() for action in report.actions)
    assert len({a.question_id for a in run.asked}) == 3


def test_a_good_answer_scores_above_a_thin_one(backend: Backend) -> None:
    """The order every reader would give."""
    me = practiser(backend)
    run = begun(backend, me)
    good = answered(backend, me, run)
    thin = answered(backend, me, backend.interview.practice.try_again(me, good.id), THIN)
    assert good.feedback.overall.value > thin.feedback.overall.value


def test_every_quote_stands_in_the_answer(backend: Backend) -> None:
    """Strength, fix, STAR and criteria quote the person's own words."""
    me = practiser(backend)
    found = answered(backend, me, begun(backend, me)).feedback
    quotes = [q for line in found.criteria for q in line.quotes] + [part.quote for part in found.star]
    quotes.append(found.fix.quote)
    quotes += [found.strength.quote] if found.strength else []
    assert any(quotes)
    assert all(quote in GOOD for quote in quotes)


def test_an_answer_sent_twice_counts_once(backend: Backend) -> None:
    """The second delivery returns the first attempt, whatever it says."""
    me = practiser(backend)
    run = begun(backend, me)
    first = answered(backend, me, run)
    again = backend.interview.practice.answer(me, run.id, first.id, "Something else entirely", seconds=1)
    assert again == first
    state = backend.workshop.user_models
    with backend.database.read() as connection:
        assert state.count(connection, me.user_id) == 1


def test_the_personal_share_starts_at_nothing_and_grows(backend: Backend, clock: HandClock) -> None:
    """100 % global at first; afterwards the stored prediction says how much is the person's own."""
    me = practiser(backend)
    run = begun(backend, me, count=5)
    weights = []
    for _ in range(5):
        clock.forward(minutes=2)
        weights.append(answered(backend, me, run).provenance)
        run = backend.interview.practice.next_question(me, run.id)
    assert weights[0].weight == 0
    assert weights[0].expected == weights[0].expected_global
    assert [p.n for p in weights] == [0, 1, 2, 3, 4]
    assert all(0 < p.weight < 1 for p in weights[1:])


def test_a_follow_up_is_scored_as_an_addition(backend: Backend) -> None:
    """What counts is the first answer with the addition; the follow-up teaches nothing about ability."""
    me = practiser(backend)
    first = answered(backend, me, begun(backend, me), THIN)
    run = backend.interview.practice.follow_up(me, first.id)
    assert waiting(run).kind == "follow_up"
    addition = answered(backend, me, run, GOOD)
    assert addition.of_attempt == first.id
    assert addition.feedback.overall.value > first.feedback.overall.value
    state = backend.interview.practice._desk.trainer(me.user_id).load_user_model(run.scenario_id)
    assert state.ability.n == 1
    assert state.ways.practising == 1


def test_danger_stops_coaching_and_queues_first(backend: Backend) -> None:
    """Help is shown, nothing is scored, the queue holds one entry and the draft is kept."""
    me = practiser(backend)
    run = begun(backend, me)
    form = waiting(run).attempt_id
    backend.interview.practice.save_draft(me, run.id, form, "my draft")
    with pytest.raises(UnsafeContent) as stopped:
        backend.interview.practice.answer(me, run.id, form, "I want to kill myself tonight.", seconds=5)
    assert stopped.value.help_text
    assert backend.interview.reports.attempts(me, run.id) == ()
    draft = backend.interview.practice.draft(me, run.id, form)
    assert draft is not None
    assert draft.text == "my draft"
    with backend.database.read() as connection:
        queued = connection.exec_driver_sql("select user_id, label from escalations").all()
    assert [tuple(row) for row in queued] == [(me.user_id, "suicide")]


@pytest.mark.parametrize("text", ["", "   \n", "x" * 8001])
def test_what_cannot_be_scored_is_said_and_changes_nothing(backend: Backend, text: str) -> None:
    """Empty and endless answers."""
    me = practiser(backend)
    run = begun(backend, me)
    with pytest.raises(InvalidInput):
        answered(backend, me, run, text)
    assert backend.interview.practice.run(me, run.id) == run


@pytest.mark.parametrize(
    ("name", "value"),
    [("role", "x"), ("level", "guru"), ("count", 9), ("question_type", "riddle"), ("job_ad", "x" * 20_001)],
)
def test_a_wrong_set_up_names_the_field(backend: Backend, name: str, value: object) -> None:
    """Nothing is started."""
    me = practiser(backend)
    with pytest.raises(InvalidInput, match="Nothing was started"):
        backend.interview.practice.start(me, choices(**{name: value}), run_id="r")
    assert backend.interview.reports.history(me) == ()


def test_somebody_elses_things_are_not_found(backend: Backend) -> None:
    """Every command with another person's ids."""
    mine, other = practiser(backend), practiser(backend)
    run = begun(backend, mine)
    attempt = answered(backend, mine, run)
    coach = backend.interview
    for attack in (
        lambda: coach.practice.run(other, run.id),
        lambda: coach.practice.warm_up(other, run.id, ""),
        lambda: coach.practice.next_question(other, run.id),
        lambda: coach.practice.answer(other, run.id, attempt.id, GOOD, seconds=1),
        lambda: coach.practice.skip(other, run.id, attempt.id),
        lambda: coach.practice.finish(other, run.id),
        lambda: coach.practice.try_again(other, attempt.id),
        lambda: coach.practice.follow_up(other, attempt.id),
        lambda: coach.practice.save_draft(other, run.id, attempt.id, "x"),
        lambda: coach.reports.attempt(other, attempt.id),
        lambda: coach.reports.report(other, run.id),
        lambda: coach.feedback.rate_self(other, attempt.id, 3),
        lambda: coach.feedback.score_opinion(other, attempt.id, "fair"),
        lambda: coach.feedback.rate_advice(other, attempt.id, helpful=True, rating=5),
        lambda: coach.feedback.delete_answer(other, attempt.id),
    ):
        with pytest.raises(NotFound):
            attack()
    assert coach.reports.attempts(other, run.id) == ()
    assert coach.practice.draft(other, run.id, attempt.id) is None


def test_a_deleted_answer_is_unlearned_bit_for_bit(backend: Backend, clock: HandClock) -> None:
    """Two people, the same answers but one; deleting it makes the states equal."""
    texts = (GOOD, THIN, GOOD)
    states = []
    clock_start = clock.now()
    for drop in (True, False):
        clock.moment = clock_start
        me = practiser(backend)
        run = begun(backend, me)
        extra: Attempt | None = None
        for position, text in enumerate(texts):
            clock.forward(minutes=1)
            if position == 1 and not drop:
                run = backend.interview.practice.skip(me, run.id, waiting(run).attempt_id)
            else:
                made = answered(backend, me, run, text)
                extra = made if position == 1 else extra
            run = backend.interview.practice.next_question(me, run.id)
        if extra is not None:
            backend.interview.feedback.delete_answer(me, extra.id)
            with pytest.raises(NotFound):
                backend.interview.reports.attempt(me, extra.id)
        trainer = backend.interview.practice._desk.trainer(me.user_id)
        history = [(h.payload["competency"], h.payload["outcome"]) for h in trainer.interaction_history(COACH)]
        states.append((trainer.load_user_model(run.scenario_id).ability.n, history))
    assert states[0][0] == states[1][0] == 2
    assert len(states[0][1]) == len(states[1][1]) == 2


def test_a_draft_comes_back_and_goes_with_the_answer(backend: Backend) -> None:
    """Typed text survives; a late autosave does not bring back what was sent."""
    me = practiser(backend)
    run = begun(backend, me)
    form = waiting(run).attempt_id
    backend.interview.practice.save_draft(me, run.id, form, "half a thought")
    kept = backend.interview.practice.draft(me, run.id, form)
    assert kept is not None
    assert kept.text == "half a thought"
    answered(backend, me, run)
    backend.interview.practice.save_draft(me, run.id, form, "late")
    assert backend.interview.practice.draft(me, run.id, form) is None


def test_reactions_are_learned_once_and_can_be_changed(backend: Backend) -> None:
    """Too harsh, then fair: the offset ends where "fair" alone would have put it; the score never moves."""
    me, other = practiser(backend), practiser(backend)
    coach = backend.interview
    offsets = []
    for person, opinions in ((me, ("too_harsh", "too_harsh", "fair")), (other, ("fair",))):
        run = begun(backend, person)
        attempt = answered(backend, person, run)
        for opinion in opinions:
            said = coach.feedback.score_opinion(person, attempt.id, opinion)
            assert said.feedback.overall == attempt.feedback.overall
        coach.feedback.rate_advice(person, attempt.id, helpful=True, rating=5)
        state = coach.practice._desk.trainer(person.user_id).load_user_model(run.scenario_id)
        offsets.append((state.offset, state.helpfulness.count(f"style:{attempt.feedback.wording.style}")))
    assert offsets[0] == offsets[1]
    assert offsets[0][0].n == 1
    assert offsets[0][1] == 1


@pytest.mark.parametrize(("wish", "sign"), [("easier", 1), ("harder", -1)])
def test_a_wish_changes_the_question_and_is_learned_once(backend: Backend, wish: Wish, sign: int) -> None:
    me = practiser(backend)
    coach = backend.interview
    run = begun(backend, me)
    first = waiting(run)
    coach.practice.save_draft(me, run.id, first.attempt_id, "half a thought")
    swapped = coach.practice.swap(me, run.id, first.attempt_id, wish)
    again = coach.practice.swap(me, run.id, first.attempt_id, wish)
    assert again == swapped
    now = waiting(swapped)
    assert (swapped.asked[0].state, swapped.main_count()) == ("swapped", 1)
    assert coach.practice.draft(me, run.id, first.attempt_id) is None
    trainer = coach.practice._desk.trainer(me.user_id)
    state = trainer.load_user_model(run.scenario_id)
    # The practice model expects .2 at difficulty 3 and .25 less a level above it.
    before = state.predict(0.2 - 0.25 * (first.difficulty - 3), first.competency, backend.clock.now().timestamp()).p
    assert (f"something {wish}" in now.because) == (sign * (now.expected - before) >= 0.02)
    assert f"nothing {wish}" in now.because or sign * (now.expected - before) >= 0.02
    assert sign * state.ability.m < 0.0
    assert state.ability.n == 0
    assert [h.payload["wish"] for h in trainer.interaction_history(COACH)] == [wish]
    assert trainer.forget(run.scenario_id, first.attempt_id) == PersonalState.fresh()


def test_a_wish_after_an_answer_is_about_that_answer(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    run = begun(backend, me)
    attempt = answered(backend, me, run)
    clock.forward(minutes=1)
    onward = backend.interview.practice.next_question(me, run.id, "harder")
    assert backend.interview.practice.next_question(me, run.id, "harder") == onward
    assert "something harder" in waiting(onward).because
    history = backend.interview.practice._desk.trainer(me.user_id).interaction_history(COACH)
    assert [(h.attempt_id, h.payload["kind"]) for h in history] == [
        (attempt.id, "answered"),
        (attempt.id, "difficulty_wished"),
    ]
    receipt = backend.interview.feedback.delete_answer(me, attempt.id)
    state = backend.interview.practice._desk.trainer(me.user_id).load_user_model(run.scenario_id)
    assert state == PersonalState.fresh()
    assert (receipt.answers, receipt.left, receipt.at) == (1, 0, backend.clock.now())
    assert receipt.after == sha256(state.to_bytes()).hexdigest() != receipt.before


def test_what_cannot_be_wished_changes_nothing(backend: Backend) -> None:
    me = practiser(backend)
    run = begun(backend, me)
    attempt = answered(backend, me, run)
    with pytest.raises(InvalidInput):
        backend.interview.practice.next_question(me, run.id, "shorter")  # type: ignore[arg-type]
    retry = backend.interview.practice.try_again(me, attempt.id)
    with pytest.raises(InvalidInput, match="exchanged"):
        backend.interview.practice.swap(me, run.id, waiting(retry).attempt_id, "easier")
    with pytest.raises(NotFound):
        backend.interview.practice.swap(practiser(backend), run.id, waiting(retry).attempt_id, "easier")
    assert backend.interview.practice.run(me, run.id) == retry
