"""`evaluate titles`: how well titles are given their labels, on a file not trained on or in folds of one file."""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.ensemble.base import TrainingSettings
from shared_backend.ai_engines.ensemble.labels import LabelEnsemble
from shared_backend.ai_engines.ensemble.ranking import METRICS, figures, standing
from shared_backend.ai_engines.linking.names import Names
from shared_backend.ai_engines.linking.title_linker import TitleLinker
from shared_backend.ai_engines.tasks.base import Row
from shared_backend.ai_engines.tasks.job_title.task import JobTitle
from shared_backend.ai_engines.tasks.titles import REFERENCE, title_of
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.onet_titles import write_out_of_time

_BLOCK = 256
_TITLE_NAMES = ("title", "vacancyTitle")
_LABEL_NAMES = ("label", "conceptUri")
_NAME_NAMES = ("name",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    parser.add_argument("--train", metavar="F.csv", type=Path, help="rows to learn from (title,label)")
    parser.add_argument("--test", metavar="F.csv", type=Path, help="rows to measure on (title,label)")
    parser.add_argument(
        "--labels", metavar="F.csv", type=Path, help="names of labels (label,name); alone: nothing is trained"
    )
    parser.add_argument("--data", metavar="F.csv", type=Path, help="one file, measured in folds (title,label)")
    parser.add_argument("--onet-old", metavar="F.gz", type=Path, help="alternate titles of an old O*NET release")
    parser.add_argument(
        "--onet-new", metavar="FOLDER", type=Path, help="a new O*NET release: measure on its new titles"
    )
    parser.add_argument("--folds", type=int, default=5, help="folds for --data (default 5)")


def run(options: argparse.Namespace) -> dict[str, object]:
    """The figures named in the evaluation contract.

    Raises
    ------
    InvalidInput
        When a file cannot be read, lacks a column, or the arguments do not fit together.
    """
    begun = time.perf_counter()
    seed = int(getattr(options, "seed", 0))
    if options.data is not None and options.test is None and options.train is None:
        rank, seen, candidates = _in_folds(read_titles(options.data), options.folds, seed)
    elif options.test is not None and (options.train is not None or options.labels is not None):
        named, asked = read_names(options.labels), read_titles(options.test)
        if options.train is None:
            rank, seen, candidates = ranks_linked(named, asked)
        else:
            rank, seen, candidates = ranks_of([*read_titles(options.train), *named], asked, seed)
    elif options.onet_old is not None and options.onet_new is not None:
        rank, seen, candidates = _out_of_time(options.onet_old, options.onet_new, seed)
    else:
        raise InvalidInput("Give --train and --test, --labels and --test, --onet-old and --onet-new, or --data.")
    means = figures(rank).mean(axis=0)
    apart = figures(rank[~seen])[:, 0]
    return {
        "task": "titles",
        "n": len(rank),
        **{name: round(float(value), 4) for name, value in zip(METRICS, means, strict=True)},
        "candidates": candidates,
        "unseen_titles": {"n": len(apart), "mrr": round(float(apart.mean()), 4) if len(apart) else None},
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": "trained for this measurement" if options.labels is None or options.train else "names only",
    }


def ranks_linked(named: Sequence[Row], asked: Sequence[Row]) -> tuple[FloatArray, NDArray[np.bool_], int]:
    """Rank the labels of `asked` from their names alone, as `ranks_of` does from examples."""
    names = Names.of((str(row.target["label"]), str(row.input["title"])) for row in named)
    linker = TitleLinker(names, REFERENCE)
    place = {label: i for i, label in enumerate(names.ids)}
    ranks = []
    for start in range(0, len(asked), _BLOCK):
        _tell(start / len(asked), "linking")
        part = asked[start : start + _BLOCK]
        truth = np.array([place.get(str(row.target["label"]), -1) for row in part], dtype=np.intp)
        ranks.append(standing(linker.scores([str(row.input["title"]) for row in part]), truth))
    known = {row.group for row in named}
    return np.concatenate(ranks), np.array([row.group in known for row in asked]), len(names.ids)


def ranks_of(taught: Sequence[Row], asked: Sequence[Row], seed: int) -> tuple[FloatArray, NDArray[np.bool_], int]:
    """Train the product's ensemble on `taught` and rank the labels of `asked`.

    Returns
    -------
    rank : (n,) array
        Place of the right label, from 1; inf when it was never taught.
    seen : (n,) bool array
        Whether the same normalised title was taught.
    candidates : int
        Number of labels to choose from.
    """
    task = JobTitle()
    settings = TrainingSettings(seed=seed)
    model, _ = LabelEnsemble.train(task, taught, settings, progress=_tell)
    place = {label: i for i, label in enumerate(model.classes)}
    ranks = []
    for start in range(0, len(asked), _BLOCK):
        part = asked[start : start + _BLOCK]
        shares = model.probabilities(task.examples([row.input for row in part]))
        truth = np.array([place.get(str(row.target["label"]), -1) for row in part], dtype=np.intp)
        ranks.append(standing(shares, truth))
    known = {row.group for row in taught}
    return np.concatenate(ranks), np.array([row.group in known for row in asked]), len(model.classes)


def _out_of_time(old: Path, new: Path, seed: int) -> tuple[FloatArray, NDArray[np.bool_], int]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            train, test = write_out_of_time(old, new, Path(folder))
        except (OSError, KeyError, UnicodeDecodeError) as reason:
            raise InvalidInput(f"{old.name} and {new.name} cannot be read as O*NET files.") from reason
        return ranks_of(read_titles(train), read_titles(test), seed)


def _in_folds(rows: Sequence[Row], folds: int, seed: int) -> tuple[FloatArray, NDArray[np.bool_], int]:
    if not 2 <= folds <= len(rows):
        raise InvalidInput(f"--folds must be between 2 and the number of rows ({len(rows)}).")
    fold = np.random.default_rng(seed).permutation(len(rows)) % folds
    parts = []
    for part in range(folds):
        print(f"fold {part + 1} of {folds}", file=sys.stderr)
        taught = [row for row, of_row in zip(rows, fold, strict=True) if of_row != part]
        asked = [row for row, of_row in zip(rows, fold, strict=True) if of_row == part]
        parts.append(ranks_of(taught, asked, seed))
    rank, seen = (np.concatenate([part[i] for part in parts]) for i in (0, 1))
    return rank, seen, max(part[2] for part in parts)


def read_titles(path: Path) -> list[Row]:
    """Rows of a CSV file with title and label. Raises `InvalidInput`."""
    return [_row(title, label) for title, label in _pairs(path, _TITLE_NAMES, _LABEL_NAMES) if title and label]


def read_names(path: Path | None) -> list[Row]:
    """Rows that teach the names of labels (label,name; several rows a label); none without a path."""
    if path is None:
        return []
    return [_row(name, label) for name, label in _pairs(path, _NAME_NAMES, _LABEL_NAMES) if name and label]


def _row(title: str, label: str) -> Row:
    given = {"title": title, "cv_text": ""}
    return Row(given, {"label": label}, title_of(given), "file")


def _pairs(path: Path, first: Sequence[str], second: Sequence[str]) -> list[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns = reader.fieldnames or []
            a, b = (next((name for name in names if name in columns), None) for names in (first, second))
            if a is None or b is None:
                raise InvalidInput(
                    f"{path.name}: the columns {first[0]} and {second[0]} are needed; found {', '.join(columns)}."
                )
            found = [((row[a] or "").strip(), (row[b] or "").strip()) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        raise InvalidInput(f"{path.name} cannot be read as a CSV file in UTF-8.") from reason
    if not found:
        raise InvalidInput(f"{path.name} has no rows.")
    return found


def _tell(fraction: float, message: str) -> None:
    print(f"{fraction:5.0%} {message}", file=sys.stderr)
