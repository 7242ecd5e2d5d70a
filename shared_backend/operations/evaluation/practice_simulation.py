"""Does the choice of questions find out more? Simulated people of known ability practise under four strategies."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from random import Random

import numpy as np

from shared_backend.ai_engines.personal.ability import Constants, competency_state, sigmoid
from shared_backend.ai_engines.personal.interactions import Answered
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.operations.evaluation.simulator import COMPETENCIES, GRADING_PRECISION
from shared_backend.services.recommendation.next_question import Candidate, Recent, choose

DIFFICULTIES = (1, 2, 3, 4, 5)
QUESTIONS_EACH = 20
BASE, STEP, SPREAD = 0.6, -0.4, 0.5  # logit at difficulty 3, a level, a question's own standard deviation

Strategy = Callable[[Sequence[Candidate], PersonalState, Recent, Random], Candidate]


def compare_strategies(users: int, answers: int, *, seed: int) -> dict[str, dict[str, float]]:
    """Let the same people practise under each strategy.

    Returns
    -------
    dict
        For each strategy `weakest_found` (share of people whose truly weakest competency has the lowest estimate),
        `regret` (how far, in logit, the competency taken for the weakest lies above the truly weakest) and
        `ability_rmse` (logit, over competencies), each with its standard error `…_se` over people.
    """
    return {
        name: _summary([_practise(strategy, answers, Random(f"{seed}/{user}")) for user in range(users)])
        for name, strategy in STRATEGIES.items()
    }


def _practise(strategy: Strategy, answers: int, rng: Random) -> tuple[float, float, float]:
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
    state, recent = PersonalState.fresh(constants), Recent()
    for number in range(answers):
        asked = strategy(bank, state, recent, rng)
        p = sigmoid(constants.s * asked.global_logit + truth[asked.competency])
        luck = Random(f"{person}/{asked.question_id}/{recent.question_ids.count(asked.question_id)}")
        outcome = luck.betavariate(GRADING_PRECISION * p, GRADING_PRECISION * (1.0 - p))
        state = state.after(Answered(asked.competency, asked.global_logit, outcome, 0.0))
        ids = (*recent.question_ids, asked.question_id)
        recent = Recent(ids, (*recent.competencies, asked.competency), (), number + 1)
    return _judged(state, truth)


def _judged(state: PersonalState, truth: Mapping[str, float]) -> tuple[float, float, float]:
    estimate = {c: state.ability.m + competency_state(state.ability, c, state.constants).m for c in truth}
    taken = min(truth, key=lambda c: estimate[c])
    weakest = min(truth, key=lambda c: truth[c])
    squares = [(estimate[c] - truth[c]) ** 2 for c in truth]
    return float(taken == weakest), truth[taken] - truth[weakest], math.sqrt(sum(squares) / len(squares))


def _summary(people: Sequence[tuple[float, float, float]]) -> dict[str, float]:
    values = np.array(people)
    errors = values.std(axis=0, ddof=1) / math.sqrt(len(people))
    found: dict[str, float] = {}
    for name, mean, error in zip(("weakest_found", "regret", "ability_rmse"), values.mean(axis=0), errors, strict=True):
        found |= {name: round(float(mean), 4), f"{name}_se": round(float(error), 4)}
    return found


def _coach(bank: Sequence[Candidate], state: PersonalState, recent: Recent, rng: Random) -> Candidate:
    chosen = choose(bank, state, {}, recent, at=0.0, rng=rng).question_id
    return next(c for c in bank if c.question_id == chosen)


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
    "coach": _coach,
    "random": _random,
    "round_robin": _round_robin,
    "always_weakest": _weakest,
}
