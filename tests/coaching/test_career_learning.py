"""The career coach's personal model: learned once, taken back exactly, paused, carried along, seen and forgotten."""

from __future__ import annotations

import uuid

import pytest

from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.ai_engines.user_model_transfer import UserModelTransfer
from shared_backend.bootstrap import Backend
from shared_backend.coaching.career_learning import CAREER_COACH
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.principal import Principal
from shared_backend.services.careers.recent import LAST
from tests.people import PASSWORD

NURSE, INFORMATICS, DEVELOPER = "29-1141.00", "15-1211.01", "15-1252.00"


def nurse(backend: Backend, name: str = "Ada Lovelace") -> Principal:
    me = backend.accounts.sign_up(name, PASSWORD).principal
    backend.career.profile.save(me, 0, occupation=NURSE)
    return me


def state(backend: Backend, me: Principal) -> PersonalState:
    trainer = UserModelTrainer(backend.workshop, me.user_id)
    return trainer.load_user_model(trainer.create_user_scenario(CAREER_COACH, {}).id)


def learned(backend: Backend, me: Principal) -> int:
    return len(UserModelTrainer(backend.workshop, me.user_id).interaction_history(CAREER_COACH))


def codes(backend: Backend, me: Principal) -> list[str]:
    return [card.code for card in backend.career.paths.cards(me)]


def test_a_word_is_learned_once_and_taken_back_exactly(backend: Backend) -> None:
    me, other = nurse(backend), nurse(backend, "Grace Hopper")
    paths, stranger = backend.career.paths, state(backend, me).to_bytes()
    first, second = codes(backend, me)[:2]
    for _ in range(2):
        paths.judge(me, first, "interested")
    assert (learned(backend, me), state(backend, me).leanings.n) == (1, 1)
    paths.judge(me, second, "interested")
    paths.judge(other, second, "interested")
    paths.take_back(me, first)
    assert state(backend, me).to_bytes() == state(backend, other).to_bytes(), "as if it had never been said"
    paths.judge(me, second, "not_for_me")
    paths.judge(me, second, "interested")
    assert state(backend, me).to_bytes() == state(backend, other).to_bytes(), "a changed mind replaces"
    paths.take_back(me, second)
    assert state(backend, me).to_bytes() == stranger


def test_the_chosen_one_teaches_until_another_is_chosen(backend: Backend) -> None:
    me, other = nurse(backend), nurse(backend, "Grace Hopper")
    backend.career.paths.choose(me, INFORMATICS)
    backend.career.paths.choose(me, DEVELOPER)
    backend.career.paths.choose(other, DEVELOPER)
    assert state(backend, me).leanings.n == 1
    assert state(backend, me).to_bytes() == state(backend, other).to_bytes()
    backend.career.paths.choose(me, None)
    assert learned(backend, me) == 0


def test_steps_done_and_helpful_are_learned_and_go_with_the_plan(backend: Backend) -> None:
    me = nurse(backend)
    plan = backend.career.plan.make(me, INFORMATICS, str(uuid.uuid4()))
    step = plan.steps[0].id
    plan = backend.career.plan.set_state(me, plan.id, plan.row_version, step, "done")
    plan = backend.career.plan.say_helped(me, plan.id, plan.row_version, step, "no")
    plan = backend.career.plan.say_helped(me, plan.id, plan.row_version, step, "yes")
    kind = plan.steps[0].skill.partition(":")[0]
    known = state(backend, me).ability.competencies
    assert {name: (one.n, one.outcomes) for name, one in known.items()} == {
        f"do:{kind}": (1, 1.0),
        f"help:{kind}": (1, 1.0),
    }
    backend.career.plan.say_helped(me, plan.id, plan.row_version, step, None)
    assert set(state(backend, me).ability.competencies) == {f"do:{kind}"}
    backend.career.plan.delete(me, plan.id)
    assert state(backend, me).to_bytes() == PersonalState.fresh().to_bytes()


