"""`evaluate pairs`: plain words must keep the score; the same answer emptied, made wrong or trivial must lose it."""

from __future__ import annotations

import argparse
import time

import numpy as np

from shared_backend.ai_engines.tasks.interview_coach.task import InterviewCoach
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.scorer import add_scorer_arguments, read_records, scorer

WORSE = ("hollow", "flawed", "polished_weak")
VARIANTS = ("plain", *WORSE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    add_scorer_arguments(parser)


def run(options: argparse.Namespace) -> dict[str, object]:
    """The figures named in the evaluation contract.

    Raises
    ------
    InvalidInput
        When a file cannot be read, a record lacks a field, or a variant is unknown.
    """
    begun = time.perf_counter()
    records = read_records(options.data, ("question", "base_answer", "variant_answer", "variant"))
    unknown = sorted({str(record["variant"]) for record in records} - set(VARIANTS))
    if unknown:
        raise InvalidInput(f"Unknown variant {unknown[0]}; known are {', '.join(VARIANTS)}.")
    task = InterviewCoach()
    model, version = scorer(options, records)
    sides = []
    for side in ("base", "variant"):
        inputs = [task.check_input({**record, "answer": record[f"{side}_answer"]}) for record in records]
        sides.append(np.array([judgement.scores["overall"].value for judgement in model.predict(inputs)]))
    drop = np.round(sides[0] - sides[1], 6)
    kinds = np.array([str(record["variant"]) for record in records])
    worse, plain = np.isin(kinds, WORSE), kinds == "plain"
    present = [kind for kind in VARIANTS if (kinds == kind).any()]
    return {
        "task": "pairs",
        "n": len(records),
        "order_accuracy": round(float(np.mean(drop[worse] > 0)), 4) if worse.any() else None,
        "drop": {kind: round(float(drop[kinds == kind].mean()), 3) for kind in present},
        "drop2": {kind: round(float(np.mean(drop[kinds == kind] >= 2)), 4) for kind in present},
        "plain_within_1": round(float(np.mean(np.abs(drop[plain]) <= 1)), 4) if plain.any() else None,
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": version,
    }
