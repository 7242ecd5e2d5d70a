"""Weak areas: the chance, the range and the word agree with each other and with the design's rule."""

from __future__ import annotations

import math
from statistics import NormalDist

from hypothesis import given
from hypothesis import strategies as st

from shared_backend.ai_engines.personal.ability import competency_state, logit
from shared_backend.ai_engines.personal.interactions import Answered
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.services.recommendation.weak_areas import weak_areas
from tests.services.recommendation.practice_states import COMPETENCIES, importance, people

LOGITS = dict.fromkeys(COMPETENCIES, 0.6)


@given(people, importance, st.floats(-2, 2))
def test_every_estimate_follows_the_formula_and_its_label_the_rule(state, weights, g) -> None:  # type: ignore[no-untyped-def]
    areas = weak_areas(state, weights, dict.fromkeys(COMPETENCIES, g))
    assert {area.competency for area in areas} == set(COMPETENCIES)
    for area in areas:
        known = competency_state(state.ability, area.competency, state.constants)
        eta = state.constants.s * g + state.ability.m + known.m
        chance = NormalDist(eta, math.sqrt(state.ability.v + known.v + 0.04)).cdf(logit(0.6))
        assert abs(area.p_weak - chance) < 1e-9
        low, high = area.interval
        assert 0.0 < low < area.expected < high < 1.0
        uncertain = known.n == 0 or math.sqrt(known.v) > 0.9 * math.sqrt(state.constants.tau_s2)
        assert (area.label == "not enough data") == uncertain
        if area.label == "weak":
            assert area.p_weak >= 0.8
            assert known.n >= 3
        if area.label == "maybe":
            assert area.p_weak >= 0.5
        if area.label == "not weak":
            assert area.p_weak < 0.5


@given(people, importance)
def test_what_most_deserves_practice_comes_first(state, weights) -> None:  # type: ignore[no-untyped-def]
    areas = weak_areas(state, weights, LOGITS)
    told = [area.p_weak * area.importance for area in areas if area.label != "not enough data"]
    assert told == sorted(told, reverse=True)
    assert all(area.label == "not enough data" for area in areas[len(told) :])


def test_nobody_is_called_weak_before_there_is_data() -> None:
    assert {area.label for area in weak_areas(PersonalState.fresh(), {}, LOGITS)} == {"not enough data"}
    two = replay([Answered("conflict", 0.6, 0.0, 1.7e9)] * 2)
    assert {area.label for area in weak_areas(two, {}, LOGITS)} == {"not enough data"}


def test_many_bad_answers_are_called_weak_and_good_ones_are_not() -> None:
    answers = [Answered(c, 0.6, 0.05 if c == "conflict" else 0.8, 1.7e9) for _ in range(15) for c in COMPETENCIES]
    areas = {area.competency: area for area in weak_areas(replay(answers), {}, LOGITS)}
    assert areas["conflict"].label == "weak"
    assert {area.label for name, area in areas.items() if name != "conflict"} == {"not weak"}
