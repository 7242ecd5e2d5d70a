"""`evaluate grading`: short answers graded against a reference answer, on questions the grader has not seen."""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import Examples, FloatArray, Scores
from shared_backend.ai_engines.bayesian.scores import BayesianScores
from shared_backend.ai_engines.ensemble.measuring import rmse
from shared_backend.ai_engines.ensemble.training import fold_of
from shared_backend.ai_engines.tasks.interview_coach.short_answers import short_answer_measures
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.scorer import say

COLUMNS = ("question", "reference", "answer", "score", "group")
_FEWEST_ALIKE = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    parser.add_argument("--data", type=Path, required=True, help="CSV with question, reference, answer, score, group")
    parser.add_argument("--seed", type=int, default=0)


def run(options: argparse.Namespace) -> dict[str, object]:
    """Leave one group out: correlation and error; `within_question`: the same beside graded answers to the question.

    `within_question` is measured by five folds over the answers of questions with at least 20 graded answers, and is
    null when there is no such question.

    Raises
    ------
    InvalidInput
        When the file cannot be read, lacks a column, or holds fewer than two groups.
    """
    begun = time.perf_counter()
    rows = _rows(options.data)
    truth = np.array([float(row["score"]) for row in rows])
    groups = np.array([row["group"] for row in rows])
    if len(set(groups)) < 2:
        raise InvalidInput("There must be at least two groups: one is held out while the others are learned from.")
    unseen = np.zeros(len(rows))
    for group in sorted(set(groups)):
        held = groups == group
        unseen[held] = _graded(rows, truth, ~held, held)
        say(f"group {group}: {int(held.sum())} answers graded")
    return {
        "task": "grading",
        "n": len(rows),
        "groups": len(set(groups)),
        "pearson": round(_pearson(unseen, truth), 4),
        "rmse": round(rmse(unseen, truth), 4),
        "within_question": _within(rows, truth, options.seed),
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": "Gaussian process on similarities to the reference",
    }


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = [dict(row) for row in csv.DictReader(file)]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise InvalidInput(f"The file {path} cannot be read as CSV. Check the path.") from None
    missing = [name for name in COLUMNS if not rows or rows[0].get(name) is None]
    if missing:
        raise InvalidInput(f"The file {path.name} has no rows or no column {missing[0]}.")
    for number, row in enumerate(rows, 2):
        try:
            float(row["score"])
        except (TypeError, ValueError):
            raise InvalidInput(f"Line {number} of {path.name}: the score is not a number.") from None
    return rows


def _graded(
    rows: Sequence[Mapping[str, str]], truth: FloatArray, known: NDArray[np.bool_], asked: NDArray[np.bool_]
) -> FloatArray:
    learned, wanted = np.flatnonzero(known), np.flatnonzero(asked)
    measures, names = short_answer_measures(rows, truth, learned)
    examples = Examples(tuple(rows), ("",) * len(rows), measures, names)
    low, high = float(truth[learned].min()), float(truth[learned].max())
    targets = Scores(truth[learned][:, None], ("score",), (low,), (high,))
    engine = BayesianScores().fit(examples.take(learned), targets)
    return engine.predict(examples.take(wanted)).mean[:, 0]


def _within(rows: Sequence[Mapping[str, str]], truth: FloatArray, seed: int) -> dict[str, object] | None:
    questions = [row["question"] for row in rows]
    counts = {question: questions.count(question) for question in set(questions)}
    measured = np.array([counts[question] >= _FEWEST_ALIKE for question in questions])
    if not measured.any():
        return None
    fold = fold_of([str(i) for i in range(len(rows))], 5, seed)
    graded = np.zeros(len(rows))
    for part in range(5):
        graded[fold == part] = _graded(rows, truth, fold != part, fold == part)
    pearson, error = _pearson(graded[measured], truth[measured]), rmse(graded[measured], truth[measured])
    return {"pearson": round(pearson, 4), "rmse": round(error, 4), "n": int(measured.sum())}


def _pearson(one: FloatArray, other: FloatArray) -> float:
    a, b = one - one.mean(), other - other.mean()
    size = float(np.sqrt(np.sum(a * a) * np.sum(b * b)))
    return float(np.sum(a * b)) / size if size > 0 else 0.0
