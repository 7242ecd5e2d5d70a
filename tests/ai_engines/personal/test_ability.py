"""H2: the documented equations to the last digits, and what must hold whatever is answered."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_backend.ai_engines.personal import ability
from shared_backend.ai_engines.personal.ability import Constants
from shared_backend.domain.errors import InvalidInput

DESIGN = Constants(tau_u2=0.6, tau_s2=0.3, q_u=0.002, q_s=0.02, rho=0.98, s=1.1)
# global logit, competency, outcome → p, m_u, v_u, m_c, v_c; from a transcription of the equations that shares no code.
GOLDEN = (
    (0.5, "a", 1.0, 0.6156826127175051, 0.18143864391567457, 0.5327358655816179, 0.09451687497002584, 0.3004288932670),
    (-0.25, "a", 0.4, 0.5002066830661966, 0.13727839072523676, 0.4758413879747, 0.0666937030982791, 0.2992813809925),
    (1.0, "b", 0.0, 0.7464280031017303, -0.18786883625156, 0.4428973787811083, -0.2133891557868034, 0.30432869506985),
    (0.5, "a", 1.0, 0.5929299397551221, -0.03948233147106, 0.40491808529709344, 0.1697198666945414, 0.29869108416319),
)
logits = st.floats(-6, 6)
outcomes = st.floats(0, 1)
histories = st.lists(st.tuples(logits, st.sampled_from("abc"), outcomes, st.floats(0, 400)), max_size=30)


def learned(history: list[tuple[float, str, float, float]], constants: Constants = DESIGN) -> ability.AbilityState:
    """The state after a history."""
    state = ability.fresh(constants)
    for logit, competency, outcome, away in history:
        state = ability.learn(state, logit, competency, outcome, constants, days_away=away)
    return state


def test_one_line_of_updates_has_the_documented_numbers() -> None:
    state = ability.fresh(DESIGN)
    for logit, competency, outcome, p, m_u, v_u, m_c, v_c in GOLDEN:
        assert ability.predict(state, logit, competency, DESIGN) == pytest.approx(p, abs=1e-12)
        state = ability.learn(state, logit, competency, outcome, DESIGN)
        known = state.competencies[competency]
        assert (state.m, state.v, known.m, known.v) == pytest.approx((m_u, v_u, m_c, v_c), abs=1e-12)
    assert (state.n, state.competencies["a"].n, state.competencies["b"].last) == (4, 3, 3)


@given(histories, logits, outcomes, st.floats(0, 400))
def test_a_step_predicts_what_predict_predicts(history, logit, outcome, away) -> None:  # type: ignore[no-untyped-def]
    state = learned(history)
    step = ability.step(state, logit, "a", outcome, DESIGN, days_away=away)
    assert step.p_personal == ability.predict(state, logit, "a", DESIGN, days_away=away)
    assert step.p_global == ability.sigmoid(logit)


@given(histories, logits)
def test_a_better_outcome_never_lowers_the_expectation(history, logit) -> None:  # type: ignore[no-untyped-def]
    state = learned(history)
    worse, better = (ability.learn(state, logit, "a", outcome, DESIGN) for outcome in (0.3, 0.8))
    assert ability.predict(better, logit, "a", DESIGN) > ability.predict(worse, logit, "a", DESIGN)
    assert ability.predict(better, logit, "c", DESIGN) > ability.predict(worse, logit, "c", DESIGN)
    assert ability.predict(state, logit + 0.5, "a", DESIGN) > ability.predict(state, logit, "a", DESIGN)


@given(histories)
def test_variances_stay_positive_and_below_their_cap(history) -> None:  # type: ignore[no-untyped-def]
    state = learned(history)
    assert 0.0 < state.v <= ability.CAP * DESIGN.tau_u2
    assert all(0.0 < known.v <= ability.CAP * DESIGN.tau_s2 for known in state.competencies.values())
    assert sum(known.n for known in state.competencies.values()) == state.n == len(history)


def test_time_away_pulls_the_expectation_towards_the_middle() -> None:
    state = learned([(1.0, "a", 1.0, 0.0)] * 20)
    soon, late = (ability.predict(state, 1.0, "a", DESIGN, days_away=days) for days in (0.0, 300.0))
    assert 0.5 < late < soon


def test_uncertainty_falls_with_the_default_constants() -> None:
    """With the design's q_s = .02 it would not: "not enough data" would never end."""
    usual = learned([(0.0, "a", 0.5, 0.0)] * 8, Constants()).competencies["a"].v
    design = learned([(0.0, "a", 0.5, 0.0)] * 8, DESIGN).competencies["a"].v
    enough = 0.81 * Constants().tau_s2
    assert usual < enough < design


@pytest.mark.parametrize(
    ("logit", "outcome", "away"),
    [
        *((0.0, outcome, 0.0) for outcome in (1.01, -0.1, math.nan)),
        *((logit, 1.0, 0.0) for logit in (math.inf, math.nan)),
        *((0.0, 1.0, away) for away in (-1.0, math.inf, math.nan)),
    ],
)
def test_a_wrong_number_teaches_nothing(logit: float, outcome: float, away: float) -> None:
    with pytest.raises(InvalidInput):
        ability.learn(ability.fresh(DESIGN), logit, "a", outcome, DESIGN, days_away=away)


@given(st.floats(-700, 700))
def test_sigmoid_and_logit_are_inverse_within_their_limits(x: float) -> None:
    p = ability.sigmoid(x)
    assert 0.0 <= p <= 1.0
    assert abs(ability.logit(p)) <= ability.LOGIT_LIMIT
    if abs(x) < ability.LOGIT_LIMIT:
        assert ability.logit(p) == pytest.approx(x, abs=1e-9)
