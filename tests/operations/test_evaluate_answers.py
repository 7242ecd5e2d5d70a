"""The evaluations of the interview scorer: contract, honesty about shared questions, clear refusals."""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from shared_backend.ai_engines.tasks.interview_coach.task import REFERENCE, InterviewCoach
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation import answers, grading, pairs
from shared_backend.operations.evaluation.scorer import without
from tests.ai_engines.trained_coach import trained


def options(module: Any, *given: str, model: bool = True) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    parsed = parser.parse_args(list(given))
    if model:
        parsed.model, parsed.model_version = trained()[0], "under test"
    return parsed


def lines(path: Path, records: list[dict[str, Any]]) -> str:
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return str(path)


def shipped(name: str, count: int) -> list[dict[str, Any]]:
    text = (REFERENCE / "rated_answers" / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()[:count]]


def test_answers_gives_the_contract(tmp_path: Path) -> None:
    found = answers.run(options(answers, "--data", lines(tmp_path / "a.jsonl", shipped("development", 36))))
    assert {"task", "n", "spearman", "rmse", "wordcount_spearman", "by_type", "coverage_80", "mean_width"} <= set(found)
    assert {"seconds", "model_version"} <= set(found)
    assert found["n"] == 36
    assert json.loads(json.dumps(found)) == found
    assert isinstance(found["spearman"], float)
    assert found["spearman"] > 0.7


def test_pairs_gives_the_contract(tmp_path: Path) -> None:
    found = pairs.run(options(pairs, "--data", lines(tmp_path / "p.jsonl", shipped("pairs", 40))))
    assert {"order_accuracy", "drop", "drop2", "plain_within_1", "n", "seconds", "model_version"} <= set(found)
    assert isinstance(found["order_accuracy"], float)
    assert found["order_accuracy"] > 0.8
    assert json.loads(json.dumps(found)) == found


def test_rows_of_the_measured_questions_are_never_trained_on(capsys: pytest.CaptureFixture[str]) -> None:
    rows = InterviewCoach().builtin(REFERENCE)
    asked = shipped("development", 6)
    kept = without(rows, asked)
    assert len(rows) - len(kept) >= 6
    assert all(row.input["question"] != asked[0]["question"] for row in kept)
    assert "not trained on" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [("", "no records"), ("{", "not JSON"), ('{"question": "q"}', "has no answer"), ("[]", "has no question")],
)
def test_a_bad_file_is_refused_in_one_line(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInput, match=said):
        answers.run(options(answers, "--data", str(path), model=False))
    with pytest.raises(InvalidInput, match="cannot be read"):
        answers.run(options(answers, "--data", str(tmp_path / "none.jsonl"), model=False))


def test_an_unknown_variant_is_refused(tmp_path: Path) -> None:
    record = {**shipped("pairs", 1)[0], "variant": "shiny"}
    with pytest.raises(InvalidInput, match="Unknown variant"):
        pairs.run(options(pairs, "--data", lines(tmp_path / "p.jsonl", [record]), model=False))


def graded_file(path: Path, groups: int = 4) -> str:
    """Answers that use more or fewer words of the reference, graded by how many."""
    random = np.random.default_rng(0)
    vocabulary = [
        f"{a}{b}ing" for a in ("rota", "puls", "flow", "heat", "melt", "freez") for b in ("al", "er", "on", "iv")
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(grading.COLUMNS)
        for group in range(groups):
            reference = list(random.choice(vocabulary, 6, replace=False))
            for _ in range(25):
                kept = int(random.integers(0, 7))
                others = list(random.choice(vocabulary, 6 - kept))
                writer.writerow(
                    [f"Question {group}?", " ".join(reference), " ".join(reference[:kept] + others), kept, group]
                )
    return str(path)


def test_grading_gives_the_contract_and_learns(tmp_path: Path) -> None:
    found = grading.run(options(grading, "--data", graded_file(tmp_path / "g.csv"), model=False))
    assert {"task", "n", "pearson", "rmse", "within_question", "seconds", "model_version"} <= set(found)
    assert isinstance(found["pearson"], float)
    assert found["pearson"] > 0.7
    assert isinstance(found["within_question"], dict)
    with pytest.raises(InvalidInput, match="two groups"):
        grading.run(options(grading, "--data", graded_file(tmp_path / "one.csv", groups=1), model=False))
