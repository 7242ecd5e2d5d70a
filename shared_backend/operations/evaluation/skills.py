"""`evaluate skills`: how well 35 skill levels are estimated for occupations whose group was kept from training."""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.ensemble.base import TrainingSettings
from shared_backend.ai_engines.ensemble.measuring import r2
from shared_backend.ai_engines.ensemble.scores import ScoreEnsemble
from shared_backend.ai_engines.tasks.base import Row
from shared_backend.ai_engines.tasks.skills.task import Skills
from shared_backend.domain.errors import InvalidInput

_FOLDS = 5
_TOP = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    parser.add_argument(
        "--folds",
        choices=("grouped",),
        help="the occupation facts in 5 folds, grouped by the code's first 4 characters",
    )
    parser.add_argument("--data", metavar="F.csv", type=Path, help="measure on this file instead (title, skills 0–7)")


def run(options: argparse.Namespace) -> dict[str, object]:
    """The figures named in the evaluation contract; `floor` is the mean profile of the training rows.

    Raises
    ------
    InvalidInput
        When neither or both of the arguments are given, or the file cannot be used.
    """
    begun = time.perf_counter()
    if (options.folds is None) == (options.data is None):
        raise InvalidInput("Give either --folds grouped, or --data with a CSV file.")
    task, seed = Skills(), int(getattr(options, "seed", 0))
    facts = task.builtin(task.reference)
    rows: Sequence[Row]
    if options.data is None:
        rows, found, mean = facts, *_in_folds(task, facts, seed)
    else:
        rows = _read(task, options.data)
        found, mean = _estimated(task, facts, rows, seed)
    truth = task.targets(rows).values
    return {
        "task": "skills",
        "n": len(rows),
        "r2": round(_r2(found, truth), 4),
        "top10_overlap": round(top_overlap(found, truth), 4),
        "floor": {"r2": round(_r2(mean, truth), 4), "top10_overlap": round(top_overlap(mean, truth), 4)},
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": "trained for this measurement",
    }


def top_overlap(found: FloatArray, truth: FloatArray) -> float:
    """Mean share of the ten highest true levels that are among the ten highest estimated ones; complete rows only."""
    whole = ~np.isnan(truth).any(axis=1)
    pairs = zip(_highest(found[whole]), _highest(truth[whole]), strict=True)
    shares = [len(set(a) & set(b)) / _TOP for a, b in pairs]
    return float(np.mean(shares)) if shares else 0.0


def _highest(values: FloatArray) -> list[list[int]]:
    order: list[list[int]] = np.argsort(-values, axis=1, kind="stable")[:, :_TOP].tolist()
    return order


def _r2(found: FloatArray, truth: FloatArray) -> float:
    whole = ~np.isnan(truth).any(axis=1)
    return r2(found[whole], truth[whole])


def _in_folds(task: Skills, rows: Sequence[Row], seed: int) -> tuple[FloatArray, FloatArray]:
    groups = sorted({row.group for row in rows})
    order = np.random.default_rng(seed).permutation(len(groups))
    fold = {group: int(order[i]) % _FOLDS for i, group in enumerate(groups)}
    width = len(task.outputs)
    found, mean = np.zeros((len(rows), width)), np.zeros((len(rows), width))
    for part in range(_FOLDS):
        print(f"fold {part + 1} of {_FOLDS}", file=sys.stderr)
        here = [i for i, row in enumerate(rows) if fold[row.group] == part]
        taught = [row for row in rows if fold[row.group] != part]
        found[here], mean[here] = _estimated(task, taught, [rows[i] for i in here], seed)
    return found, mean


def _estimated(task: Skills, taught: Sequence[Row], asked: Sequence[Row], seed: int) -> tuple[FloatArray, FloatArray]:
    """Levels by the product's ensemble trained on `taught`, and the mean profile of `taught`."""
    model, _ = ScoreEnsemble.train(task, taught, TrainingSettings(seed=seed, folds=3))
    judged = model.predict([row.input for row in asked])
    found = np.array([[judgement.scores[name].value for name in task.outputs] for judgement in judged])
    mean = np.nanmean(task.targets(taught).values, axis=0)
    return found, np.broadcast_to(mean, found.shape)


def _read(task: Skills, path: Path) -> list[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            records = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        raise InvalidInput(f"{path.name} cannot be read as a CSV file in UTF-8.") from reason
    if not records:
        raise InvalidInput(f"{path.name} has no rows.")
    return [task.parse(record) for record in records]
