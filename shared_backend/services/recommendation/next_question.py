"""Which question next: Thompson sampling over competencies, then the question nearest 70 % expected success.

Every choice carries its reason as numbers, so that the sentence shown to the person can be checked against them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from shared_backend.ai_engines.personal.ability import competency_state
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.domain.errors import NotFound

TARGET_SUCCESS = 0.70
BAND = (0.60, 0.80)
NO_REPEAT_WITHIN = 30
EXPLORE_EVERY = 4
RECENT_COMPETENCIES = 2

Why = Literal["review", "explore", "practise", "asked_for"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be asked: its id, competency, difficulty 1–5 and the global logit of doing well on it."""

    question_id: str
    competency: str
    difficulty: int
    global_logit: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen question and why.

    `expected` is the blended probability of doing well, `sampled` the offset drawn for the competency (logit, None
    unless it decided), `uncertainty` the standard deviation of the competency's offset, `answers` how many answers on
    this competency the choice rests on.
    """

    question_id: str
    competency: str
    why: Why
    expected: float
    sampled: float | None
    uncertainty: float
    answers: int


@dataclass(frozen=True, slots=True)
class Recent:
    """What was asked lately, newest last."""

    question_ids: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()
    due_reviews: tuple[str, ...] = ()
    asked_so_far: int = 0


def choose(
    candidates: Sequence[Candidate],
    state: PersonalState,
    importance: Mapping[str, float],
    recent: Recent,
    *,
    at: float,
    rng: Random,
    competency: str | None = None,
) -> Choice:
    """The next question for this person.

    Parameters
    ----------
    importance : mapping of competency to weight in (0, 1]
        For the role the person practises for; a competency that is not named weighs .5.
    recent : Recent
        Reviews that are due come first; the last two competencies and the last 30 questions are passed over while
        anything else is left.
    at : float
        Now, in seconds since 1970.
    competency : str, optional
        Ask for this competency (a follow-up on what was weak); it then decides.

    Raises
    ------
    NotFound
        When there is no candidate at all.
    """
    if not candidates:
        raise NotFound("There is no question for this choice. Pick another type or role.")
    by_id = {c.question_id: c for c in candidates}
    for due in recent.due_reviews:
        if due in by_id:
            return _chosen(by_id[due], state, "review", None, at)
    seen = frozenset(recent.question_ids[-NO_REPEAT_WITHIN:])
    pool = [c for c in candidates if c.question_id not in seen] or list(candidates)
    if competency is not None:
        wanted = [c for c in pool if c.competency == competency]
        if wanted:
            return _chosen(_nearest(wanted, state, at, rng), state, "asked_for", None, at)
    skipped = frozenset(recent.competencies[-RECENT_COMPETENCIES:])
    names = sorted({c.competency for c in pool})
    open_names = [name for name in names if name not in skipped] or names
    explore = recent.asked_so_far % EXPLORE_EVERY == EXPLORE_EVERY - 1
    if explore:
        best = max(open_names, key=lambda name: (uncertainty(state, name), importance.get(name, 0.5), name))
        drawn = None
    else:
        draws = {name: _sample(state, name, rng) for name in open_names}
        best = max(open_names, key=lambda name: _need(draws[name]) * importance.get(name, 0.5))
        drawn = draws[best]
    fitting = [c for c in pool if c.competency == best]
    return _chosen(_nearest(fitting, state, at, rng), state, "explore" if explore else "practise", drawn, at)


def uncertainty(state: PersonalState, competency: str) -> float:
    """Standard deviation (logit) of what is known of a competency."""
    return math.sqrt(competency_state(state.ability, competency, state.constants).v)


def _sample(state: PersonalState, competency: str, rng: Random) -> float:
    known = competency_state(state.ability, competency, state.constants)
    spread = math.sqrt(state.ability.v / 4.0 + known.v)
    return rng.gauss(state.ability.m + known.m, spread)


def _need(drawn: float) -> float:
    """How much practice a drawn ability asks for, positive so that importance can scale it: σ(−a)."""
    return 1.0 / (1.0 + math.exp(min(50.0, drawn)))


def _nearest(fitting: Sequence[Candidate], state: PersonalState, at: float, rng: Random) -> Candidate:
    """The question whose expected success is nearest the target; equally near ones are drawn by lot."""
    expected = [state.predict(c.global_logit, c.competency, at).p for c in fitting]
    distances = [round(abs(p - TARGET_SUCCESS), 3) for p in expected]
    least = min(distances)
    return rng.choice([c for c, distance in zip(fitting, distances, strict=True) if distance == least])


def _chosen(candidate: Candidate, state: PersonalState, why: Why, sampled: float | None, at: float) -> Choice:
    known = competency_state(state.ability, candidate.competency, state.constants)
    return Choice(
        candidate.question_id,
        candidate.competency,
        why,
        state.predict(candidate.global_logit, candidate.competency, at).p,
        sampled,
        math.sqrt(known.v),
        known.n,
    )
