"""`evaluate resume-scores` on a file: figures of model, rubric and blend; wrong files are named."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

import pytest

from shared_backend.ai_engines.ensemble.base import TrainingSettings
from shared_backend.bootstrap import REFERENCE
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation import resume_scores


def test_figures_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = partial(TrainingSettings, engines=("expert", "bayesian"))
    monkeypatch.setattr(resume_scores, "TrainingSettings", quick)
    file = REFERENCE / "rated_resumes" / "trades.jsonl"
    figures = resume_scores.run(argparse.Namespace(data=file, seed=0))
    assert (figures["n"], figures["writers"]) == (34, 10)
    for name in ("blend", "model", "rubric"):
        found = figures[name]
        assert isinstance(found, dict)
        assert found["spearman"] > 0.8
        assert found["rmse"] < figures["mean_rmse"]  # type: ignore[operator]
    pairs = figures["pairs"]
    assert isinstance(pairs, dict)
    assert pairs["order_accuracy"] > 0.9
    assert figures["length"].keys() == {"ratings", "blend", "model", "rubric"}  # type: ignore[attr-defined]


def test_a_file_with_too_few_writers_or_other_lines_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "few.jsonl"
    lines = (REFERENCE / "rated_resumes" / "trades.jsonl").read_text("utf-8").splitlines()
    file.write_text("\n".join(lines[:4]), "utf-8")
    with pytest.raises(InvalidInput, match="at least 5"):
        resume_scores.run(argparse.Namespace(data=file, seed=0))
    file.write_text('{"text": "x"}', "utf-8")
    with pytest.raises(InvalidInput, match="has no cv, rated"):
        resume_scores.run(argparse.Namespace(data=file, seed=0))
