"""What L2 sees: numbers of a person's state before an answer; the same lines for one answer and for columns of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from shared_backend.ai_engines.personal.trace import STEPS

FEATURES = (
    "global_logit",
    "h2_logit",
    "m_u",
    "m_c",
    "sd_u",
    "sd_c",
    "ewma_c",
    "ewma_70",
    "ewma_90",
    "ewma_97",
    "surplus",
    "success",
    "success_c",
    "log_n",
    "log_n_c",
    "log_gap",
    "new",
    "same",
    "last",
    "last_c",
    "before_c",
    "log_started",
    "new_first_surplus",
    "same_global_logit",
    "same_last_c",
    "same_before_c",
    "same_ewma_c",
    "h2_logit_squared",
    "global_logit_squared",
    "ewma_c_squared",
    "log_n_squared",
    "log_n_c_squared",
)
# A competency may have its own level, learning curve and stickiness.
BY_COMPETENCY = ("new", "log_n_c", "last_c", "same")


def features(
    g: Any,
    h2: Any,
    m_u: Any,
    v_u: Any,
    n: Any,
    ewma_90: Any,
    ewma_97: Any,
    residual_sum: Any,
    variance_sum: Any,
    m_c: Any,
    v_c: Any,
    n_c: Any,
    outcomes_c: Any,
    ewma_c: Any,
    gap: Any,
    outcomes: Any,
    ewma_70: Any,
    last: Any,
    started: Any,
    first_residuals: Any,
    last_c: Any,
    before_c: Any,
    *,
    log: Callable[[Any], Any] = math.log,
    sqrt: Callable[[Any], Any] = math.sqrt,
) -> tuple[Any, ...]:
    """The values of `FEATURES`, in that order; for columns of values give numpy's `log` and `sqrt`.

    Parameters
    ----------
    g, h2
        Logits of the global prediction and of H2's.
    m_u … ewma_c
        Fields of `AbilityState` and of the competency's state, variances as widened for this answer.
    gap
        Answers since the competency was last practised, 1 when it was the last one; anything where it never was.
    outcomes … before_c
        Fields of `Trace`; kept outcomes in steps of 1/200.
    """
    new = (n_c == 0) * 1.0
    same = (n_c > 0) * (gap == 1) * 1.0
    last_c = last_c / STEPS - 0.5
    before_c = before_c / STEPS - 0.5
    log_n = log(n + 1.0)
    log_n_c = log(n_c + 1.0)
    return (
        g,
        h2,
        m_u,
        m_c,
        sqrt(v_u),
        sqrt(v_c),
        ewma_c,
        ewma_70,
        ewma_90,
        ewma_97,
        residual_sum / (variance_sum + 1.0),
        # Two in three of the first answers go well; rates are drawn towards that.
        log((outcomes + 2.0) / (n - outcomes + 1.0)),
        log((outcomes_c + 1.0) / (n_c - outcomes_c + 0.5)),
        log_n,
        log_n_c,
        log(gap * (1.0 - new) + new),
        new,
        same,
        last / STEPS - 0.5,
        last_c,
        before_c,
        log(started + 1.0),
        new * first_residuals / (0.2 * started + 1.0),
        same * g,
        same * last_c,
        same * before_c,
        same * ewma_c,
        h2 * h2,
        g * g,
        ewma_c * ewma_c,
        log_n * log_n,
        log_n_c * log_n_c,
    )
