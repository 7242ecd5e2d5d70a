"""Does the choice of questions find out more? Simulated people of known ability practise under four strategies."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.personal.ability import Constants, competency_state, sigmoid
from shared_backend.ai_engines.personal.difficulty import COMFORTABLE, Wish
from shared_backend.ai_engines.personal.interactions import Answered, DifficultyWished
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.operations.evaluation.simulator import COMPETENCIES, GRADING_PRECISION
from shared_backend.services.recommendation.next_question import Candidate, Recent, Wished, choose

DIFFICULTIES = (1, 2, 3, 4, 5)
QUESTIONS_EACH = 20
BASE, STEP, SPREAD = 0.6, -0.4, 0.5  # logit at difficulty 3, a level, a question's own standard deviation
MEASURES = ("weakest_found", "regret", "ability_rmse", "off_target")

Strategy = Callable[[Sequence[Candidate], PersonalState, Recent, Random], Candidate]
# What somebody who feels this logit above (below 0: under) the comfortable one says after an answer, or None.
Voice = Callable[[float, Random], Wish | None]
People = NDArray[np.float64]


def compare_strategies(users: int, answers: int, *, seed: int) -> dict[str, dict[str, float]]:
    """Let the same people practise under each strategy.

    Returns
    -------
    dict
        For each strategy `weakest_found` (share of people whose truly weakest competency has the lowest estimate),
        `regret` (how far, in logit, the competency taken for the weakest lies above the truly weakest),
        `ability_rmse` (logit, over competencies) and `off_target` (how far from .70 the true chance of doing well lay),
        each with its standard error `…_se` over people.
    """
    return {name: summary(practised(strategy, users, answers, seed=seed)) for name, strategy in STRATEGIES.items()}


def practised(strategy: Strategy, users: int, answers: int, *, seed: int, voice: Voice | None = None) -> People:
    """One row a person, one column for each of `MEASURES`; the same person for the same seed and row."""
    return np.array([_practise(strategy, answers, Random(f"{seed}/{user}"), voice) for user in range(users)])


def summary(people: People) -> dict[str, float]:
    """Means over people with their standard errors."""
    errors = people.std(axis=0, ddof=1) / math.sqrt(len(people))
    found: dict[str, float] = {}
    for name, mean, error in zip(MEASURES, people.mean(axis=0), errors, strict=True):
        found |= {name: round(float(mean), 4), f"{name}_se": round(float(error), 4)}
    return found


def honest(felt: float, rng: Random) -> Wish | None:
    """Speaks up after three answers in ten, when a question was clearly off, as far as they can tell."""
    felt += rng.gauss(0.0, 1.0)
    if rng.random() > 0.3 or abs(felt) < 0.75:
        return None
    return "harder" if felt > 0.0 else "easier"


def always_harder(felt: float, rng: Random) -> Wish | None:
    """Asks for something harder after three answers in ten, whatever they can do."""
    del felt
    return "harder" if rng.random() <= 0.3 else None


def _practise(strategy: Strategy, answers: int, rng: Random, voice: Voice | None) -> tuple[float, ...]:
    constants = Constants()
    overall = rng.gauss(0.0, math.sqrt(constants.tau_u2))
    truth = {c: overall + rng.gauss(0.0, math.sqrt(constants.tau_s2)) for c in COMPETENCIES}
    bank = [
        Candidate(f"{c}/{k}", c, level, BASE + STEP * (level - 3) + rng.gauss(0.0, SPREAD))
        for c in COMPETENCIES
        for k in range(QUESTIONS_EACH)
        for level in [DIFFICULTIES[k % len(DIFFICULTIES)]]
    ]
    # The same answer to the same question under every strategy, whatever was asked before; a new one when repeated.
    person = rng.random()
    state, recent, off = PersonalState.fresh(), Recent(), 0.0
    asked = strategy(bank, state, recent, rng)
    for number in range(answers):
        p = sigmoid(constants.s * asked.global_logit + truth[asked.competency])
        off += abs(p - 0.7) / answers
        luck = Random(f"{person}/{asked.question_id}/{recent.question_ids.count(asked.question_id)}")
        outcome = luck.betavariate(GRADING_PRECISION * p, GRADING_PRECISION * (1.0 - p))
        state = state.after(Answered(asked.competency, asked.global_logit, outcome, 0.0))
        ids = (*recent.question_ids, asked.question_id)
        recent = Recent(ids, (*recent.competencies, asked.competency), (), number + 1)
        felt = constants.s * asked.global_logit + truth[asked.competency] - COMFORTABLE
        wish = None if voice is None else voice(felt, rng)
        if wish is None:
            asked = strategy(bank, state, recent, rng)
            continue
        state = state.after(DifficultyWished(asked.competency, asked.global_logit, wish))
        wished = Wished(wish, asked.competency, asked.global_logit)
        asked = _named(bank, choose(bank, state, {}, recent, at=0.0, rng=rng, wished=wished).question_id)
    return (*_judged(state, truth), off)


def _judged(state: PersonalState, truth: Mapping[str, float]) -> tuple[float, float, float]:
    estimate = {c: state.ability.m + competency_state(state.ability, c, state.constants).m for c in truth}
    taken = min(truth, key=lambda c: estimate[c])
    weakest = min(truth, key=lambda c: truth[c])
    squares = [(estimate[c] - truth[c]) ** 2 for c in truth]
    return float(taken == weakest), truth[taken] - truth[weakest], math.sqrt(sum(squares) / len(squares))


def coach(bank: Sequence[Candidate], state: PersonalState, recent: Recent, rng: Random) -> Candidate:
    """The product's own choice."""
    return _named(bank, choose(bank, state, {}, recent, at=0.0, rng=rng).question_id)


def _named(bank: Sequence[Candidate], question_id: str) -> Candidate:
    return next(c for c in bank if c.question_id == question_id)


def _random(bank: Sequence[Candidate], state: PersonalState, recent: Recent, rng: Random) -> Candidate:
    return rng.choice(_new(bank, recent))


def _round_robin(bank: Sequence[Candidate], state: PersonalState, recent: Recent, rng: Random) -> Candidate:
    turn = COMPETENCIES[recent.asked_so_far % len(COMPETENCIES)]
    return rng.choice([c for c in _new(bank, recent) if c.competency == turn])


def _weakest(bank: Sequence[Candidate], state: PersonalState, recent: Recent, rng: Random) -> Candidate:
    left = _new(bank, recent)
    names = sorted({c.competency for c in left})
    lowest = min(names, key=lambda name: competency_state(state.ability, name, state.constants).m)
    return rng.choice([c for c in left if c.competency == lowest])


def _new(bank: Sequence[Candidate], recent: Recent) -> list[Candidate]:
    asked = frozenset(recent.question_ids)
    return [c for c in bank if c.question_id not in asked]


STRATEGIES: dict[str, Strategy] = {
    "coach": coach,
    "random": _random,
    "round_robin": _round_robin,
    "always_weakest": _weakest,
}
