"""`evaluate resumes`: how much of real CV files is read rightly, field by field, against files of known content."""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.resume_scoring import Tally, special_told, tally
from shared_backend.operations.evaluation.scorer import say
from shared_backend.services.resumes.reader import ResumeReader

TRUTH = "truth.jsonl"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    parser.add_argument("--data", type=Path, required=True, help=f"folder with CV files and {TRUTH}")


def run(options: argparse.Namespace) -> dict[str, object]:
    """The figures named in the evaluation contract.

    Raises
    ------
    InvalidInput
        When the folder or its truth cannot be read.
    """
    begun = time.perf_counter()
    total, special, failures, slow = Tally(), [], [], []
    rows = truths(options.data)
    with ResumeReader(at_once=1) as reader:
        reader.read(b"The readers are imported before the clock runs.")
        for truth in rows:
            try:
                data = (options.data / truth["file"]).read_bytes()
            except OSError:
                raise InvalidInput(f"The file {truth['file']} cannot be read.") from None
            started = time.perf_counter()
            reading = reader.read(data)
            slow.append((time.perf_counter() - started) * 1000)
            told = special_told(truth, reading)
            if told is not None:
                special.append(told)
                if not told:
                    failures.append({"file": truth["file"], "special": _said(reading)})
            if truth.get("unreadable") or truth.get("encrypted") or truth.get("not_a_resume") or truth.get("empty"):
                continue
            one = tally(truth, reading)
            failures.extend({"file": truth["file"], **miss} for miss in one.misses)
            total = total + one
            say(f"{truth['file']}: {len(one.misses)} differences")
    return {
        "task": "resumes",
        "n": len(rows),
        **total.figures(),
        "special": round(sum(special) / len(special), 4) if special else None,
        "ms_p50": round(statistics.median(slow), 1),
        "ms_p95": round(sorted(slow)[min(len(slow) - 1, int(0.95 * len(slow)))], 1),
        "failures": failures,
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": "resume reader 1",
    }


def _said(reading: Any) -> str:
    return reading.refused.code if reading.refused else ", ".join(r.code for r in reading.remarks) or "read"


def truths(folder: Path) -> Sequence[Mapping[str, Any]]:
    """The rows of known content in a folder.

    Raises
    ------
    InvalidInput
        When they cannot be read.
    """
    path = folder / TRUTH
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError):
        raise InvalidInput(f"{path} cannot be read as JSON lines. Check the path.") from None
    if not rows or not all(isinstance(row, dict) and "file" in row for row in rows):
        raise InvalidInput(f"{path} has no rows, or a row without a file.")
    return rows
