"""H2: one person's Gaussian offsets on the global logit, overall and per competency, learned one answer at a time.

Source of the equations: the project's measured design ("H2"); a diagonal assumed-density filter for logistic
regression (compare Glickman 1999, Parametric Bradley–Terry filtering, with a probit-scaled predictive mean after
MacKay 1992). An update costs the same after ten answers as after a hundred thousand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from shared_backend.domain.errors import InvalidInput

LOGIT_LIMIT = 8.0  # beyond it a probability differs from 0 or 1 by less than .0004: nothing is gained by more
_PI_8 = math.pi / 8.0
CAP = 1.5  # uncertainty never grows beyond this multiple of what a stranger starts with


@dataclass(frozen=True, slots=True)
class Constants:
    """H2's constants, refitted on out-of-fold logits at global retrains.

    `tau_*2` are prior variances (logit²) of the overall and the per-competency offset, `q_*` what each answer and each
    day away adds to them, `rho` the shrinkage of competency offsets, `s` the slope on the global logit.

    `q_s` is a tenth of the design's .02: with .02 a competency's variance settles above the prior however much is
    answered, so "not enough data" would never end and exploring would not know where to go. Measured, it costs
    nothing (log loss at otherwise default constants: ASSISTments 2015 .5335 against .5340, simulated learners .5803
    against .5800).
    """

    tau_u2: float = 0.6
    tau_s2: float = 0.3
    q_u: float = 0.002
    q_s: float = 0.002
    rho: float = 0.98
    s: float = 1.1


# Named tuples, not dataclasses: they are made anew with every answer, and a tuple is made five times faster.
class CompetencyState(NamedTuple):
    """What is known of one competency: offset `m` (logit), its variance `v`, answers `n`, sum of outcomes, recent
    residual, and the person's answer count when it was last practised."""

    m: float
    v: float
    n: int
    outcomes: float
    ewma: float
    last: int


class AbilityState(NamedTuple):
    """All H2 knows of one person. `fresh` makes a stranger's; nothing in it grows with the number of answers.

    `m`, `v` are the overall offset (logit) and its variance after `n` answers, `ewma_*` recent residuals y − p_global
    with that decay, `residual_sum` and `variance_sum` Σ(y − p_global) and Σ p_global(1 − p_global).
    """

    m: float
    v: float
    n: int
    ewma_90: float
    ewma_97: float
    residual_sum: float
    variance_sum: float
    competencies: Mapping[str, CompetencyState]


class Step(NamedTuple):
    """One prequential step: what was expected before the outcome was seen, and the state after it."""

    state: AbilityState
    p_global: float
    p_personal: float


def fresh(constants: Constants) -> AbilityState:
    """The state of somebody who has not answered yet."""
    return AbilityState(0.0, constants.tau_u2, 0, 0.0, 0.0, 0.0, 0.0, {})


def sigmoid(x: float) -> float:
    """Logistic function without overflow."""
    if x >= 0:
        return 1.0 / (1.0 + math.exp(-x))
    e = math.exp(x)
    return e / (1.0 + e)


def logit(p: float) -> float:
    """Inverse of `sigmoid`, limited to ±`LOGIT_LIMIT`."""
    if p <= 0.0:
        return -LOGIT_LIMIT
    if p >= 1.0:
        return LOGIT_LIMIT
    x = math.log(p / (1.0 - p))
    return -LOGIT_LIMIT if x < -LOGIT_LIMIT else LOGIT_LIMIT if x > LOGIT_LIMIT else x


def competency_state(state: AbilityState, competency: str, constants: Constants) -> CompetencyState:
    """The competency's state, or a stranger's when it was never practised."""
    known = state.competencies.get(competency)
    return known if known is not None else CompetencyState(0.0, constants.tau_s2, 0, 0.0, 0.0, 0)


def widened(state: AbilityState, known: CompetencyState, constants: Constants, days_away: float) -> tuple[float, float]:
    """Both variances at the moment of an answer: time and practice make what was learned less certain."""
    steps = 1.0 + days_away
    v_u, most_u = state.v + constants.q_u * steps, CAP * constants.tau_u2
    v_c, most_c = known.v + constants.q_s * steps, CAP * constants.tau_s2
    return v_u if v_u < most_u else most_u, v_c if v_c < most_c else most_c


