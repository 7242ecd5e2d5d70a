"""Wording is told from substance: twins, calmed directions, neutral length, prior shares."""

from __future__ import annotations

import numpy as np
import pytest

from shared_backend.ai_engines.base import Examples
from shared_backend.ai_engines.ensemble.neutral import Neutral
from shared_backend.ai_engines.ensemble.stacking import Stack
from shared_backend.ai_engines.wording import Wording


def _examples(says: list[str | None], measures: np.ndarray) -> Examples:
    rows = tuple({"says": said} for said in says)
    return Examples(rows, tuple(f"text {i}" for i in range(len(says))), measures, ("log_words",))


def test_twins_are_rows_that_say_the_same_in_other_words() -> None:
    examples = _examples(["a", None, "b", "a", "b", "a"], np.zeros((6, 1)))
    assert examples.twins().tolist() == [[0, 3], [2, 4], [0, 5]]
    same_text = Examples(({"says": "a"}, {"says": "a"}), ("one", "one"), np.zeros((2, 1)), ("m",))
    assert same_text.twins().shape == (0, 2)


def test_directions_in_which_twins_differ_shrink_and_the_others_keep() -> None:
    random = np.random.default_rng(1)
    rows = random.normal(size=(400, 3))
    rows[1::2] = rows[::2]
    rows[1::2, 2] = random.normal(size=200)  # twins differ in the last measure only
    twins = np.stack([np.arange(0, 400, 2), np.arange(1, 400, 2)], axis=1)
    calmed = Wording.of(rows, twins, strength=6.0).apply(rows)
    assert np.mean(calmed**2) == pytest.approx(np.mean(rows**2))
    assert calmed[:, 2].std() < 0.5 * calmed[:, 0].std()
    # W has one entry, E(x − x')² ≈ 2, so that direction is divided by √(1 + 6·2) before all are scaled alike.
    ratio = (calmed[:, 2].std() / rows[:, 2].std()) / (calmed[:, 0].std() / rows[:, 0].std())
    assert ratio == pytest.approx((1 + 6 * np.mean((rows[::2, 2] - rows[1::2, 2]) ** 2)) ** -0.5, rel=1e-9)


def test_without_twins_nothing_changes() -> None:
    rows = np.random.default_rng(2).normal(size=(9, 4))
    assert np.array_equal(Wording.of(rows, np.zeros((0, 2), dtype=np.intp), 6.0).apply(rows), rows)


def test_length_counts_for_no_more_than_it_did_for_the_raters() -> None:
    random = np.random.default_rng(3)
    length = random.normal(size=(300, 1))
    truth = 0.2 * length + random.normal(size=(300, 1))
    values = 0.9 * length + 0.5 * truth
    examples = _examples([None] * 300, length)
    neutral = Neutral.fit("log_words", values, truth, examples)
    calmed = neutral.apply(values, examples)
    wanted = np.corrcoef(length[:, 0], truth[:, 0])[0, 1]
    assert np.corrcoef(length[:, 0], calmed[:, 0])[0, 1] == pytest.approx(wanted, abs=1e-6)
    assert Neutral.from_meta(neutral.to_meta()).apply(values, examples).tolist() == calmed.tolist()


def test_length_that_counts_for_less_than_for_the_raters_stays_as_it_is() -> None:
    random = np.random.default_rng(4)
    length = random.normal(size=(300, 1))
    truth = 0.8 * length + random.normal(size=(300, 1))
    values = 0.1 * length + random.normal(size=(300, 1))
    neutral = Neutral.fit("log_words", values, truth, _examples([None] * 300, length))
    assert neutral.slope.tolist() == [0.0]


def test_with_few_rows_the_prior_decides_and_with_many_the_rows() -> None:
    def share(n: int) -> float:
        random = np.random.default_rng(5)
        truth = random.normal(size=(n, 1))
        said = {"good": truth + 0.3 * random.normal(size=(n, 1)), "poor": 0.2 * truth + random.normal(size=(n, 1))}
        return Stack.fit(said, truth, prior={"good": 0.1, "poor": 0.9}).share(0)["good"]

    assert share(40) < 0.3 < 0.7 < share(20_000)


def test_an_engine_that_puts_twins_apart_weighs_less() -> None:
    random = np.random.default_rng(6)
    truth = np.repeat(random.normal(size=(200, 1)), 2, axis=0)
    steady = truth + np.repeat(0.8 * random.normal(size=(200, 1)), 2, axis=0)
    jumpy = truth + 0.8 * random.normal(size=(400, 1))
    twins = np.stack([np.arange(0, 400, 2), np.arange(1, 400, 2)], axis=1)
    said = {"steady": steady, "jumpy": jumpy}
    assert Stack.fit(said, truth, twins=twins).share(0)["jumpy"] < Stack.fit(said, truth).share(0)["jumpy"] - 0.1
