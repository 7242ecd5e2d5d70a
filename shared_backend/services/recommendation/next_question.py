"""Which question next: Thompson sampling over competencies, then the question nearest 70 % expected success.

Every choice carries its reason as numbers, so that the sentence shown to the person (see `reasons`) can be checked
against them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from shared_backend.ai_engines.personal.ability import competency_state
from shared_backend.ai_engines.personal.difficulty import Wish
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.domain.errors import NotFound

TARGET_SUCCESS = 0.70
NO_REPEAT_WITHIN = 30
EXPLORE_EVERY = 4
RECENT_COMPETENCIES = 2
DEFAULT_IMPORTANCE = 0.5
# The three that follow make the choice find more than taking competencies in turn does; measured on simulated people
# of known ability (`intellicoach evaluate next-question`). The draws spread half as wide as the posterior, nothing is
# practised more than four answers ahead of what was practised least, and where an answer is asked for to learn about
# the person, the question is a little harder, which says more.
SPREAD = 0.5
MOST_AHEAD = 4
TELLING = 0.10
# How much more often a competency of the person's career focus is practised.
FOCUS_WEIGHT = 1.5
# How far an easier or harder question should lie from the one before (share of full marks), and at least.
WISHED_STEP, LEAST_STEP = 0.12, 0.02

Why = Literal["review", "explore", "practise", "asked_for", "easier", "harder"]


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
    this competency the choice rests on, `offset` how much better (above 0) or worse than at others they are taken to be
    at it (logit), `importance` the competency's weight for the role, `focus` whether it belongs to their career focus.
    `before` is what was expected on the question that a wish was about, `unmet` whether nothing could meet the wish.
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
    focus: bool = False
    before: float | None = None
    unmet: Wish | None = None


@dataclass(frozen=True, slots=True)
class Wished:
    """The person asked for something easier or harder than a question on this competency with this global logit."""

    wish: Wish
    competency: str
    global_logit: float


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
    focus: frozenset[str] = frozenset(),
    wished: Wished | None = None,
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
        Expected share of full marks to come nearest to: lower for somebody who wants to go fast. An exploring question
        aims a tenth below it.
    focus : frozenset of str
        Competencies of the person's career focus, which are practised more often.
    wished : Wished, optional
        Something easier or harder was asked for: the next question is on the same competency and is expected to go
        better or worse, before any review. Where there is none, the usual choice is made and says so.

    Raises
    ------
    NotFound
        When there is no candidate at all.
    """
    if not candidates:
        raise NotFound("There is no question for this choice. Pick another type or role.")
    unmet: Wish | None = None
    pool = _not_asked_lately(candidates, recent.question_ids[-NO_REPEAT_WITHIN:])
    describe = _Describer(state, importance, focus, at)
    if wished is not None:
        before = state.predict(wished.global_logit, wished.competency, at).p
        found = _as_wished(pool, state, wished, before, at, rng)
        if found is not None:
            return replace(describe(found, wished.wish), before=before)
        unmet = wished.wish
    return replace(_usual(candidates, pool, describe, recent, rng, competency, target), unmet=unmet)


def _usual(
    candidates: Sequence[Candidate],
    pool: Sequence[Candidate],
    describe: _Describer,
    recent: Recent,
    rng: Random,
    competency: str | None,
    target: float,
) -> Choice:
    """A due review, the competency that was asked for, an exploration, or the draw."""
    state, at = describe.state, describe.at
    by_id = {c.question_id: c for c in candidates}
    for due in recent.due_reviews:
        if due in by_id and due not in recent.question_ids[-1:]:
            return describe(by_id[due], "review")
    if competency is not None:
        wanted = [c for c in pool if c.competency == competency]
        if wanted:
            return describe(_nearest(wanted, state, at, rng, target), "asked_for")
    skipped = frozenset(recent.competencies[-RECENT_COMPETENCIES:])
    names = sorted({c.competency for c in pool})
    open_names = [name for name in names if name not in skipped] or names
    why: Why = "practise"
    drawn: float | None = None
    if recent.asked_so_far % EXPLORE_EVERY == EXPLORE_EVERY - 1:
        why = "explore"
        best = max(open_names, key=lambda name: (uncertainty(state, name), describe.weight(name), name))
        target -= TELLING
    else:
        draws = {name: _sample(state, name, rng) for name in _not_far_ahead(state, open_names)}
        best = max(draws, key=lambda name: _need(draws[name]) * describe.weight(name))
        drawn = draws[best]
    fitting = [c for c in pool if c.competency == best]
    return describe(_nearest(fitting, state, at, rng, target), why, drawn)