def predict(
    state: AbilityState, global_logit: float, competency: str, constants: Constants, *, days_away: float = 0.0
) -> float:
    """Probability that this person does well, by their own model alone.

    Parameters
    ----------
    global_logit : float
        The global model's logit for the question, competency and difficulty.
    days_away : float
        Days since the person's last answer, at least 0.

    Returns
    -------
    float
        In (0, 1): σ(η / √(1 + πV/8)).
    """
    known = competency_state(state, competency, constants)
    v_u, v_c = widened(state, known, constants, days_away)
    return _expected(constants.s * global_logit + state.m + known.m, v_u + v_c)


def learn(
    state: AbilityState,
    global_logit: float,
    competency: str,
    outcome: float,
    constants: Constants,
    *,
    days_away: float = 0.0,
) -> AbilityState:
    """The state after one more answer; see `step`."""
    return _learned(state, global_logit, competency, outcome, constants, days_away)[0]


def step(
    state: AbilityState,
    global_logit: float,
    competency: str,
    outcome: float,
    constants: Constants,
    *,
    days_away: float = 0.0,
) -> Step:
    """Predict, see the outcome, learn.

    Parameters
    ----------
    global_logit : float
        The global model's logit for the question, competency and difficulty; finite.
    outcome : float
        How well it went, in [0, 1]; soft outcomes are fine.
    days_away : float
        Days since the person's last answer; finite, at least 0.

    Returns
    -------
    Step
        `p_personal` is bit for bit what `predict` gives for the state before.

    Raises
    ------
    InvalidInput
        When the outcome is outside [0, 1] or a number is not finite.
    """
    after, p_global, eta, variance = _learned(state, global_logit, competency, outcome, constants, days_away)
    return Step(after, p_global, _expected(eta, variance))


def _learned(
    state: AbilityState, global_logit: float, competency: str, outcome: float, constants: Constants, days_away: float
) -> tuple[AbilityState, float, float, float]:
    """The state after an answer, p_global, and mean and variance of the personal logit before it."""
    if not (0.0 <= outcome <= 1.0 and math.isfinite(global_logit) and 0.0 <= days_away < math.inf):
        raise InvalidInput("A practice result must lie between 0 and 1. Nothing was learned from it.")
    known = competency_state(state, competency, constants)
    v_u, v_c = widened(state, known, constants, days_away)
    # Both unpacked once: this runs with every answer, and a tuple's fields are slow to ask for one by one.
    m_u, _, n, ewma_90, ewma_97, residual_sum, variance_sum, earlier = state
    m_c, _, n_c, outcomes, ewma, _ = known
    variance = v_u + v_c
    eta = constants.s * global_logit + m_u + m_c
    expected = sigmoid(eta)
    h = expected * (1.0 - expected)
    damped = 1.0 + h * variance
    r = (outcome - expected) / damped
    shrink = h / damped
    p_global = sigmoid(global_logit)
    residual = outcome - p_global
    n += 1
    competencies = dict(earlier)
    competencies[competency] = CompetencyState(
        constants.rho * (m_c + v_c * r),
        v_c - v_c * v_c * shrink,
        n_c + 1,
        outcomes + outcome,
        0.7 * ewma + 0.3 * residual,
        n,
    )
    after = AbilityState(
        m_u + v_u * r,
        v_u - v_u * v_u * shrink,
        n,
        0.9 * ewma_90 + 0.1 * residual,
        0.97 * ewma_97 + 0.03 * residual,
        residual_sum + residual,
        variance_sum + p_global * (1.0 - p_global),
        competencies,
    )
    return after, p_global, eta, variance


def _expected(eta: float, variance: float) -> float:
    """Mean of σ over a Gaussian logit (MacKay's probit scaling)."""
    return sigmoid(eta / math.sqrt(1.0 + _PI_8 * variance))
