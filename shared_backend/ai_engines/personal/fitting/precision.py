"""How much more a graded answer says than a right-or-wrong one: the precision of outcomes, for honest ranges.

H2 learns from an outcome y as if it were right or wrong with probability p, whose variance is p(1 − p). A grade
scatters less, by a factor φ. Fitted constants make up for it in the means (prior variances grow by about φ), so the
true variance of an offset is the filter's divided by φ. With W = h²V for what was not yet known of the person,

    E(y − p)² = (p(1 − p) − W/φ)/φ + W/φ        summed over answers: B φ² − (A + W) φ + W = 0

with A = Σp(1 − p), B = Σ(y − p)². Pearson's estimate of the dispersion of a quasi-likelihood (McCullagh and Nelder
1989, section 4.5), corrected for W.
"""

from __future__ import annotations

import math

import numpy as np

from shared_backend.ai_engines.personal.ability import Constants
from shared_backend.ai_engines.personal.fitting.histories import Histories
from shared_backend.ai_engines.personal.fitting.passes import GaussianFilter

# The first answers of a person say more about who they are than about how grades scatter.
KNOWN_AFTER = 10
LEAST_ANSWERS = 200
MOST = 20.0  # a bound against histories of a few people who always got the same grade


def outcome_precision(histories: Histories, constants: Constants) -> float:
    """φ in [1, 20]; 1, as for right-or-wrong answers, where there are too few to tell."""
    people = GaussianFilter(histories, constants)
    spread, squares, unknown, answers = 0.0, 0.0, 0.0, 0
    for number, (at, k, slot) in enumerate(histories.steps()):
        _, (m_u, v_u, m_c, v_c) = people.step(at, k, slot)
        if number < KNOWN_AFTER:
            continue
        p = 1.0 / (1.0 + np.exp(-(constants.s * histories.global_logit[at] + m_u + m_c)))
        h = p * (1.0 - p)
        spread += float(h.sum())
        squares += float(((histories.outcome[at] - p) ** 2).sum())
        unknown += float((h * h * (v_u + v_c)).sum())
        answers += k
    if answers < LEAST_ANSWERS or squares <= 0.0:
        return 1.0
    both = spread + unknown
    phi = (both + math.sqrt(max(0.0, both * both - 4.0 * squares * unknown))) / (2.0 * squares)
    return min(MOST, max(1.0, phi))
