"""Refits H2's constants on out-of-fold global logits: the most probable ones given the histories and the defaults."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.personal.ability import Constants, logit, sigmoid
from shared_backend.operations.evaluation.histories import Histories, personal_logits
from shared_backend.operations.evaluation.learner_rows import LearnerRows

MAX_USERS = 2000  # more users move the constants by less than their sampling error
MAX_EVALUATIONS = 400
# How far from the default a constant may plausibly lie (standard deviation of its logarithm; of the logit for rho).
# A thousand histories overrule it; sixty do not, and then the defaults stay nearly as they are.
_SPREAD = np.array([1.0, 1.0, 1.5, 1.5, 2.0, 0.25])
_FIRST_STEP = np.array([0.7, 0.7, 1.0, 1.0, 1.0, 0.15])

Column = NDArray[np.float64]


def fit_constants(rows: LearnerRows, logits: Column, *, seed: int) -> Constants:
    """Constants that predict the rows best, each answer before it is seen (Nelder–Mead, deterministic).

    Parameters
    ----------
    logits : array of shape (len(rows),)
        Out-of-fold global logits.
    seed : int
        Draws the users when there are more than 2,000.
    """
    from scipy.optimize import minimize

    users = np.unique(rows.user)
    if len(users) > MAX_USERS:
        chosen = np.isin(rows.user, np.random.default_rng(seed).choice(users, MAX_USERS, replace=False))
        rows, logits = rows.where(chosen), logits[chosen]
    histories = Histories.of(rows.user, rows.skill, rows.correct, logits)
    start = _to_vector(Constants())

    def cost(x: Column) -> float:
        eta = personal_logits(histories, _to_constants(x))
        loss = float((np.logaddexp(0.0, eta) - rows.correct * eta).sum())
        return (loss + 0.5 * float((((x - start) / _SPREAD) ** 2).sum())) / len(rows)

    simplex = np.vstack([start, start + np.diag(_FIRST_STEP)])
    options = {"maxfev": MAX_EVALUATIONS, "xatol": 0.02, "fatol": 1e-6, "initial_simplex": simplex}
    return _to_constants(minimize(cost, start, method="Nelder-Mead", options=options).x)


def _to_vector(c: Constants) -> Column:
    return np.array([*map(math.log, (c.tau_u2, c.tau_s2, c.q_u, c.q_s)), logit(c.rho), math.log(c.s)])


def _to_constants(x: Column) -> Constants:
    tau_u2, tau_s2, q_u, q_s = (math.exp(value) for value in x[:4])
    return Constants(tau_u2, tau_s2, q_u, q_s, sigmoid(float(x[4])), math.exp(x[5]))
