"""How feedback is put: settings win, the coach learns what is left open, every draw carries its true probability."""

from __future__ import annotations

import math
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_backend.ai_engines.personal.helpfulness import DIMENSIONS, KEYS, Helpfulness
from shared_backend.services.recommendation.wording_choice import (
    EXPLORE,
    THOMPSON_SCALE,
    WordingChoice,
    chance_of_largest,
    choose_wording,
)

heads = st.lists(
    st.tuples(st.lists(st.sampled_from(KEYS), max_size=4, unique=True).map(tuple), st.floats(0, 1)), max_size=20
).map(lambda rated: _head(rated))
wanted = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(["auto", *options]) for name, options in DIMENSIONS.items()}
)
seeds = st.integers(0, 2**32)


def _head(rated: list[tuple[tuple[str, ...], float]]) -> Helpfulness:
    head = Helpfulness()
    for keys, helpful in rated:
        head = head.after(keys, helpful)
    return head


def fond_of(key: str, ratings: int = 60) -> Helpfulness:
    """Somebody who found one way helpful and nothing else."""
    rng = Random(1)
    head = Helpfulness()
    for _ in range(ratings):
        keys = [f"{name}:{rng.choice(options)}" for name, options in DIMENSIONS.items()]
        head = head.after(keys, float(key in keys))
    return head


@settings(max_examples=60)
@given(heads, wanted, seeds, st.booleans())
def test_what_is_set_always_wins_and_is_no_draw(head, wishes, seed, barred) -> None:  # type: ignore[no-untyped-def]
    bars = {"tone:humorous"} if barred else set()
    made = choose_wording(head, wishes, Random(seed), barred=bars)
    assert made.options.keys() == DIMENSIONS.keys()
    for dimension, option in made.options.items():
        wish = wishes.get(dimension, "auto")
        assert (dimension in made.chances) == (wish == "auto")
        if wish not in {"auto", "humorous"}:
            assert option == wish
        if wish == "humorous":
            assert option == ("friendly" if barred else "humorous")
        assert option in DIMENSIONS[dimension]
    assert not bars & set(made.keys)
    assert made == choose_wording(head, wishes, Random(seed), barred=bars)
    assert all(EXPLORE / 4 <= chance <= 1.0 for chance in made.chances.values())


@settings(max_examples=60)
@given(st.lists(st.tuples(st.floats(-2, 2), st.floats(0.03, 0.2)), min_size=2, max_size=4))
def test_the_chances_of_all_options_add_up(options) -> None:  # type: ignore[no-untyped-def]
    means, spreads = [m for m, _ in options], [s for _, s in options]
    assert sum(chance_of_largest(means, spreads, i) for i in range(len(options))) == pytest.approx(1.0, abs=1e-6)


def test_two_options_have_a_closed_form() -> None:
    expected = 0.5 * math.erfc(-(0.3 / math.hypot(0.1, 0.2)) / math.sqrt(2.0))
    assert chance_of_largest([0.3, 0.0], [0.1, 0.2], 0) == pytest.approx(expected, abs=1e-9)


def test_the_probabilities_are_those_of_the_draws() -> None:
    """Of each option, and of a combination, against 20,000 draws (four standard errors)."""
    head = fond_of("tone:formal", 12)
    n = 20_000
    made = [choose_wording(head, {}, Random(f"d{i}")) for i in range(n)]
    for dimension in DIMENSIONS:
        for option, seen in Counter(choice.options[dimension] for choice in made).items():
            chance = next(c.chances[dimension] for c in made if c.options[dimension] == option)
            assert abs(seen / n - chance) < 4 * math.sqrt(chance * (1 - chance) / n)
    combination, seen = Counter(choice.keys for choice in made).most_common(1)[0]
    joint = next(math.prod(c.chances.values()) for c in made if c.keys == combination)
    assert abs(seen / n - joint) < 4 * math.sqrt(joint * (1 - joint) / n)


def test_it_goes_with_what_helped_and_still_tries_the_rest() -> None:
    made = [choose_wording(fond_of("format:bullets"), {}, Random(f"b{i}")).options["format"] for i in range(400)]
    counts = Counter(made)
    assert counts["bullets"] > 340
    assert counts.keys() == set(DIMENSIONS["format"])


def test_a_stranger_mostly_gets_the_plain_way() -> None:
    made = [choose_wording(Helpfulness(), {}, Random(f"s{i}")).options for i in range(400)]
    for dimension, options in DIMENSIONS.items():
        counts = Counter(one[dimension] for one in made)
        assert counts.most_common(1)[0][0] == options[0]
    assert Counter(one["tone"] for one in made)["humorous"] < 40


def test_everything_set_is_certain() -> None:
    set_all = {name: options[-1] for name, options in DIMENSIONS.items()}
    assert choose_wording(Helpfulness(), set_all, Random(0)) == WordingChoice(set_all, {})


def test_spread_is_the_scaled_posterior() -> None:
    assert 0.0 < THOMPSON_SCALE < 1.0
    sharp = choose_wording(fond_of("style:direct"), {}, Random(3), explore=0.0)
    assert sharp.chances["style"] > 0.9
