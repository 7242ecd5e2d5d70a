"""Which competencies are probably weak, each with its chance, its 80 % range and an honest word.

    P(weak_c) = Φ((logit .6 − s·ḡ_c − m_u − m_c) / √((v_u + v_c)/φ + .04))

Source: the project's measured design (science notes, section 4), with two additions without which the ranges did not
hold the truth as often as they say (measured: `intellicoach evaluate weak-areas`): φ, how much more a graded answer
says than a right-or-wrong one, and what is not known of a competency's typical question.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from shared_backend.ai_engines.personal.ability import Constants, competency_state, logit, sigmoid
from shared_backend.ai_engines.personal.state import PersonalState

WEAK_BELOW = 0.6  # share of full marks
SAY_WEAK, SAY_MAYBE = 0.8, 0.5  # chance of being weak
LEAST_ANSWERS = 3
TYPICAL_VARIANCE = 0.04  # logit²: the level of a competency's typical question is itself known only roughly
KNOWN_BELOW = 0.9  # of the standard deviation a stranger starts with
DEFAULT_IMPORTANCE = 0.5
_NORMAL = NormalDist()
_Z80 = _NORMAL.inv_cdf(0.9)

Label = Literal["weak", "maybe", "not weak", "not enough data"]


@dataclass(frozen=True, slots=True)
class AreaEstimate:
    """What is known of one competency.

    `expected` is the expected share of full marks on its typical question, `interval` the 80 % range of that share,
    `p_weak` the chance that it lies below .6, `answers` what the estimate rests on, `importance` the competency's
    weight for the target role.
    """

    competency: str
    label: Label
    p_weak: float
    expected: float
    interval: tuple[float, float]
    answers: int
    importance: float


def weak_areas(
    state: PersonalState, importance: Mapping[str, float], global_logits: Mapping[str, float]
) -> tuple[AreaEstimate, ...]:
    """An estimate for every competency in `global_logits`, what most deserves practice first.

    Parameters
    ----------
    importance : mapping
        Weight in (0, 1] for the target role; a competency that is not named weighs .5.
    global_logits : mapping
        Global logit of doing well on the competency's typical question.

    Returns
    -------
    tuple of AreaEstimate
        By chance of being weak times importance, falling; ties by name. What there is not enough data on comes last.
    """
    found = [_of_state(state, name, g, importance.get(name, DEFAULT_IMPORTANCE)) for name, g in global_logits.items()]
    found.sort(key=lambda area: (area.label == "not enough data", -area.p_weak * area.importance, area.competency))
    return tuple(found)


def estimate(
    competency: str,
    offset: float,
    variance: float,
    own_variance: float,
    answers: int,
    constants: Constants,
    global_logit: float,
    importance: float = DEFAULT_IMPORTANCE,
    *,
    precision: float = 1.0,
) -> AreaEstimate:
    """What these numbers say about one competency.

    Parameters
    ----------
    offset, variance : float
        Overall and own offset added up (logit), and their variances added up.
    own_variance : float
        The competency's own variance: while it has hardly shrunk there is not enough data.
    precision : float
        φ, at least 1; see `PersonalFit`.
    """
    eta = constants.s * global_logit + offset
    variance = variance / precision + TYPICAL_VARIANCE
    spread = math.sqrt(variance)
    p_weak = _NORMAL.cdf((logit(WEAK_BELOW) - eta) / spread)
    uncertain = math.sqrt(own_variance) > KNOWN_BELOW * math.sqrt(constants.tau_s2)
    return AreaEstimate(
        competency,
        _label(p_weak, answers, uncertain),
        p_weak,
        sigmoid(eta / math.sqrt(1.0 + math.pi / 8.0 * variance)),
        (sigmoid(eta - _Z80 * spread), sigmoid(eta + _Z80 * spread)),
        answers,
        importance,
    )


def _of_state(state: PersonalState, competency: str, global_logit: float, importance: float) -> AreaEstimate:
    known = competency_state(state.ability, competency, state.constants)
    offset, variance = state.ability.m + known.m, state.ability.v + known.v
    numbers = (competency, offset, variance, known.v, known.n, state.constants, global_logit, importance)
    return estimate(*numbers, precision=state.fit.precision)


def _label(p_weak: float, answers: int, uncertain: bool) -> Label:
    if uncertain or answers == 0:
        return "not enough data"
    if p_weak >= SAY_WEAK and answers >= LEAST_ANSWERS:
        return "weak"
    return "maybe" if p_weak >= SAY_MAYBE else "not weak"
