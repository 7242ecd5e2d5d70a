"""H2 and L2's features over many histories at once; twins of `ability` and `l2` that tests hold to the last digits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.personal.ability import CAP, LOGIT_LIMIT, Constants
from shared_backend.ai_engines.personal.features import BY_COMPETENCY, FEATURES, features
from shared_backend.ai_engines.personal.fit import PersonalFit
from shared_backend.ai_engines.personal.fitting.histories import Column, Histories, Index
from shared_backend.ai_engines.personal.fitting.practice import Practice
from shared_backend.ai_engines.personal.l2 import L2Model
from shared_backend.ai_engines.personal.trace import STEPS, UNKNOWN

PART = 100_000  # answers whose features are held at a time
_PI_8 = np.pi / 8.0
_H2 = FEATURES.index("h2_logit")


class GaussianFilter:
    """The Gaussian filter of `ability` for all users; `before` holds what was known at the last step."""

    def __init__(self, histories: Histories, constants: Constants) -> None:
        self._constants = c = constants
        self.m_u, self.v_u = np.zeros(histories.users), np.full(histories.users, c.tau_u2)
        self.m_c, self.v_c = np.zeros(histories.slots), np.full(histories.slots, c.tau_s2)
        self._base = c.s * histories.global_logit
        self._outcome, self._steps = histories.outcome, 1.0 + histories.days

    def step(self, at: slice, k: int, slot: Index) -> tuple[Column, tuple[Column, Column, Column, Column]]:
        """The logit of the prediction and (m_u, v_u, m_c, v_c) before the answers `at`; learns them."""
        c, days = self._constants, self._steps[at]
        m_u, m_c = self.m_u[:k].copy(), self.m_c[slot]
        v_u = np.minimum(self.v_u[:k] + c.q_u * days, CAP * c.tau_u2)
        v_c = np.minimum(self.v_c[slot] + c.q_s * days, CAP * c.tau_s2)
        variance = v_u + v_c
        eta = self._base[at] + m_u + m_c
        expected = 1.0 / (1.0 + np.exp(-eta))
        spread = expected * (1.0 - expected)
        damped = 1.0 + spread * variance
        r = (self._outcome[at] - expected) / damped
        shrink = spread / damped
        self.m_c[slot] = c.rho * (m_c + v_c * r)
        self.v_c[slot] = v_c - v_c * v_c * shrink
        self.m_u[:k] += v_u * r
        self.v_u[:k] = v_u - v_u * v_u * shrink
        return eta / np.sqrt(1.0 + _PI_8 * variance), (m_u, v_u, m_c, v_c)


def h2_logits(histories: Histories, constants: Constants) -> Column:
    """The logit of H2's prediction before each answer, in the order of the input rows."""
    everybody = GaussianFilter(histories, constants)
    found = np.empty(len(histories.row))
    for at, k, slot in histories.steps():
        found[at] = everybody.step(at, k, slot)[0]
    return histories.in_order(found)


def feature_columns(histories: Histories, constants: Constants) -> Column:
    """What L2 sees before each answer: one row for each of `FEATURES`, columns in the order of the input rows."""
    h, total = histories, len(histories.row)
    everybody = GaussianFilter(h, constants)
    p_global = 1.0 / (1.0 + np.exp(-h.global_logit))
    residual, spread = h.outcome - p_global, p_global * (1.0 - p_global)
    kept = np.floor(h.outcome * STEPS + 0.5)
    # Of each user: ewma 90, 97, 70, Σ residuals, Σ variance, Σ outcomes, last outcome, started, Σ first residuals.
    mine = np.zeros((9, h.users))
    mine[6] = UNKNOWN
    # Of each user and competency: answers, Σ outcomes, ewma, answer count when last practised, last two outcomes.
    own = np.zeros((6, h.slots))
    own[4:] = UNKNOWN
    raw = np.empty((20, total))
    h2 = np.empty(total)
    for number, (at, k, slot) in enumerate(h.steps()):
        known = own[:, slot]
        h2[at], gaussian = everybody.step(at, k, slot)
        raw[:4, at] = gaussian
        raw[4:13, at] = mine[:, :k]
        raw[13:19, at] = known
        raw[19, at] = number
        r, new = residual[at], known[0] == 0
        user = mine[:, :k]
        user[0] = 0.9 * user[0] + 0.1 * r
        user[1] = 0.97 * user[1] + 0.03 * r
        user[2] = 0.7 * user[2] + 0.3 * r
        user[3] += r
        user[4] += spread[at]
        user[5] += h.outcome[at]
        user[6] = kept[at]
        user[7] += new
        user[8] += new * r
        after = (known[0] + 1, known[1] + h.outcome[at], 0.7 * known[2] + 0.3 * r, number + 1, kept[at], known[4])
        for place, values in enumerate(after):
            own[place, slot] = values
    m_u, v_u, m_c, v_c, ewma_90, ewma_97, ewma_70, residual_sum, variance_sum = raw[:9]
    outcomes, last, started, first_residuals, n_c, outcomes_c, ewma_c, last_at, last_c, before_c, n = raw[9:]
    columns = features(
        *(h.global_logit, np.clip(h2, -LOGIT_LIMIT, LOGIT_LIMIT), m_u, v_u, n, ewma_90, ewma_97),
        *(residual_sum, variance_sum, m_c, v_c, n_c, outcomes_c, ewma_c, n - last_at + 1),
        *(outcomes, ewma_70, last, started, first_residuals, last_c, before_c),
        log=np.log,
        sqrt=np.sqrt,
    )
    return h.in_order(np.stack(columns))


def l2_logits(columns: Column, competency: NDArray[np.str_], l2: L2Model) -> Column:
    """The logit of L2's prediction for the answers of `feature_columns`."""
    names, code = np.unique(competency, return_inverse=True)
    nothing = (0.0,) * (len(BY_COMPETENCY) + 1)
    own = np.array([l2.by_competency.get(name, nothing) for name in names.tolist()])[code]
    found = columns[_H2] + l2.intercept + np.array(l2.weights) @ columns + own[:, 0]
    for place, name in enumerate(BY_COMPETENCY, start=1):
        found += own[:, place] * columns[FEATURES.index(name)]
    return np.asarray(found)


def all_logits(practice: Practice, fit: PersonalFit) -> Column:
    """The logit of the personal prediction of a fit before each answer."""
    if fit.kind == "global":
        return practice.global_logit
    found = np.empty(len(practice))
    for chosen, part in practice.parts(PART):
        if fit.l2 is None:
            found[chosen] = h2_logits(part.histories(), fit.constants)
        else:
            found[chosen] = l2_logits(feature_columns(part.histories(), fit.constants), part.competency, fit.l2)
    return found
