"""Easier and harder: a noisy report, worth a third of an answer, that never works against what was said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_backend.ai_engines.personal.ability import Constants, competency_state, fresh, learn, sigmoid
from shared_backend.ai_engines.personal.difficulty import ABOVE, COMFORTABLE, REPORT_VARIANCE, Wish, after_wish
from shared_backend.ai_engines.personal.state import PersonalState
from tests.ai_engines.personal.histories import COMPETENCIES, histories

C = Constants()
wishes: st.SearchStrategy[Wish] = st.sampled_from(["easier", "harder"])


@given(histories, st.sampled_from(COMPETENCIES), st.floats(-6, 6), wishes)
def test_it_moves_the_way_it_was_said_and_makes_nothing_surer(history, competency, logit, wish) -> None:  # type: ignore[no-untyped-def]
    state = PersonalState.fresh()
    for interaction in history:
        state = state.after(interaction)
    before = state.ability
    after = after_wish(before, competency, logit, wish, C)
    known, now = competency_state(before, competency, C), competency_state(after, competency, C)
    sign = 1.0 if wish == "harder" else -1.0
    assert sign * (after.m - before.m) >= 0.0
    assert sign * (now.m - known.m) >= 0.0
    assert after._replace(m=0.0, competencies={}) == before._replace(m=0.0, competencies={})
    assert now._replace(m=0.0) == known._replace(m=0.0)
    for name in before.competencies.keys() - {competency}:
        assert after.competencies[name] == before.competencies[name]


@pytest.mark.parametrize(("wish", "logit"), [("harder", -3.0), ("harder", 0.8), ("easier", 0.8), ("easier", 4.0)])
def test_the_mean_is_that_of_the_posterior_by_brute_force(wish: Wish, logit: float) -> None:
    """The mean of the offset given the measurement, summed over a fine grid."""
    v = C.tau_u2 + C.tau_s2
    offset = np.linspace(-12, 12, 40_001)
    measured = COMFORTABLE + (ABOVE if wish == "harder" else -ABOVE)
    weight = np.exp(-0.5 * offset**2 / v - 0.5 * (measured - C.s * logit - offset) ** 2 / REPORT_VARIANCE)
    mean = float((weight * offset).sum() / weight.sum())
    after = after_wish(fresh(C), "a", logit, wish, C)
    known = after.competencies["a"]
    assert after.m + known.m == pytest.approx(mean, abs=1e-6)
    # The offsets share it in proportion to their variances.
    assert after.m / known.m == pytest.approx(C.tau_u2 / C.tau_s2)


def test_it_is_worth_about_a_third_of_an_answer() -> None:
    at_threshold = COMFORTABLE / C.s
    report = after_wish(fresh(C), "a", at_threshold, "harder", C)
    answer = learn(fresh(C), at_threshold, "a", 1.0, C)
    # One that went well moves less here than one that went badly; taken together:
    worse = learn(fresh(C), at_threshold, "a", 0.0, C)
    assert 0.2 < report.m / ((answer.m - worse.m) / 2) < 0.4


def test_saying_it_without_end_leads_to_a_limit_and_back() -> None:
    state = fresh(C)
    for _ in range(2000):
        state = after_wish(state, "a", 0.8, "harder", C)
    assert sigmoid(C.s * 0.8 + state.m + state.competencies["a"].m) == pytest.approx(0.91, abs=0.01)
    assert after_wish(state, "a", 0.8 + 1.0, "harder", C) == state
    for _ in range(25):
        state = learn(state, 0.8, "a", 0.3, C)
    assert sigmoid(C.s * 0.8 + state.m + state.competencies["a"].m) < 0.7


def test_it_says_nothing_against_its_own_direction() -> None:
    assert after_wish(fresh(C), "a", -4.0, "easier", C) == fresh(C)
    assert after_wish(fresh(C), "a", 4.0, "harder", C) == fresh(C)
