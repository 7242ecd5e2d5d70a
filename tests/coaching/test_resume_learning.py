"""What the résumé coach learned of its advice: changed, taken back exactly, seen and corrected on My model."""

from __future__ import annotations

from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.bootstrap import Backend
from shared_backend.coaching.resume_findings import RESUME_COACH
from shared_backend.domain.principal import Principal
from tests.coaching.test_resume_findings import look, sign_up, with_cv
from tests.resume_scorer import deploy_resume_coach
from tests.services.resumes.findings.sheets import rough


def state(backend: Backend, me: Principal) -> bytes:
    trainer = UserModelTrainer(backend.workshop, me.user_id)
    return trainer.load_user_model(trainer.create_user_scenario(RESUME_COACH, {}).id).to_bytes()


def test_an_opinion_is_changed_taken_back_and_stands_on_my_model(backend: Backend) -> None:
    me, other = sign_up(backend, "Rut Holm"), sign_up(backend, "Grace Hopper")
    deploy_resume_coach(backend)
    stranger, resume_id = state(backend, me), with_cv(backend, me, rough())
    first = look(backend, me, resume_id).findings[0]
    advice, coaches = backend.resume.findings, backend.my_model.coaches
    advice.dismiss(me, resume_id, first, "not_for_me")
    advice.helps(me, resume_id, first)
    advice.helps(other, with_cv(backend, other, rough()), first)
    assert state(backend, me) == state(backend, other), "as if only the last word had been said"
    (view,) = coaches.view(me)
    assert (view.name, view.opinions) == ("Résumé coach", 1)
    assert view.lines[0].words.endswith("useful to you 1 of 1 time.")
    advice.dismiss(me, resume_id, first, "wrong")
    advice.show_again(me, resume_id, first)
    assert state(backend, me) == stranger
    advice.helps(me, resume_id, first)
    coaches.take_back(me, RESUME_COACH, f"row_rejected/{first.criterion}")
    assert coaches.view(me)[0].lines == ()
