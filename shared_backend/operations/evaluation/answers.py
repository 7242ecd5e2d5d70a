"""`evaluate answers`: how the interview score agrees with raters on answers it has not seen."""

from __future__ import annotations

import argparse
import time

import numpy as np

from shared_backend.ai_engines.ensemble.measuring import rmse, spearman
from shared_backend.ai_engines.tasks.interview_coach.task import InterviewCoach
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.scorer import add_scorer_arguments, read_records, scorer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    add_scorer_arguments(parser)


def run(options: argparse.Namespace) -> dict[str, object]:
    """The figures named in the evaluation contract.

    Raises
    ------
    InvalidInput
        When a file cannot be read or a record lacks a field.
    """
    begun = time.perf_counter()
    records = read_records(options.data, ("question", "answer", "mean_overall"))
    try:
        truth = np.array([float(record["mean_overall"]) for record in records])
    except (TypeError, ValueError):
        raise InvalidInput("Every mean_overall must be a number.") from None
    task = InterviewCoach()
    inputs = [task.check_input(record) for record in records]
    model, version = scorer(options, records)
    estimates = [judgement.scores["overall"] for judgement in model.predict(inputs)]
    value = np.array([e.value for e in estimates])
    low, high = np.array([e.low for e in estimates]), np.array([e.high for e in estimates])
    words = np.array([float(len(str(record["answer"]).split())) for record in records])
    kinds = np.array([str(given["type"]) for given in inputs])
    return {
        "task": "answers",
        "n": len(records),
        "spearman": round(spearman(value, truth), 4),
        "rmse": round(rmse(value, truth), 4),
        "wordcount_spearman": round(spearman(value, words), 4),
        "wordcount_spearman_raters": round(spearman(truth, words), 4),
        "by_type": {
            kind: round(spearman(value[kinds == kind], truth[kinds == kind]), 4) for kind in sorted(set(kinds))
        },
        "coverage_80": round(float(np.mean((truth >= low) & (truth <= high))), 4),
        "mean_width": round(float(np.mean(high - low)), 4),
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": version,
    }
