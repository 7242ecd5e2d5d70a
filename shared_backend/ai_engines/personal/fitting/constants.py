"""Refits H2's constants on out-of-fold global logits: the most probable ones given the histories and the defaults."""

from __future__ import annotations

import math

import numpy as np

from shared_backend.ai_engines.personal.ability import Constants, logit, sigmoid
from shared_backend.ai_engines.personal.fitting.histories import Column, Histories
from shared_backend.ai_engines.personal.fitting.passes import h2_logits

MAX_EVALUATIONS = 400
# How far from the default a constant may plausibly lie (standard deviation of its logarithm; of the logit for rho).
# A thousand histories overrule it; sixty do not, and then the defaults stay nearly as they are.
_SPREAD = np.array([1.0, 1.0, 1.5, 1.5, 2.0, 0.25])
_FIRST_STEP = np.array([0.7, 0.7, 1.0, 1.0, 1.0, 0.15])


def fit_constants(histories: Histories) -> Constants:
    """Constants that predict the answers best, each before it is seen (Nelder–Mead, deterministic)."""
    from scipy.optimize import minimize

    start = _to_vector(Constants())
    outcome = histories.in_order(histories.outcome)

    def cost(x: Column) -> float:
        eta = h2_logits(histories, _to_constants(x))
        loss = float((np.logaddexp(0.0, eta) - outcome * eta).sum())
        return (loss + 0.5 * float((((x - start) / _SPREAD) ** 2).sum())) / len(outcome)

    simplex = np.vstack([start, start + np.diag(_FIRST_STEP)])
    options = {"maxfev": MAX_EVALUATIONS, "xatol": 0.02, "fatol": 1e-6, "initial_simplex": simplex}
    return _to_constants(minimize(cost, start, method="Nelder-Mead", options=options).x)


def _to_vector(c: Constants) -> Column:
    return np.array([*map(math.log, (c.tau_u2, c.tau_s2, c.q_u, c.q_s)), logit(c.rho), math.log(c.s)])


def _to_constants(x: Column) -> Constants:
    tau_u2, tau_s2, q_u, q_s = (math.exp(value) for value in x[:4])
    return Constants(tau_u2, tau_s2, q_u, q_s, sigmoid(float(x[4])), math.exp(x[5]))
