"""A person's "easier" or "harder": a noisy report on what they can do, worth about a third of an answer.

Read as a measurement of the logit they have on the question. "Harder" says it lies `ABOVE` over that of a question that
goes well 7 times in 10, "easier" as far below, with Gaussian noise of variance R = `REPORT_VARIANCE`:

    d = c ± 1.5 − (s·g + m_u + m_c)        m_i += v_i d / (v_u + v_c + R)        v_i stay

only as far as d goes the way it was said: "harder" never lowers and "easier" never raises an estimate, and who is
already thought to do that well (or badly) cannot press it any further. The mean moves as in a Kalman update, but the
variances stay: somebody who says the same thing again has measured nothing new, and answers must be able to correct it.
The number of answers and the evidence of the blend stay as well: a wish is not a result.
"""

from __future__ import annotations

from typing import Literal

from shared_backend.ai_engines.personal.ability import AbilityState, Constants, competency_state, logit

Wish = Literal["easier", "harder"]
# logit²; 1 / R = .067 of information, where an answer carries about h = .21.
REPORT_VARIANCE = 15.0
COMFORTABLE = logit(0.70)
ABOVE = 1.5  # logit: pressing without end leads to an expected success of .91, or .34, and no further


def after_wish(
    state: AbilityState, competency: str, global_logit: float, wish: Wish, constants: Constants
) -> AbilityState:
    """The state after the person asked for an easier or harder question than the one with this global logit."""
    known = competency_state(state, competency, constants)
    eta = constants.s * global_logit + state.m + known.m
    away = COMFORTABLE + ABOVE - eta if wish == "harder" else COMFORTABLE - ABOVE - eta
    if (away <= 0.0) == (wish == "harder"):
        return state
    gain = away / (state.v + known.v + REPORT_VARIANCE)
    competencies = {**state.competencies, competency: known._replace(m=known.m + known.v * gain)}
    return state._replace(m=state.m + state.v * gain, competencies=competencies)
