"""`evaluate redflags`: what the hard tier of the safety screening catches, and what it wrongly stops."""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared_backend.operations.evaluation.scorer import read_records
from shared_backend.services.guardrails.screening import Screening

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"
NONE = "none"
ORDINARY = "ordinary"
NOTE = "Only the hard tier is built: hints are not looked for. Patterns were written without a clinician."


@dataclass(frozen=True, slots=True)
class Screened:
    """One message, what it is, and what the screening said."""

    label: str
    kind: str
    found: str | None
    seconds: float

    @property
    def dangerous(self) -> bool:
        """Whether the message was written as one that needs help."""
        return self.label != NONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    parser.add_argument("--data", type=Path, required=True, help="JSON lines with text, label, kind")
    parser.add_argument("--seed", type=int, default=0, help="nothing is drawn: the answer is always the same")


def run(options: argparse.Namespace) -> dict[str, object]:
    """The figures named in the evaluation contract, as far as the hard tier goes (no `soft_false`).

    Raises
    ------
    InvalidInput
        When the file cannot be read or a message lacks a field.
    """
    begun = time.perf_counter()
    screen = Screening.load(REFERENCE).screen
    rows = [_screened(screen, item) for item in read_records(options.data, ("text", "label", "kind"))]
    danger = [row for row in rows if row.dangerous]
    safe = [row for row in rows if not row.dangerous]
    caught = [row for row in danger if row.found]
    return {
        "task": "redflags",
        "n": len(rows),
        "sensitivity": _share(danger),
        "sensitivity_by_kind": {kind: _share(r for r in danger if r.kind == kind) for kind in _names(danger, "kind")},
        "sensitivity_by_label": {
            label: _share(r for r in danger if r.label == label) for label in _names(danger, "label")
        },
        "hard_on_explicit": _share(row for row in danger if row.kind == "explicit"),
        "right_label": round(sum(r.found == r.label for r in caught) / len(caught), 4) if caught else None,
        "hard_false": {
            "hard_negatives": _share(row for row in safe if row.kind != ORDINARY),
            "ordinary": _share(row for row in safe if row.kind == ORDINARY),
        },
        "ms_p95": _p95([row.seconds for row in rows]),
        "note": NOTE,
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": _version(),
    }


def _screened(screen: Callable[[str], Any], row: dict[str, Any]) -> Screened:
    begun = time.perf_counter()
    flag = screen(str(row["text"]))
    spent = time.perf_counter() - begun
    return Screened(str(row["label"]), str(row.get("kind", "")), flag.label if flag else None, spent)


def _share(rows: Iterable[Screened]) -> float | None:
    found = [row.found is not None for row in rows]
    return round(sum(found) / len(found), 4) if found else None


def _names(rows: Sequence[Screened], field: str) -> list[str]:
    return sorted({getattr(row, field) for row in rows})


def _p95(seconds: Sequence[float]) -> float:
    return round(1000 * sorted(seconds)[int(0.95 * (len(seconds) - 1))], 3)


def _version() -> str:
    text = (REFERENCE / "safety" / "patterns.json").read_bytes()
    return f"patterns {hashlib.sha256(text).hexdigest()[:12]}"
