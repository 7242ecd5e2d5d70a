"""Chooses the next question of a run and says why in one true sentence."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from random import Random

from sqlalchemy import Connection

from shared_backend.ai_engines.personal.difficulty import Wish
from shared_backend.ai_engines.personal.prior import AbilityPrior
from shared_backend.coaching.comparison import part_of, served_state
from shared_backend.coaching.desk import COACH, Desk
from shared_backend.domain.errors import EngineUnavailable
from shared_backend.domain.practice import Asked, Attempt, Run, Setup
from shared_backend.domain.principal import Principal
from shared_backend.services.content.library import QUESTION_TYPES, Question, QuestionType
from shared_backend.services.content.relevance import EMPHASIS, asked_for
from shared_backend.services.recommendation.next_question import (
    TARGET_SUCCESS,
    Candidate,
    Choice,
    Recent,
    Wished,
    choose,
)
from shared_backend.services.recommendation.reasons import reason
from shared_backend.services.recommendation.reviews import due

ENOUGH = 6  # with fewer fitting questions than this, one demand on them is dropped
MEMORY = 60
# Expected share of full marks aimed at, by the pace a person has set.
PACE: Mapping[str, float] = {"fast": 0.60, "moderate": TARGET_SUCCESS, "gradual": 0.80}
TECHNICAL_TURNS: tuple[QuestionType, ...] = ("technical", "case_study", "technical", "behavioral", "situational")


def plan_question(
    desk: Desk,
    connection: Connection,
    principal: Principal,
    run: Run,
    instead: Asked | None = None,
    wish: Wish | None = None,
) -> Asked:
    """The next question of a run, for this person, within the caller's transaction.

    Parameters
    ----------
    instead, wish
        The question that something easier or harder than it was asked for; what the wish teaches is learned here.
    """
    version = desk.workshop.registry.with_alias(connection, COACH, "champion")
    if version is None:
        raise EngineUnavailable(
            "The interview coach is not ready yet. A member of staff needs to deploy a model first."
        )
    prior = AbilityPrior.from_card(version.card)
    attempt_id = str(uuid.uuid4())
    now = desk.clock.now()
    trainer = desk.trainer(principal.user_id)
    wished = None
    if instead is not None and wish is not None:
        wished = Wished(wish, instead.competency, prior.global_logit(instead.difficulty))
        trainer.train_from_user_interaction(
            run.scenario_id,
            "difficulty_wished",
            {"competency": wished.competency},
            {"global_logit": wished.global_logit},
            {"wish": wish},
            interaction_id=f"{instead.attempt_id}:difficulty",
            attempt_id=instead.attempt_id,
        )
    part = part_of(desk, trainer)
    state = served_state(trainer, part[1] if part is not None else None)
    wishes = trainer.coaching_preferences(COACH)
    aim = desk.library.career_focus.get(wishes.career_focus, {})
    answers = desk.practice.latest_attempts(connection, principal.user_id, limit=MEMORY)
    recent = _recent(desk, run, answers, state.ability.n, now)
    # Something easier or harder may well be a question for another level.
    wanted = wanted_type(run, wishes.interview_style)
    fitting = suitable(desk.library.questions.values(), run.setup, wanted, any_level=wished is not None)
    advertised = asked_for(run.setup.job_ad, desk.reference)
    choice = choose(
        [
            Candidate(q.id, q.competency, q.difficulty, prior.global_logit(q.difficulty))
            for q in _with_reviews(desk, run, fitting, recent.due_reviews)
        ],
        state,
        _importance(desk, run.setup, advertised),
        recent,
        at=now.timestamp(),
        rng=Random(attempt_id),
        target=PACE[wishes.learning_pace],
        focus=frozenset(aim.get("competencies", ())),
        wished=wished,
    )
    question = desk.library.question(choice.question_id)
    return Asked(
        attempt_id=attempt_id,
        question_id=question.id,
        text=question.question,
        kind="main",
        competency=question.competency,
        difficulty=question.difficulty,
        because=_because(desk, choice, str(aim.get("words", "")), advertised.get(question.competency)),
        expected=choice.expected,
        asked_at=now,
    )


def wanted_type(run: Run, style: str = "formal") -> str:
    """The type for the next question; a mixed run takes the types in turn, a technical interview its own first."""
    if run.setup.question_type != "mixed":
        return run.setup.question_type
    turns = TECHNICAL_TURNS if style == "technical" else QUESTION_TYPES
    return turns[run.main_count() % len(turns)]


def suitable(
    questions: Iterable[Question], setup: Setup, question_type: str, *, any_level: bool = False
) -> list[Question]:
    """Questions of the type that fit the role and level; where there are few, level and then role are dropped."""
    of_type = [q for q in questions if q.type == question_type]
    for_role = [q for q in of_type if setup.role_family in q.role_families or "general" in q.role_families]
    for_level = [q for q in for_role if setup.level in q.levels or any_level]
    return next((found for found in (for_level, for_role) if len(found) >= ENOUGH), of_type)


def _recent(desk: Desk, run: Run, answers: tuple[Attempt, ...], learned_from: int, now: datetime) -> Recent:
    here = tuple(a.question_id for a in run.asked)
    ids = (*(a.question_id for a in answers if a.question_id not in here), *here)
    known = [desk.library.questions[q] for q in ids if q in desk.library.questions]
    reviews = due([(a.question_id, a.feedback.overall.value, a.created_at) for a in answers], now)
    # One old question a run is enough; the rest of it is for new ones.
    first = reviews if not here else ()
    skipped = sum(a.state == "skipped" for a in run.asked)
    return Recent(ids, tuple(q.competency for q in known), first, learned_from + skipped)


def _with_reviews(desk: Desk, run: Run, fitting: list[Question], reviews: tuple[str, ...]) -> list[Question]:
    """The fitting questions and those due for review, as far as the type of this run allows them."""
    wanted = run.setup.question_type
    known = [desk.library.questions[q] for q in reviews if q in desk.library.questions]
    return [*fitting, *(q for q in known if q not in fitting and wanted in {"mixed", q.type})]


def _importance(desk: Desk, setup: Setup, advertised: Mapping[str, str]) -> dict[str, float]:
    return {
        c.id: min(1.0, c.importance.get(setup.role_family, c.importance["general"]))
        * (EMPHASIS if c.id in advertised else 1.0)
        for c in desk.library.competencies.values()
    }


def _because(desk: Desk, choice: Choice, aim: str, advertised: str | None) -> str:
    names = {c.id: c.name for c in desk.library.competencies.values()}
    sentence = reason(choice, names, aim)
    return f"{sentence} The job advertisement speaks of it (“{advertised}”)." if advertised else sentence
