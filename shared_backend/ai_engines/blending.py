"""How much of a prediction is *you* and how much is *everyone*: a schedule as prior, evidence decides.

    w0(n) = 0 at n = 0, linear to .70 at 10, linear to .90 at 50, then .90
    L    += log p_personal(y) − log p_global(y)      before each update
    w     = σ(logit w0(n) + L)        p = (1 − w)·p_global + w·p_personal

A Bayesian mixture of two forecasters whose prior odds follow the schedule. While the personal model has not
predicted this person better than the global one, the weight falls by itself.

L is limited to [−8, 2]. The schedule already gives a model that does well 70 to 90 %, so more credit than 2 nats buys
nothing, but it would delay the moment a model that has gone wrong loses its say. Measured on ASSISTments 2015 (1,000
unseen users, log loss of the blend minus global only; "shifted": each personal logit moved by a constant of the user
drawn from N(0, 1.5²), two seeds):

                  over H2   shifted           over L2   shifted
    L unlimited   −.0213    −.0021, −.0049    −.0365    −.0117, −.0105
    L in [−8, 2]  −.0213    −.0045, −.0079    −.0364    −.0146, −.0134
"""

from __future__ import annotations

import math
from typing import NamedTuple

from shared_backend.ai_engines.personal.ability import logit, sigmoid

FLOOR = 1e-6  # a probability is never taken for impossible
CEILING = 1.0 - FLOOR
EVIDENCE_RANGE = (-8.0, 2.0)  # nats


class Blend(NamedTuple):
    """A blended probability with all that is needed to explain it.

    `weight` is the personal share in [0, 1]; `scheduled` what it would be without evidence; `evidence` the log
    likelihood ratio kept so far (nats, within `EVIDENCE_RANGE`; above 0 the personal model has predicted this person
    better).
    """

    p: float
    p_global: float
    p_personal: float
    weight: float
    scheduled: float
    evidence: float
    n: int

    def global_only(self) -> Blend:
        """The same prediction for somebody who wants nothing personal in it: exactly the global one."""
        return self._replace(p=self.p_global, weight=0.0)


def scheduled_weight(n: int) -> float:
    """The owner's schedule: the personal share after `n` answers when evidence is silent.

    >>> [round(scheduled_weight(n), 2) for n in (0, 1, 5, 10, 30, 50, 500)]
    [0.0, 0.07, 0.35, 0.7, 0.8, 0.9, 0.9]
    """
    if n <= 0:
        return 0.0
    weight = 0.07 * n if n <= 10 else min(0.9, 0.7 + 0.005 * (n - 10))
    return min(0.98, max(0.02, weight))


_SCHEDULE_ENDS = 50
_SCHEDULED = tuple(scheduled_weight(n) for n in range(_SCHEDULE_ENDS + 1))
_PRIOR_LOG_ODDS = tuple(logit(weight) for weight in _SCHEDULED)


def blend(p_global: float, p_personal: float, n: int, evidence: float) -> Blend:
    """Mix the two predictions; with `n` = 0 the answer is exactly the global one."""
    if n <= 0:
        return Blend(p_global, p_global, p_personal, 0.0, 0.0, evidence, 0)
    at = min(n, _SCHEDULE_ENDS)
    weight = sigmoid(_PRIOR_LOG_ODDS[at] + evidence)
    p = (1.0 - weight) * p_global + weight * p_personal
    return Blend(p, p_global, p_personal, weight, _SCHEDULED[at], evidence, n)


def log_likelihood(p: float, outcome: float) -> float:
    """Bernoulli log likelihood of a hard or soft outcome in [0, 1], in nats."""
    p = FLOOR if p < FLOOR else CEILING if p > CEILING else p  # asked for with every answer: faster than min and max
    return outcome * math.log(p) + (1.0 - outcome) * math.log(1.0 - p)


def evidence_after(evidence: float, p_global: float, p_personal: float, outcome: float) -> float:
    """The evidence once the outcome is known; call it with the predictions made before."""
    least, most = EVIDENCE_RANGE
    evidence += log_likelihood(p_personal, outcome) - log_likelihood(p_global, outcome)
    return least if evidence < least else most if evidence > most else evidence
