"""Runs the product's own personal model and blend over histories, every prediction made before its label is shown."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter_ns

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines import blending
from shared_backend.ai_engines.personal.ability import logit, sigmoid
from shared_backend.ai_engines.personal.fit import PersonalFit
from shared_backend.ai_engines.personal.interactions import Answered
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.operations.evaluation.learner_rows import LearnerRows

CORRUPTION_SD = 1.5
# A benchmark row carries no usable clock: every answer is taken to follow the last one at once.
AT = 0.0

Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pass:
    """What was predicted before each answer (one entry a row, in the order of the rows).

    `n` is the number of that user's earlier answers, `counts` the user's own share of successes so far, `corrupted`
    the blend whose personal logit was shifted by a constant of the user. `states` are the states after the last
    answer, by user. `update_ns` and `predict_ns` are wall-clock times of each call.
    """

    n: NDArray[np.int64]
    p_global: Column
    p_personal: Column
    p_blend: Column
    corrupted: Column
    counts: Column
    states: dict[str, PersonalState]
    update_ns: Column
    predict_ns: Column


def run_pass(rows: LearnerRows, logits: Column, fit: PersonalFit, *, seed: int) -> Pass:
    """Predict, look, learn: row by row for each user, with the product's functions.

    Parameters
    ----------
    logits : array of shape (len(rows),)
        Global logit of every row.
    seed : int
        Draws the shift N(0, 1.5²) of each user's personal logit for `corrupted`.
    """
    users, first = np.unique(rows.user, return_index=True)
    in_order = users[np.argsort(first)].tolist()
    shifts = dict(
        zip(in_order, np.random.default_rng(seed).normal(0.0, CORRUPTION_SD, len(users)).tolist(), strict=True)
    )
    states = {user: PersonalState.fresh(fit) for user in in_order}
    misled = dict.fromkeys(in_order, 0.0)
    successes = dict.fromkeys(in_order, 0.0)
    found = np.empty((8, len(rows)))
    columns = zip(rows.user.tolist(), rows.skill.tolist(), rows.correct.tolist(), logits.tolist(), strict=True)
    for i, (user, skill, outcome, base) in enumerate(columns):
        state = states[user]
        answered = Answered(skill, base, outcome, AT)
        started = perf_counter_ns()
        given = state.predict(base, skill, AT)
        predicted = perf_counter_ns()
        states[user] = state.after(answered)
        learned = perf_counter_ns()
        wrong = sigmoid(logit(given.p_personal) + shifts[user])
        corrupted = blending.blend(given.p_global, wrong, given.n, misled[user]).p
        misled[user] = blending.evidence_after(misled[user], given.p_global, wrong, outcome)
        counts = (successes[user] + 1.0) / (given.n + 2.0)
        successes[user] += outcome
        found[:, i] = (
            *(given.n, given.p_global, given.p_personal, given.p, corrupted, counts),
            *(learned - predicted, predicted - started),
        )
    return Pass(
        n=found[0].astype(np.int64),
        p_global=found[1],
        p_personal=found[2],
        p_blend=found[3],
        corrupted=found[4],
        counts=found[5],
        states=states,
        update_ns=found[6],
        predict_ns=found[7],
    )