def test_the_last_ten_things_change_priorities_and_say_so(backend: Backend) -> None:
    me = nurse(backend)
    before = backend.career.gaps.priorities(me, INFORMATICS)
    assert not any("lately" in reason for one in before for reason in one.reasons)
    backend.career.paths.judge(me, DEVELOPER, "interested")
    told = [one for one in backend.career.gaps.priorities(me, INFORMATICS) if "lately" in " ".join(one.reasons)]
    assert told
    plan = backend.career.plan.make(me, INFORMATICS, str(uuid.uuid4()))
    assert {step.skill for step in plan.steps if "lately" in step.why} == {one.gap.skill for one in told}
    others = [code for code in backend.career.lookup._desk.occupations.titles if code.startswith("27-")]
    for code in others[:LAST]:
        backend.career.paths.judge(me, code, "not_for_me")
    assert backend.career.gaps.priorities(me, INFORMATICS) == before, "older than the last ten"


def test_paused_and_general_only_hold_for_this_coach_too(backend: Backend) -> None:
    me = nurse(backend)
    plain = codes(backend, me)
    backend.my_model.pause(me, on=True)
    backend.career.paths.judge(me, plain[0], "interested")
    assert (learned(backend, me), len(backend.career.paths.judged(me))) == (0, 1)
    backend.my_model.pause(me, on=False)
    for code in plain[3:]:
        backend.career.paths.judge(me, code, "interested")
    assert learned(backend, me) == len(plain) - 3
    backend.my_model.use_global_only(me, on=True)
    assert codes(backend, me) == plain


def test_it_is_carried_along_and_still_tied_to_what_was_said(backend: Backend) -> None:
    me = nurse(backend)
    stranger, first = state(backend, me).to_bytes(), codes(backend, me)[0]
    backend.career.paths.judge(me, first, "interested")
    cards, trainer = codes(backend, me), UserModelTrainer(backend.workshop, me.user_id)
    deploy_nothing_in_particular(backend)
    file, before = trainer.export(CAREER_COACH), state(backend, me).to_bytes()
    UserModelTransfer(trainer, CAREER_COACH).import_model(file)
    assert state(backend, me).to_bytes() == before
    assert codes(backend, me) == cards
    backend.career.paths.take_back(me, first)
    assert state(backend, me).to_bytes() == stranger
    other = nurse(backend, "Grace Hopper")
    UserModelTransfer(UserModelTrainer(backend.workshop, other.user_id), CAREER_COACH).import_model(file)
    assert state(backend, other).to_bytes() == before


def test_it_is_seen_corrected_forgotten_and_put_back(backend: Backend) -> None:
    me = nurse(backend)
    coaches = backend.my_model.coaches
    assert coaches.view(me) == ()
    for code in (NURSE, "29-1171.00", "29-1141.03"):
        backend.career.paths.judge(me, code, "interested")
    (view,) = coaches.view(me)
    assert (view.coach, view.name, view.opinions) == (CAREER_COACH, "Career coach", 3)
    assert view.lines[0].words.startswith("You judged or chose 3 paths")
    leaning = view.lines[1].what
    coaches.take_back(me, CAREER_COACH, leaning)
    assert leaning not in {line.what for line in coaches.view(me)[0].lines}
    with pytest.raises(InvalidInput):
        coaches.take_back(me, CAREER_COACH, leaning)
    before, receipt = state(backend, me).to_bytes(), str(uuid.uuid4())
    coaches.forget(me, CAREER_COACH, receipt_id=receipt)
    assert state(backend, me).to_bytes() == PersonalState.fresh().to_bytes()
    with pytest.raises(NotFound):
        backend.my_model.undo(me, receipt)
    coaches.undo(me, CAREER_COACH, receipt)
    assert state(backend, me).to_bytes() == before
    with pytest.raises(InvalidInput):
        coaches.take_back(me, "interview_coach", leaning)


def deploy_nothing_in_particular(backend: Backend) -> None:
    """A version of the career coach that serves, for what needs one to be named."""
    from shared_backend.ai_engines.model_trainer import ModelTrainer

    trainer = ModelTrainer(backend.workshop)
    scenario = trainer.create_scenario(name="Any", task_type=CAREER_COACH, by="tests")

    def work(connection):  # type: ignore[no-untyped-def]
        version = trainer.registry.register(
            connection,
            name=CAREER_COACH,
            scenario_id=scenario.id,
            run_id=str(uuid.uuid4()),
            blob=b"",
            data_digest="none",
            card={},
            at=backend.clock.now(),
            by="tests",
        )
        trainer.registry.deploy(connection, version.id, at=backend.clock.now(), by="tests")

    backend.database.write(work)
