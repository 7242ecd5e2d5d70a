"""The comparison of models as people live it: lots that stay, what each arm gets, what counts, how to stay out."""

from __future__ import annotations

import uuid

import pytest

from shared_backend.bootstrap import Backend
from shared_backend.coaching.comparison import OwnPart, part_of
from shared_backend.coaching.desk import Desk
from shared_backend.domain.errors import InvalidInput, NotAllowed, NotFound
from shared_backend.domain.experiment import Experiment, Unit
from shared_backend.domain.practice import Attempt
from shared_backend.domain.principal import Portal, Principal, Role
from shared_backend.services.experiments.result import log_loss
from tests.coaching.test_interview import answered, begun
from tests.people import HandClock
from tests.practising import GOOD, THIN, practiser

WINDOW = 3


def admin(backend: Backend, role: Role = Role.ADMIN) -> Principal:
    return Principal("a" * 32, role, str(uuid.uuid4()), Portal.ADMIN, backend.clock.now(), "Root")


def compared(backend: Backend) -> Experiment:
    """A comparison that runs."""
    return backend.experiments.start(
        admin(backend), str(uuid.uuid4()), "Does the own model help?", window=WINDOW, least_people=30
    )


def desk(backend: Backend) -> Desk:
    return backend.interview.practice._desk


def arm(backend: Backend, me: Principal) -> str | None:
    found = part_of(desk(backend), desk(backend).trainer(me.user_id))
    return None if found is None else found[1]


def somebody(backend: Backend, wanted: str) -> Principal:
    """A person who has practised and got this arm by lot."""
    for _ in range(60):
        me = practiser(backend)
        desk(backend).trainer(me.user_id).create_user_scenario("interview_coach", {})
        if arm(backend, me) == wanted:
            return me
    raise AssertionError("no such lot among sixty")


def practised(backend: Backend, me: Principal, clock: HandClock, answers: int) -> list[Attempt]:
    """Answers to main questions, good and thin ones in turn."""
    made = []
    run = begun(backend, me, count=5)
    for number in range(answers):
        clock.forward(minutes=2)
        made.append(answered(backend, me, run, (GOOD, THIN)[number % 2]))
        run = backend.interview.practice.next_question(me, run.id)
        if run.state == "finished":
            run = begun(backend, me, count=5)
    return made


def unit(backend: Backend, experiment: Experiment, me: Principal) -> Unit | None:
    with backend.database.read() as connection:
        return desk(backend).experiments.unit(connection, experiment.id, me.user_id)


