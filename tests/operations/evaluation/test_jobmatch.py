"""`evaluate jobmatch` on the shipped pairs of sixteen trades; hidden words move nothing."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation import jobmatch

PAIRS = REFERENCE / "evaluation" / "jobmatch"


def figures(folder: Path) -> dict[str, Any]:
    return dict(jobmatch.run(argparse.Namespace(data=folder, seed=0)))


def test_the_shipped_pairs_are_matched_far_better_than_by_exact_words() -> None:
    found = figures(PAIRS)
    assert found["n"] == 16
    assert found["precision"] >= 0.95
    assert found["recall"] >= 0.93
    assert found["floor"]["recall"] < 0.5


PAGE = """<html><body><h1>Ada Sample</h1><p>ada@example.com</p><h2>Experience</h2>
<h3>Baker, Acme Ltd</h3><p>2019 - 2021</p><ul><li>Baked bread for 60 guests</li></ul>
<h2>Education</h2><p>Diploma, Sample College, 2018</p><h2>Skills</h2><p>Baking, Pastry</p>{more}</body></html>"""


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="color:#ffffff">Kubernetes Docker Python</p>',
        '<div style="display:none">Skills: Kubernetes, Docker, Python</div>',
        '<p style="font-size:1px">Kubernetes Docker Python</p>',
        "<div hidden><h2>What you need</h2><ul><li>Kubernetes</li><li>Baking</li></ul><p>Docker or Python</p></div>",
    ],
)
def test_hidden_words_move_the_match_by_nothing(tmp_path: Path, hidden: str) -> None:
    ad = {
        "id": "a", "must_have": ["Baking", "Kubernetes"], "nice_to_have": ["Docker", "Python"], "resume": "cv.html",
        "present": ["Baking"], "absent": ["Kubernetes", "Docker", "Python"],
    }  # fmt: skip
    (tmp_path / jobmatch.ADS).write_text(json.dumps(ad))
    told = []
    for more in ("", hidden, "<p>Kubernetes</p>"):
        (tmp_path / "cv.html").write_text(PAGE.format(more=more))
        told.append(figures(tmp_path)["by_ad"])
    assert told[0] == told[1]
    assert told[0] != told[2], "what is seen does count"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"id": 1, "resume": "a"}', "not json"])
def test_a_wrong_file_is_told_in_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / jobmatch.ADS).write_text(text)
    with pytest.raises(InvalidInput):
        figures(tmp_path)
