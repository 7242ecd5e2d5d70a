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
DEFAULT_IMPORTANCE = 0.5
# From where on the sentence may say so.
FEW_ANSWERS = 2
CLEARLY_WEAKER = -0.1  # logit: about 2 points of 100
IMPORTANT = 0.8

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
    this competency the choice rests on, `offset` how much better (above 0) or worse than their other answers those
    went (logit), `importance` the competency's weight for the role.
    """

    question_id: str
    competency: str
    why: Why
    expected: float
    sampled: float | None
    uncertainty: float
    answers: int
    offset: float
    importance: float


@dataclass(frozen=True, slots=True)
class Recent:
    """What was asked lately, newest last; `asked_so_far` counts the questions asked before this one."""

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
    target: float = TARGET_SUCCESS,
) -> Choice:
    """The next question for this person.

    Parameters
    ----------
    importance : mapping of competency to weight in (0, 1]
        For the role the person practises for; a competency that is not named weighs .5.
    recent : Recent
        Reviews that are due come first, except of the question asked last. Otherwise the last 30 questions and the
        last two competencies are passed over while anything else is left; when every question was asked lately, the
        one asked longest ago comes.
    at : float
        Now, in seconds since 1970.
    competency : str, optional
        Ask for this competency (a follow-up on what was weak); it then decides.
    target : float
        Expected share of full marks to come nearest to: lower for somebody who wants to go fast.

    Raises
    ------
    NotFound
        When there is no candidate at all.
    """
    if not candidates:
        raise NotFound("There is no question for this choice. Pick another type or role.")
    by_id = {c.question_id: c for c in candidates}
    for due in recent.due_reviews:
        if due in by_id and due not in recent.question_ids[-1:]:
            return _chosen(by_id[due], state, importance, "review", None, at)
    pool = _not_asked_lately(candidates, recent.question_ids[-NO_REPEAT_WITHIN:])
    if competency is not None:
        wanted = [c for c in pool if c.competency == competency]
        if wanted:
            return _chosen(_nearest(wanted, state, at, rng, target), state, importance, "asked_for", None, at)
    skipped = frozenset(recent.competencies[-RECENT_COMPETENCIES:])
    names = sorted({c.competency for c in pool})
    open_names = [name for name in names if name not in skipped] or names
    why: Why = "practise"
    drawn: float | None = None
    if recent.asked_so_far % EXPLORE_EVERY == EXPLORE_EVERY - 1:
        why = "explore"
        best = max(open_names, key=lambda name: (uncertainty(state, name), _weight(importance, name), name))
    else:
        draws = {name: _sample(state, name, rng) for name in open_names}
        best = max(open_names, key=lambda name: _need(draws[name]) * _weight(importance, name))
        drawn = draws[best]
    fitting = [c for c in pool if c.competency == best]
    return _chosen(_nearest(fitting, state, at, rng, target), state, importance, why, drawn, at)


def reason(choice: Choice, names: Mapping[str, str]) -> str:
    """One plain sentence on why this question, true of the numbers in `choice`.

    Parameters
    ----------
    names : mapping
        Competency id to the name people see.
    """
    name = names.get(choice.competency, choice.competency)
    if choice.why == "review":
        return f"It is time to answer this question on {name} again."
    return f"{name} comes up because {_because(choice)}."


def _because(choice: Choice) -> str:
    if choice.why == "asked_for":
        return "it was chosen for this question"
    if choice.answers == 0:
        return "you have not answered anything on it yet"
    if choice.answers <= FEW_ANSWERS:
        return "you have answered little on it so far"
    if choice.why == "explore":
        return "every fourth question goes where your answers say least so far"
    if choice.offset <= CLEARLY_WEAKER:
        return "your answers on it went less well than your others"
    if choice.importance >= IMPORTANT:
        return "it matters for the role you practise for"
    return "practice goes through one subject after another"


def uncertainty(state: PersonalState, competency: str) -> float:
    """Standard deviation (logit) of what is known of a competency."""
    return math.sqrt(competency_state(state.ability, competency, state.constants).v)


def _not_asked_lately(candidates: Sequence[Candidate], lately: Sequence[str]) -> list[Candidate]:
    last_asked = {question_id: place for place, question_id in enumerate(lately)}
    unasked = [c for c in candidates if c.question_id not in last_asked]
    return unasked or [min(candidates, key=lambda c: last_asked[c.question_id])]


def _weight(importance: Mapping[str, float], competency: str) -> float:
    return importance.get(competency, DEFAULT_IMPORTANCE)


def _sample(state: PersonalState, competency: str, rng: Random) -> float:
    known = competency_state(state.ability, competency, state.constants)
    spread = math.sqrt(state.ability.v / 4.0 + known.v)
    return rng.gauss(state.ability.m + known.m, spread)


def _need(drawn: float) -> float:
    """How much practice a drawn ability asks for, positive so that importance can scale it: σ(−a)."""
    return 1.0 / (1.0 + math.exp(min(50.0, drawn)))


def _nearest(fitting: Sequence[Candidate], state: PersonalState, at: float, rng: Random, target: float) -> Candidate:
    """The question whose expected success is nearest the target; equally near ones are drawn by lot."""
    expected = [state.predict(c.global_logit, c.competency, at).p for c in fitting]
    distances = [round(abs(p - target), 3) for p in expected]
    least = min(distances)
    return rng.choice([c for c, distance in zip(fitting, distances, strict=True) if distance == least])


def _chosen(
    candidate: Candidate,
    state: PersonalState,
    importance: Mapping[str, float],
    why: Why,
    sampled: float | None,
    at: float,
) -> Choice:
    known = competency_state(state.ability, candidate.competency, state.constants)
    return Choice(
        question_id=candidate.question_id,
        competency=candidate.competency,
        why=why,
        expected=state.predict(candidate.global_logit, candidate.competency, at).p,
        sampled=sampled,
        uncertainty=math.sqrt(known.v),
        answers=known.n,
        offset=known.m,
        importance=_weight(importance, candidate.competency),
    )