def test_people_can_read_what_they_get_and_for_how_long(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    assert backend.interview.comparisons.mine(me) is None
    compared(backend)
    me = somebody(backend, "global")
    assert backend.interview.comparisons.mine(me) == OwnPart("global", WINDOW)
    practised(backend, me, clock, 1)
    assert backend.interview.comparisons.mine(me) == OwnPart("global", WINDOW - 1)
    practised(backend, me, clock, WINDOW - 1)
    assert backend.interview.comparisons.mine(me) is None


def test_nothing_is_compared_unless_somebody_starts_it(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    assert backend.experiments.running(admin(backend)) is None
    (attempt,) = practised(backend, me, clock, 1)
    assert (attempt.provenance.experiment, attempt.provenance.arm) == ("", None)


@pytest.mark.parametrize("wanted", ["blend", "global"])
def test_each_arm_is_served_as_it_says_and_only_so_long(backend: Backend, clock: HandClock, wanted: str) -> None:
    experiment = compared(backend)
    me = somebody(backend, wanted)
    made = practised(backend, me, clock, WINDOW + 2)
    within, after = made[:WINDOW], made[WINDOW:]
    assert {a.provenance.arm for a in within} == {wanted}
    assert {a.provenance.experiment for a in within} == {experiment.id}
    assert {a.provenance.arm for a in after} == {None}
    for a in within[1:]:
        assert (a.provenance.weight == 0.0) == (wanted == "global")
        assert (a.provenance.expected == a.provenance.expected_global) == (wanted == "global")
    assert all(a.provenance.weight > 0.0 for a in after)
    kept = unit(backend, experiment, me)
    assert kept is not None
    assert (kept.arm, kept.full_at) == (wanted, within[-1].created_at)
    assert kept.losses == {
        a.id: pytest.approx(log_loss(a.provenance.expected, a.feedback.overall.value / 10.0)) for a in within
    }
    # The own model learns all the same.
    trainer = desk(backend).trainer(me.user_id)
    scenario = backend.interview.practice.run(me, made[0].run_id).scenario_id
    assert trainer.load_user_model(scenario).ability.n == WINDOW + 2


def test_what_counts_are_first_answers_and_ratings_of_them(backend: Backend, clock: HandClock) -> None:
    experiment = compared(backend)
    me = somebody(backend, "blend")
    (first,) = practised(backend, me, clock, 1)
    retry = backend.interview.practice
    run = retry.skip(me, first.run_id, retry.run(me, first.run_id).asked[-1].attempt_id)
    again = answered(backend, me, retry.try_again(me, first.id))
    assert run.id == again.run_id
    backend.interview.feedback.rate_advice(me, first.id, helpful=True, rating=4)
    backend.interview.feedback.rate_advice(me, again.id, helpful=False, rating=1)
    kept = unit(backend, experiment, me)
    assert kept is not None
    assert kept.losses.keys() == {first.id}
    assert kept.helpful == {first.id: True}
    backend.interview.feedback.rate_advice(me, first.id, helpful=False, rating=1)
    changed = unit(backend, experiment, me)
    assert changed is not None
    assert changed.helpful == {first.id: False}
    backend.interview.feedback.delete_answer(me, first.id)
    left = unit(backend, experiment, me)
    assert left is not None
    assert (left.losses, left.helpful) == ({}, {})


def test_who_wants_no_part_or_no_own_model_is_left_alone(backend: Backend, clock: HandClock) -> None:
    experiment = compared(backend)
    people = [somebody(backend, lot) for lot in ("global", "global", "blend")]
    backend.interview.preferences.save(people[0], comparisons="off")
    backend.my_model.pause(people[1], on=True)
    backend.my_model.use_global_only(people[2], on=True)
    for me in people:
        assert arm(backend, me) is None
        (attempt,) = practised(backend, me, clock, 1)
        assert attempt.provenance.arm is None
        assert unit(backend, experiment, me) is None


def test_stopping_keeps_averages_and_deletes_everybodys_part(backend: Backend, clock: HandClock) -> None:
    experiment = compared(backend)
    me = somebody(backend, "global")
    practised(backend, me, clock, WINDOW)
    running = backend.experiments.running(admin(backend, Role.STAFF))
    assert running is not None
    assert [a.complete for a in running.result.arms] == [0, 1]
    assert [a.loss for a in running.result.arms] == [None, None]
    assert (running.result.loss, running.result.verdict) == (None, "too early")
    ended = backend.experiments.stop(admin(backend), experiment.id)
    assert backend.experiments.stop(admin(backend), experiment.id) == ended
    assert ended.conclusion is not None
    assert ended.conclusion["verdict"] == "too early"
    assert unit(backend, experiment, me) is None
    assert backend.experiments.running(admin(backend)) is None
    assert [one.id for one in backend.experiments.past(admin(backend, Role.STAFF))] == [experiment.id]
    assert arm(backend, me) is None
    actions = [line.action for line in backend.audit.recent(5)]
    assert actions[:2] == ["experiment.stop", "experiment.start"]
    assert compared(backend).id != experiment.id


def test_one_at_a_time_started_once_and_only_with_a_plan(backend: Backend) -> None:
    form = str(uuid.uuid4())
    first = backend.experiments.start(admin(backend), form, "A reason", window=5, least_people=40)
    assert backend.experiments.start(admin(backend), form, "A reason", window=5, least_people=40) == first
    with pytest.raises(InvalidInput, match="running already"):
        compared(backend)
    backend.experiments.stop(admin(backend), first.id)
    for wrong in ({"window": 2}, {"least_people": 29}, {"reason": "x"}):
        given = {"reason": "A reason", "window": 5, "least_people": 40, **wrong}
        with pytest.raises(InvalidInput, match="Nothing was started"):
            backend.experiments.start(admin(backend), str(uuid.uuid4()), **given)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        backend.experiments.stop(admin(backend), str(uuid.uuid4()))


def test_only_admins_start_and_stop_and_only_staff_look(backend: Backend, clock: HandClock) -> None:
    me, staff = practiser(backend), admin(backend, Role.STAFF)
    for caller in (me, staff):
        with pytest.raises(NotAllowed):
            backend.experiments.start(caller, str(uuid.uuid4()), "A reason")
        with pytest.raises(NotAllowed):
            backend.experiments.stop(caller, str(uuid.uuid4()))
    for look in (backend.experiments.running, backend.experiments.past):
        with pytest.raises(NotAllowed):
            look(me)
    late = admin(backend)
    clock.forward(minutes=6)
    with pytest.raises(NotAllowed):
        backend.experiments.start(late, str(uuid.uuid4()), "A reason")
