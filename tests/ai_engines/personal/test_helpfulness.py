"""The helpfulness head: the documented equations, what must hold of any ratings, and that it finds what helps."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_backend.ai_engines.personal.helpfulness import (
    DIMENSIONS,
    INTERCEPT_VARIANCE,
    KEYS,
    PLACES,
    PRIOR,
    STYLE_VARIANCE,
    Effect,
    Helpfulness,
)

ways = st.lists(st.sampled_from(KEYS), max_size=4, unique=True).map(tuple)
ratings = st.lists(st.tuples(ways, st.floats(0, 1), st.floats(-4, 4)), max_size=30)


def head_of(rated: list[tuple[tuple[str, ...], float, float]]) -> Helpfulness:
    head = Helpfulness()
    for keys, helpful, logit in rated:
        head = head.after(keys, helpful, logit)
    return head


def by_hand(rated: list[tuple[tuple[str, ...], float, float]]) -> dict[str, list[float]]:
    """The equations in the plainest form, without grids; shares no code with the product."""
    m = {key: 0.2 if key in {options[0] for options in named()} else 0.0 for key in PLACES}
    m["tone:humorous"] = -0.2
    v = {key: INTERCEPT_VARIANCE if key == "advice" else STYLE_VARIANCE for key in PLACES}
    for keys, y, g in rated:
        x = {"advice": 1.0, **{key: 1.0 / math.sqrt(len(keys)) for key in keys}}
        eta = g + sum(m[key] * x[key] for key in x)
        total = sum(v[key] * x[key] ** 2 for key in x)
        p = 1.0 / (1.0 + math.exp(-eta))
        h = p * (1.0 - p)
        r = (y - p) / (1.0 + h * total)
        for key in x:
            m[key] += v[key] * x[key] * r
            v[key] -= v[key] ** 2 * x[key] ** 2 * h / (1.0 + h * total)
    return {key: [m[key], v[key]] for key in PLACES}


def named() -> list[list[str]]:
    return [[f"{dimension}:{option}" for option in options] for dimension, options in DIMENSIONS.items()]


@given(ratings)
def test_it_follows_the_equations_as_far_as_its_grid_allows(rated) -> None:  # type: ignore[no-untyped-def]
    head, plain = head_of(rated), by_hand(rated)
    for key in PLACES:
        assert head.effect(key).m == pytest.approx(plain[key][0], abs=0.004)
        assert head.effect(key).v == pytest.approx(plain[key][1], abs=0.0005)
        assert head.effect(key).n == sum(key in keys or key == "advice" for keys, _, _ in rated)


@given(ratings, ways)
def test_chances_are_chances_and_nothing_gets_less_certain(rated, keys) -> None:  # type: ignore[no-untyped-def]
    head = head_of(rated)
    assert 0.0 < head.chance(keys) < 1.0
    before = head_of(rated[:-1])
    assert all(after.v <= known.v for after, known in zip(head.effects, before.effects, strict=True))
    assert head.ratings == len(rated)


@given(ratings, st.sampled_from(KEYS))
def test_a_good_word_never_lowers_and_a_bad_one_never_raises(rated, key) -> None:  # type: ignore[no-untyped-def]
    head = head_of(rated)
    assert head.after((key,), 1.0).effect(key).m >= head.effect(key).m >= head.after((key,), 0.0).effect(key).m


def test_golden_numbers() -> None:
    head = Helpfulness().after(("style:direct", "tone:formal"), 1.0).after(("style:direct", "tone:neutral"), 0.25)
    assert head.effect("style:direct") == Effect(-0.030029296875, 0.285186767578125, 2)
    assert head.effect("advice") == Effect(-0.073974609375, 0.6109619140625, 2)


def test_a_stranger_likes_the_plain_way_a_little_more() -> None:
    assert Helpfulness().effects == PRIOR
    for keys in named():
        assert max(keys, key=lambda key: Helpfulness().effect(key).m) == keys[0]
    assert Helpfulness().chance(()) == pytest.approx(1 / (1 + math.exp(-math.log(2) / math.sqrt(1 + math.pi / 10))))


def test_it_finds_the_way_that_helps_and_stays_open_about_the_rest() -> None:
    rng, head = Random(4), Helpfulness()
    for _ in range(400):
        keys = tuple(rng.choice(options) for options in named())
        liked = 0.9 if "tone:formal" in keys else 0.4
        head = head.after(keys, float(rng.random() < liked))
    assert max(named()[2], key=lambda key: head.effect(key).m) == "tone:formal"
    assert head.effect("tone:formal").m - head.effect("tone:neutral").m > 0.8
    assert all(effect.v > 0.0 for effect in head.effects)


def test_ways_nobody_knows_teach_only_that_advice_helps() -> None:
    head = Helpfulness().after(("criterion:result", "advice"), 0.0)
    assert head.effect("advice").m < 0.0
    assert head.effects[1:] == PRIOR[1:]
