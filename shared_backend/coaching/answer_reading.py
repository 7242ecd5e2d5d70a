"""Reads one answer: checks it, has it judged, and puts what is said about it into one value."""

from __future__ import annotations

from random import Random

from shared_backend.ai_engines.ensemble.base import Judgement
from shared_backend.ai_engines.personal.prediction import PersonalizedPrediction
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.coaching.comparison import part_of, served, served_state
from shared_backend.coaching.desk import COACH, Desk
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.experiment import Arm
from shared_backend.domain.practice import Asked, Attempt, Provenance, Run, Wording
from shared_backend.services.content.feedback import compose
from shared_backend.services.content.library import Question
from shared_backend.services.content.wording import framed, out_of_place
from shared_backend.services.recommendation.wording_choice import choose_wording

LONGEST_ANSWER = 8_000


def checked_answer(text: str) -> str:
    """The answer without white space around it. Raises `InvalidInput` when there is nothing, or far too much."""
    answer = text.strip()
    if not answer:
        raise InvalidInput("There is nothing to read yet. Write a few words, or skip the question.")
    if len(answer) > LONGEST_ANSWER:
        raise InvalidInput(
            f"An answer can have {LONGEST_ANSWER:,} characters; this has {len(answer):,}. Shorten it, it is kept."
        )
    return answer


def read_answer(desk: Desk, trainer: UserModelTrainer, run: Run, asked: Asked, answer: str, seconds: float) -> Attempt:
    """The answer with everything said about it; nothing is stored or learned yet."""
    question = desk.library.question(asked.question_id)
    record = {
        # A question about somebody's CV names what stands there; a follow-up is scored with the question before it.
        "question": question.question if asked.kind == "follow_up" else asked.text,
        "type": question.type,
        "role": run.setup.role,
        "level": run.setup.level,
        "competency": question.competency,
        "difficulty": question.difficulty,
        "key_points": question.key_points,
        "answer": _judged(desk, trainer.user_id, run, asked, answer),
    }
    part = part_of(desk, trainer)
    experiment, arm = (part[0].id, part[1]) if part is not None else ("", None)
    prediction = served(trainer.get_personalized_prediction(run.scenario_id, record), arm)
    judgement = prediction.judgement
    if judgement is None:
        raise InvalidInput("Write an answer first.")
    feedback = compose(
        judgement,
        record,
        library=desk.library,
        wording=lambda weakest: _wording(desk, trainer, arm, asked, question, judgement, weakest),
        seed=asked.attempt_id,
    )
    return Attempt(
        id=asked.attempt_id,
        run_id=run.id,
        question_id=question.id,
        question=asked.text,
        type=question.type,
        competency=question.competency,
        difficulty=question.difficulty,
        kind=asked.kind,
        of_attempt=asked.of_attempt,
        answer=answer,
        seconds=max(0.0, seconds),
        created_at=desk.clock.now(),
        feedback=feedback,
        provenance=_provenance(prediction, experiment, arm),
    )


def _wording(
    desk: Desk,
    trainer: UserModelTrainer,
    arm: Arm | None,
    asked: Asked,
    question: Question,
    judgement: Judgement,
    weakest: str,
) -> Wording:
    """How this feedback is put: as the person set it, otherwise as it has helped them; the same for the same answer."""
    overall = judgement.scores["overall"].value
    chosen = choose_wording(
        served_state(trainer, arm).helpfulness,
        trainer.coaching_preferences(COACH).wording(),
        Random(f"{asked.attempt_id}/wording"),
        barred=out_of_place(
            desk.library,
            overall=overall,
            competency=question.competency,
            cautioned=bool(judgement.details.get("notes")),
        ),
    )
    return framed(
        desk.library,
        chosen.options,
        overall=overall,
        criterion=weakest,
        question_type=question.type,
        seed=asked.attempt_id,
        chances=chosen.chances,
    )


def _judged(desk: Desk, user_id: str, run: Run, asked: Asked, answer: str) -> str:
    """The text to judge: a follow-up completes the first answer, so that one is read with everything added to it."""
    if asked.kind != "follow_up" or asked.of_attempt is None:
        return answer
    with desk.database.read() as connection:
        earlier = desk.practice.attempts_of_run(connection, user_id, run.id)
    added = [a.answer for a in earlier if a.kind == "follow_up" and a.of_attempt == asked.of_attempt]
    first = [a.answer for a in earlier if a.id == asked.of_attempt]
    return "\n\n".join([*first, *added, answer])


def _provenance(prediction: PersonalizedPrediction, experiment: str, arm: Arm | None) -> Provenance:
    expected = prediction.expected
    judgement = prediction.judgement
    return Provenance(
        version_id=prediction.version.id,
        version=prediction.version.label,
        inherited=prediction.inherited,
        weight=expected.weight,
        scheduled=expected.scheduled,
        evidence=expected.evidence,
        n=expected.n,
        global_logit=prediction.global_logit,
        expected=expected.p,
        expected_global=expected.p_global,
        expected_personal=expected.p_personal,
        offset_points=prediction.offset_points,
        offset_n=prediction.offset_n,
        engines={} if judgement is None else judgement.engines,
        kind=prediction.kind,
        experiment=experiment,
        arm=arm,
    )
