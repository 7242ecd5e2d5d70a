"""The scorer an evaluation measures: trained on a file, or on the shipped rows without the file's questions."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from shared_backend.ai_engines.ensemble.base import GlobalModel, TrainingSettings
from shared_backend.ai_engines.tasks.base import Row
from shared_backend.ai_engines.tasks.interview_coach.rows import read_rated
from shared_backend.ai_engines.tasks.interview_coach.task import REFERENCE, InterviewCoach, unrepeated
from shared_backend.domain.errors import InvalidInput


def add_scorer_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments shared by the evaluations of the interview scorer."""
    parser.add_argument("--data", type=Path, required=True, help="JSON lines, one record a line")
    parser.add_argument("--train", type=Path, default=None, help="train the scorer on this file only")
    parser.add_argument("--seed", type=int, default=0)


def say(message: str) -> None:
    """One line of progress on stderr."""
    print(message, file=sys.stderr, flush=True)


def read_records(path: Path, required: Sequence[str]) -> list[dict[str, Any]]:
    """The records of a JSON-lines file.

    Raises
    ------
    InvalidInput
        When the file cannot be read, is empty, or a line is not an object with the required keys.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InvalidInput(f"The file {path} cannot be read. Check the path.") from None
    found: list[dict[str, Any]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            raise InvalidInput(f"Line {number} of {path.name} is not JSON.") from None
        missing = [key for key in required if not isinstance(record, dict) or key not in record]
        if missing:
            raise InvalidInput(f"Line {number} of {path.name} has no {', '.join(missing)}.")
        found.append(record)
    if not found:
        raise InvalidInput(f"The file {path.name} has no records.")
    return found


def scorer(options: argparse.Namespace, asked: Sequence[Mapping[str, Any]]) -> tuple[GlobalModel, str]:
    """The model to measure and its version in words.

    ``options.model`` (a `GlobalModel`) and ``options.model_version``, when the caller set them, are measured as they
    are: that is how an installation measures its champion. Otherwise a model is trained here, never on rows of `asked`.
    """
    given: GlobalModel | None = getattr(options, "model", None)
    if given is not None:
        return given, str(getattr(options, "model_version", "given"))
    from shared_backend.ai_engines.ensemble.scores import ScoreEnsemble

    task = InterviewCoach()
    if options.train is not None:
        read_records(options.train, ("question",))
        rows: Sequence[Row] = unrepeated(read_rated(options.train))
        version = f"trained on {options.train.name}"
    else:
        rows, version = without(task.builtin(REFERENCE), asked), "shipped rows"
    say(f"Training on {len(rows)} answers to {len({row.group for row in rows})} questions")
    model, report = ScoreEnsemble.train(task, rows, TrainingSettings(seed=options.seed))
    headline = report.metric(report.headline)
    say(f"Trained; out of fold {headline.name} {headline.value:.3f} ({headline.low:.3f} to {headline.high:.3f})")
    return model, f"{version}, seed {options.seed}"


def without(rows: Sequence[Row], asked: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Rows whose question does not occur in `asked`; says on stderr how many were left out."""
    questions = {" ".join(str(record["question"]).lower().split()) for record in asked}
    kept = [row for row in rows if row.group not in questions]
    if len(kept) < len(rows):
        left = len({row.group for row in rows} & questions)
        say(f"{left} questions of the file are shipped too: their {len(rows) - len(kept)} answers are not trained on")
    return kept
