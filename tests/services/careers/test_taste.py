"""What somebody says of paths moves the ones like it, by golden numbers, and helps people of any taste."""

from __future__ import annotations

import argparse

import numpy as np
import pytest

from shared_backend.operations.evaluation import career_taste
from shared_backend.services.careers.requirements import requirements
from shared_backend.services.careers.taste import VARIANCE, Taste, features
from tests.services.careers.people import NURSE, REFERENCE, WELDER

FACTS = requirements(REFERENCE)


def test_nothing_said_leans_nowhere() -> None:
    assert np.all(Taste.of((), REFERENCE).leanings(REFERENCE) == 0)


def test_one_word_by_hand() -> None:
    """Unit rows, the same variance everywhere: V = v, h = 1/4, r = (1/2) / (1 + v/4)."""
    taste = Taste.of([(NURSE, True)], REFERENCE)
    row = features(REFERENCE)[FACTS.places[NURSE]]
    v = VARIANCE * float((row**2).sum())
    assert taste.mean == pytest.approx(VARIANCE * row * 0.5 / (1 + v / 4))
    assert taste.count == 1


def test_likes_and_dislikes_lean_apart() -> None:
    leanings = Taste.of([(NURSE, True), (WELDER, False)], REFERENCE).leanings(REFERENCE)
    at = FACTS.places
    assert leanings[at["29-1141.03"]] > 0.1 > -0.1 > leanings[at["51-4122.00"]]
    assert np.all(np.abs(leanings) < 0.5)


def test_an_unknown_code_teaches_nothing() -> None:
    assert Taste.of([("99-9999.99", True)], REFERENCE).count == 0


def test_feedback_helps_and_does_no_harm() -> None:
    found = career_taste.run(argparse.Namespace(simulate=25, seed=3))
    gain = found["gain"]
    assert isinstance(gain, dict)
    assert gain["features"]["20"]["gain"] > 0
    assert all(one["gain"] > -3 * one["error"] for kind in gain.values() for one in kind.values())


def test_ndcg_by_hand() -> None:
    worth = np.array([1.0, 0.0, 0.5])
    assert career_taste.ndcg(np.array([3.0, 2.0, 1.0]), worth, 2) == pytest.approx(1 / (1 + 0.5 / np.log2(3)))
    assert career_taste.ndcg(worth, worth) == pytest.approx(1.0)
