"""`evaluate redflags` counts what it says it counts."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation import redflags

ROWS = [
    {"text": "I want to kill myself.", "label": "suicide", "severity": "high", "kind": "explicit"},
    {"text": "Don't bother saving my progress.", "label": "suicide", "severity": "high", "kind": "indirect"},
    {"text": "Where does my degree go?", "label": "none", "severity": "none", "kind": "ordinary"},
    {"text": "My feet are killing me.", "label": "none", "severity": "none", "kind": "idiom"},
]


def _options(path: Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    redflags.add_arguments(parser)
    return parser.parse_args(["--data", str(path)])


def test_figures(tmp_path: Path) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    found = redflags.run(_options(path))
    assert found["n"] == 4
    assert found["sensitivity"] == 0.5
    assert found["sensitivity_by_kind"] == {"explicit": 1.0, "indirect": 0.0}
    assert found["hard_on_explicit"] == 1.0
    assert found["right_label"] == 1.0
    assert found["hard_false"] == {"hard_negatives": 0.0, "ordinary": 0.0}
    assert "soft_false" not in found
    assert "clinician" in str(found["note"])


def test_a_row_without_a_label_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text('{"text": "hello"}', encoding="utf-8")
    with pytest.raises(InvalidInput, match="label"):
        redflags.run(_options(path))