def uncertainty(state: PersonalState, competency: str) -> float:
    """Standard deviation (logit) of what is known of a competency."""
    return math.sqrt(competency_state(state.ability, competency, state.constants).v)


def _not_asked_lately(candidates: Sequence[Candidate], lately: Sequence[str]) -> list[Candidate]:
    last_asked = {question_id: place for place, question_id in enumerate(lately)}
    unasked = [c for c in candidates if c.question_id not in last_asked]
    return unasked or [min(candidates, key=lambda c: last_asked[c.question_id])]


def _sample(state: PersonalState, competency: str, rng: Random) -> float:
    known = competency_state(state.ability, competency, state.constants)
    spread = math.sqrt(state.ability.v / 4.0 + known.v)
    return rng.gauss(state.ability.m + known.m, SPREAD * spread)


def _not_far_ahead(state: PersonalState, names: Sequence[str]) -> list[str]:
    answers = {name: competency_state(state.ability, name, state.constants).n for name in names}
    least = min(answers.values())
    return [name for name in names if answers[name] <= least + MOST_AHEAD]


def _need(drawn: float) -> float:
    """How much practice a drawn ability asks for, positive so that importance can scale it: σ(−a)."""
    return 1.0 / (1.0 + math.exp(min(50.0, drawn)))


def _nearest(fitting: Sequence[Candidate], state: PersonalState, at: float, rng: Random, target: float) -> Candidate:
    """The question whose expected success is nearest the target; equally near ones are drawn by lot."""
    expected = [state.predict(c.global_logit, c.competency, at).p for c in fitting]
    distances = [round(abs(p - target), 3) for p in expected]
    least = min(distances)
    return rng.choice([c for c, distance in zip(fitting, distances, strict=True) if distance == least])


def _as_wished(
    pool: Sequence[Candidate], state: PersonalState, wished: Wished, before: float, at: float, rng: Random
) -> Candidate | None:
    """A question that meets the wish, on the same competency or else on any; None when there is none."""
    sign = 1.0 if wished.wish == "easier" else -1.0
    easier_by = {c.question_id: sign * (state.predict(c.global_logit, c.competency, at).p - before) for c in pool}
    fitting = [c for c in pool if easier_by[c.question_id] >= LEAST_STEP]
    fitting = [c for c in fitting if c.competency == wished.competency] or fitting
    return _nearest(fitting, state, at, rng, before + sign * WISHED_STEP) if fitting else None


@dataclass(frozen=True, slots=True)
class _Describer:
    """Puts a candidate and the numbers it was chosen by into a `Choice`."""

    state: PersonalState
    importance: Mapping[str, float]
    focus: frozenset[str]
    at: float

    def weight(self, competency: str) -> float:
        """How much this competency's need counts."""
        weight = self.importance.get(competency, DEFAULT_IMPORTANCE)
        return weight * FOCUS_WEIGHT if competency in self.focus else weight

    def __call__(self, candidate: Candidate, why: Why, sampled: float | None = None) -> Choice:
        known = competency_state(self.state.ability, candidate.competency, self.state.constants)
        return Choice(
            question_id=candidate.question_id,
            competency=candidate.competency,
            why=why,
            expected=self.state.predict(candidate.global_logit, candidate.competency, self.at).p,
            sampled=sampled,
            uncertainty=math.sqrt(known.v),
            answers=known.n,
            offset=known.m,
            importance=self.importance.get(candidate.competency, DEFAULT_IMPORTANCE),
            focus=candidate.competency in self.focus,
        )
