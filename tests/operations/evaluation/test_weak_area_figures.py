"""`evaluate weak-areas`: ranges hold the truth as often as they say, for any outcomes; ranking beats raw counts."""

from __future__ import annotations

import argparse

import pytest

from shared_backend.operations.evaluation import weak_areas


def test_graded_answers_are_found_to_say_more_and_ranges_stay_honest() -> None:
    graded = weak_areas.measured(120, 1.0, seed=2)
    assert graded["precision"] > 3.0
    assert 0.72 <= graded["interval_coverage"] <= 0.88
    assert graded["weak_auc"] > graded["weak_auc_raw"] + 0.03


@pytest.mark.long
def test_in_every_world_eighty_percent_means_eighty() -> None:
    found = weak_areas.run(argparse.Namespace(simulate=300, seed=0))
    for world in weak_areas.WORLDS:
        assert 0.75 <= found[world]["interval_coverage"] <= 0.85
        assert found[world]["weak_auc"] > found[world]["weak_auc_raw"] + 0.05
    assert found["right_or_wrong"]["precision"] < 1.2
