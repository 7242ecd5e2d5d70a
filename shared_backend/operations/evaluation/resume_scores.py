"""`evaluate resume-scores`: the CV scorer out of fold by writer, beside the rubric alone and the mean rating."""

from __future__ import annotations

import argparse
import itertools
import math
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.ensemble.base import Estimate, TrainingSettings
from shared_backend.ai_engines.ensemble.scores import ScoreEnsemble
from shared_backend.ai_engines.ensemble.training import fold_of
from shared_backend.ai_engines.tasks.base import Row
from shared_backend.ai_engines.tasks.resume_coach.facts import facts_of
from shared_backend.ai_engines.tasks.resume_coach.floor import MOST, Trust, blended
from shared_backend.ai_engines.tasks.resume_coach.rows import read_rated
from shared_backend.ai_engines.tasks.resume_coach.rubric import OUTPUTS, OVERALL, rubric
from shared_backend.ai_engines.tasks.resume_coach.sheet import of_sheet
from shared_backend.ai_engines.tasks.resume_coach.task import REFERENCE, ResumeCoach
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.scorer import read_records, say

FOLDS = 5
CLEARLY = 1.0  # points between two ratings of one writer's CVs from which their order must be right


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    parser.add_argument("--data", type=Path, default=None, help="rated CVs, JSON lines (default: those shipped)")


def run(options: argparse.Namespace) -> dict[str, object]:
    """Figures of the model, the rubric, their blend and the mean; every CV is judged by a model without its writer.

    Raises
    ------
    InvalidInput
        When a file cannot be read, or holds too few CVs or writers.
    """
    begun = time.perf_counter()
    task = ResumeCoach()
    if options.data is None:
        rows: Sequence[Row] = task.builtin(REFERENCE)
    else:
        read_records(options.data, ("cv", "rated"))
        rows = read_rated(options.data)
    groups = [row.group for row in rows]
    if len(set(groups)) < FOLDS:
        raise InvalidInput(f"There are CVs of {len(set(groups))} writers. Give CVs of at least {FOLDS}.")
    fold = fold_of(groups, FOLDS, options.seed)
    shown: dict[str, list[Mapping[str, float]]] = {name: [{}] * len(rows) for name in ("blend", "model", "rubric")}
    mean = np.zeros(len(rows))
    for part in range(FOLDS):
        say(f"Part {part + 1} of {FOLDS}")
        rest = [row for row, place in zip(rows, fold, strict=True) if place != part]
        asked = [i for i, place in enumerate(fold) if place == part]
        model, _ = ScoreEnsemble.train(task, rest, TrainingSettings(seed=options.seed, folds=3))
        judged = model.predict([task.check_input(rows[i].input) for i in asked])
        mean[asked] = float(np.mean([row.target[OVERALL] for row in rest]))
        for i, judgement in zip(asked, judged, strict=True):
            one = _three(rows[i], judgement.scores)
            for name, values in one.items():
                shown[name][i] = values
    truth = np.array([row.target[OVERALL] for row in rows])
    overall = {name: np.array([values[OVERALL] for values in found]) for name, found in shown.items()}
    length = np.log1p([len(str(row.input["cv"]).split()) for row in rows])
    return {
        "task": "resume-scores",
        "n": len(rows),
        "writers": len(set(groups)),
        **{name: _figures(values, truth) for name, values in overall.items()},
        "mean_rmse": _rmse(mean, truth),
        "criteria_rmse": {name: _criterion(shown["blend"], rows, name) for name in OUTPUTS[1:]},
        "length": {
            "ratings": _correlation(truth, length),
            **{name: _correlation(values, length) for name, values in overall.items()},
        },
        "pairs": _pairs(rows, overall["blend"], truth),
        "seconds": round(time.perf_counter() - begun, 2),
    }


def _three(row: Row, model: Mapping[str, Estimate]) -> dict[str, dict[str, float]]:
    published = rubric()
    plain = published.score(facts_of(of_sheet(str(row.input["cv"])), target=str(row.input["target"])))
    both, _ = blended(published, plain, model, Trust(MOST, ""))
    return {
        "blend": {name: one.value for name, one in both.values.items()},
        "model": {name: one.value for name, one in model.items()},
        "rubric": {name: one.value for name, one in plain.values.items()},
    }


def _figures(values: FloatArray, truth: FloatArray) -> dict[str, float]:
    from scipy.stats import spearmanr

    return {"spearman": round(float(spearmanr(values, truth).statistic), 4), "rmse": _rmse(values, truth)}


def _criterion(found: Sequence[Mapping[str, float]], rows: Sequence[Row], name: str) -> float | None:
    pairs = [
        (values[name], float(row.target[name]))
        for values, row in zip(found, rows, strict=True)
        if name in values and not math.isnan(float(row.target[name]))
    ]
    return _rmse(np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])) if pairs else None


def _rmse(values: FloatArray, truth: FloatArray) -> float:
    return round(float(np.sqrt(np.mean((values - truth) ** 2))), 4)


def _correlation(values: FloatArray, length: FloatArray) -> float:
    return round(float(np.corrcoef(values, length)[0, 1]), 4)


def _pairs(rows: Sequence[Row], values: FloatArray, truth: FloatArray) -> dict[str, object]:
    """Order within one writer's CVs that are clearly apart, and how near plain words come to the same in others."""
    right, apart = [], []
    for i, j in itertools.combinations(range(len(rows)), 2):
        if rows[i].group != rows[j].group:
            continue
        if rows[i].input.get("says") and rows[i].input.get("says") == rows[j].input.get("says"):
            apart.append(abs(float(values[i] - values[j])))
        if abs(truth[i] - truth[j]) >= CLEARLY:
            right.append((values[i] - values[j]) * (truth[i] - truth[j]) > 0)
    return {
        "n": len(right),
        "order_accuracy": round(float(np.mean(right)), 4) if right else None,
        "plain_n": len(apart),
        "plain_apart": round(float(np.mean(apart)), 4) if apart else None,
    }
