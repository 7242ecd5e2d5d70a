"""The blend: the owner's schedule while evidence is silent, and evidence that decides."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_backend.ai_engines.blending import EVIDENCE_RANGE, blend, evidence_after, log_likelihood, scheduled_weight

probabilities = st.floats(0.001, 0.999)
counts = st.integers(1, 10_000)
evidence = st.floats(*EVIDENCE_RANGE)


@given(probabilities, probabilities, evidence)
def test_before_the_first_answer_it_is_exactly_the_global_prediction(p_global: float, p: float, held: float) -> None:
    found = blend(p_global, p, 0, held)
    assert (found.p, found.weight, found.scheduled) == (p_global, 0.0, 0.0)


@pytest.mark.parametrize(("n", "weight"), [(10, 0.70), (50, 0.90), (500, 0.90), (5, 0.35), (30, 0.80)])
def test_without_evidence_the_weights_are_the_schedule(n: int, weight: float) -> None:
    assert scheduled_weight(n) == pytest.approx(weight, abs=1e-12)
    assert blend(0.5, 0.9, n, 0.0).weight == pytest.approx(weight, abs=1e-9)


def test_the_schedule_never_falls_and_keeps_to_its_bounds() -> None:
    weights = [scheduled_weight(n) for n in range(200)]
    assert weights == sorted(weights)
    assert weights[0] == 0.0
    assert 0.02 <= min(weights[1:]) <= max(weights) <= 0.98


@given(probabilities, probabilities, counts, evidence, st.floats(0.1, 2.0))
def test_more_evidence_gives_more_weight(p_global: float, p: float, n: int, held: float, more: float) -> None:
    low, high = blend(p_global, p, n, held), blend(p_global, p, n, held + more)
    assert high.weight > low.weight
    assert min(p_global, p) - 1e-12 <= low.p <= max(p_global, p) + 1e-12
    assert low.p == pytest.approx((1 - low.weight) * p_global + low.weight * p, abs=1e-12)


@given(evidence, probabilities, probabilities, st.floats(0, 1))
def test_evidence_is_the_log_likelihood_ratio_within_its_range(held: float, p_g: float, p: float, y: float) -> None:
    least, most = EVIDENCE_RANGE
    unlimited = held + log_likelihood(p, y) - log_likelihood(p_g, y)
    assert evidence_after(held, p_g, p, y) == pytest.approx(min(most, max(least, unlimited)), abs=1e-12)


def test_certain_predictions_that_fail_cost_a_finite_amount() -> None:
    assert math.isfinite(log_likelihood(0.0, 1.0))
    assert evidence_after(0.0, 0.5, 0.0, 1.0) == EVIDENCE_RANGE[0]


def test_a_model_that_goes_wrong_loses_its_say_within_a_few_answers() -> None:
    held = EVIDENCE_RANGE[1]
    for _ in range(8):
        held = evidence_after(held, 0.5, 0.1, 1.0)
    assert blend(0.5, 0.1, 60, held).weight < 0.02
