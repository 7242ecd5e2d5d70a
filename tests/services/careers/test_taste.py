"""What somebody says of paths moves the ones like it, by golden numbers, and helps people of any taste."""

from __future__ import annotations

import argparse

import numpy as np
import pytest

from shared_backend.ai_engines.blending import scheduled_weight
from shared_backend.ai_engines.personal.leanings import NAMES, VARIANCE, Leanings
from shared_backend.operations.evaluation import career_taste
from shared_backend.services.careers.recent import MORE, lately
from shared_backend.services.careers.requirements import requirements
from shared_backend.services.careers.taste import features, features_of, fields, global_logit, moved
from tests.services.careers.people import NURSE, REFERENCE, WELDER

FACTS = requirements(REFERENCE)
ROWS = features(REFERENCE)


def test_nothing_said_moves_nothing_not_even_the_last_digit() -> None:
    fit = np.linspace(-1, 2, len(ROWS))
    assert np.array_equal(moved(fit, Leanings(), ROWS), fit)


def test_one_word_by_hand() -> None:
    """Unit rows, the same variance everywhere: V = v, h = 1/4, r = (1/2) / (1 + v/4)."""
    told = Leanings().after(features_of(NURSE, REFERENCE), 1.0, 0.0)
    row = ROWS[FACTS.places[NURSE]]
    mean = np.array([told.leaning(name).m for name in NAMES])
    assert mean == pytest.approx(VARIANCE * row * 0.5 / (1 + VARIANCE / 4), abs=2**-12)
    assert told.n == 1


def test_the_vector_and_the_single_prediction_agree() -> None:
    told = Leanings()
    for code, liked in ((NURSE, 1.0), (WELDER, 0.0), ("29-1171.00", 1.0)):
        told = told.after(features_of(code, REFERENCE), liked, global_logit(0.6))
    fit = np.full(len(ROWS), 0.6)
    at = FACTS.places["29-1141.03"]
    by_hand = told.predict(features_of("29-1141.03", REFERENCE), global_logit(0.6))
    p = 1 / (1 + np.exp(-global_logit(float(moved(fit, told, ROWS)[at]))))
    assert p == pytest.approx(by_hand.p, abs=1e-9)
    assert by_hand.scheduled == scheduled_weight(3)


def test_likes_and_dislikes_lean_apart() -> None:
    told = Leanings().after(features_of(NURSE, REFERENCE), 1.0, 0.0).after(features_of(WELDER, REFERENCE), 0.0, 0.0)
    gain = moved(np.full(len(ROWS), 0.5), told, ROWS) - 0.5
    at = FACTS.places
    assert gain[at["29-1141.03"]] > 0.001
    assert gain[at["51-4122.00"]] < -0.001


def test_an_unknown_code_has_no_features() -> None:
    assert features_of("99-9999.99", REFERENCE) == {}


def test_every_field_of_knowledge_is_in_one_group() -> None:
    grouped = [name for _, names in fields(REFERENCE).values() for name in names]
    assert sorted(grouped) == sorted(s.partition(":")[2] for s in FACTS.skills if s.startswith("knowledge:"))


def test_what_was_said_lately_speaks_for_the_skills_it_calls_for() -> None:
    need = FACTS.needs(NURSE)[0].skill
    found = lately([NURSE, NURSE], [("help:knowledge", 1.0), ("do:skill", 1.0)], REFERENCE)
    expected = 1 + MORE + (MORE if need.startswith("knowledge:") else 0)
    assert found[need].weight == pytest.approx(expected)
    assert any("calls for it" in reason for reason in found[need].reasons)
    against = lately([], [("help:knowledge", 0.0)], REFERENCE)
    assert {one.weight for one in against.values()} == {1 - MORE}
    assert all(skill.startswith("knowledge:") for skill in against)


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
