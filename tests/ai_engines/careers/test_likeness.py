"""Likeness of occupations: symmetric, sensible, unaware of the published links; `evaluate related`."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import pytest

from shared_backend.ai_engines.careers.likeness import WEIGHTS, Likeness, likeness
from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.operations.evaluation import related


def test_every_measure_is_symmetric_and_finite() -> None:
    alike = likeness(REFERENCE)
    assert set(alike.parts) == set(WEIGHTS)
    for part in alike.parts.values():
        assert np.isfinite(part).all()
        np.testing.assert_allclose(part, part.T, atol=1e-6)


@pytest.mark.parametrize(
    ("code", "near"),
    [("29-1141.00", "29-1141.01"), ("15-1252.00", "15-1251.00"), ("51-4121.00", "51-4122.00")],
)
def test_neighbours_make_sense(code: str, near: str) -> None:
    assert near in likeness(REFERENCE).nearest(code, 10)
    assert code not in likeness(REFERENCE).nearest(code, 2000)


def test_an_unknown_code_has_no_neighbours() -> None:
    assert likeness(REFERENCE).nearest("99-9999.99") == ()


def test_the_links_are_not_read(tmp_path: Path) -> None:
    shutil.copytree(REFERENCE / "occupations", tmp_path / "occupations")
    (tmp_path / "occupations" / "related.csv.gz").unlink()
    np.testing.assert_allclose(Likeness(tmp_path).total, likeness(REFERENCE).total)


def test_related_beats_its_floor() -> None:
    found = related.run(argparse.Namespace(seed=0))
    floor, parts = found["floor"], found["by_part"]
    assert isinstance(floor, dict)
    assert isinstance(parts, dict)
    assert float(str(found["recall_10"])) > max(parts.values()) + 0.08
    assert float(str(found["mrr"])) > floor["mrr"]
