"""`evaluate skills`: the contract's keys beside the floor, on folds and on a file."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pytest

from shared_backend.ai_engines.ensemble import measuring
from shared_backend.ai_engines.tasks.base import Row
from shared_backend.ai_engines.tasks.skills.task import Skills
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation import skills


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    skills.add_arguments(parser)
    return parser.parse_args(words)


@pytest.fixture
def few_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Skills.builtin

    def few(self: Skills, reference: Path) -> tuple[Row, ...]:
        return whole(self, reference)[::9]

    monkeypatch.setattr(Skills, "builtin", few)
    monkeypatch.setattr(skills, "_FOLDS", 2)
    monkeypatch.setattr(measuring, "ROUNDS", 4)


@pytest.mark.usefixtures("few_facts")
def test_grouped_folds_beat_the_mean_profile() -> None:
    found = skills.run(options("--folds", "grouped"))
    assert {"task", "n", "r2", "top10_overlap", "floor", "seconds", "model_version"} == set(found)
    assert float(str(found["r2"])) > 0.2
    assert isinstance(found["floor"], dict)
    assert found["floor"]["r2"] < 0.05


@pytest.mark.usefixtures("few_facts")
def test_a_file_of_ratings(tmp_path: Path) -> None:
    names = Skills().outputs
    file = tmp_path / "rated.csv"
    lines = [f"{title}," + ",".join(["3.5"] * len(names)) for title in ("Registered Nurse", "Line Cook", "Roofer")]
    file.write_text("\n".join(["title," + ",".join(names), *lines]))
    assert skills.run(options("--data", str(file)))["n"] == 3


def test_one_of_the_two_arguments_is_needed(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="either"):
        skills.run(options())
    with pytest.raises(InvalidInput, match="cannot be read"):
        skills.run(options("--data", str(tmp_path / "none.csv")))


def test_overlap_of_the_highest_levels() -> None:
    truth = np.arange(20.0)[None, :]
    assert skills.top_overlap(truth, truth) == 1.0
    assert skills.top_overlap(-truth, truth) == 0.0
