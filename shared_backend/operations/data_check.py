"""Look at training rows before they are used: balance, duplicates, contradictions, leakage between groups."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from shared_backend.ai_engines.tasks.base import Row

SHOWN_CLASSES = 20
BINS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about the data, in a sentence that says what to do when something is to be done."""

    name: str
    level: Literal["good", "warning", "problem"]
    message: str


@dataclass(frozen=True, slots=True)
class DataCheck:
    """What the rows look like. `balance` counts rows by class, or by range of the first output, biggest first."""

    rows: int
    groups: int
    sources: Mapping[str, int]
    balance: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        """Whether nothing stands against training on it."""
        return all(finding.level != "problem" for finding in self.findings)


def check_rows(rows: Sequence[Row], *, folds: int = 5, repeats: bool = False) -> DataCheck:
    """Look at the rows; nothing is changed.

    Parameters
    ----------
    folds : int
        Into how many parts training will split the groups.
    repeats : bool
        Equal inputs with different answers are what the task is about: they are counted, not warned of.
    """
    inputs: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        inputs[_key(row.input)].append(row)
    balance = _balance(rows)
    findings = (
        _enough(rows, folds),
        _balanced(balance, len(rows)),
        *((_repeated(inputs),) if repeats else (_duplicates(inputs), _contradictions(inputs), _leakage(inputs))),
    )
    groups = {row.group for row in rows}
    return DataCheck(
        len(rows), len(groups), dict(Counter(row.source for row in rows)), balance[:SHOWN_CLASSES], findings
    )


def _enough(rows: Sequence[Row], folds: int) -> Finding:
    groups = len({row.group for row in rows})
    if groups < folds:
        return Finding(
            "Amount",
            "problem",
            f"{len(rows):,} rows in {groups} groups cannot be split into {folds} parts. Add rows of other groups.",
        )
    return Finding("Amount", "good", f"{len(rows):,} rows in {groups:,} groups.")


def _balanced(balance: tuple[tuple[str, int], ...], total: int) -> Finding:
    if not balance:
        return Finding("Balance", "problem", "No row has anything to learn.")
    name, biggest = balance[0]
    if len(balance) == 1:
        return Finding("Balance", "problem", f"Every row says {name}: there is nothing to tell apart.")
    share = biggest / total
    if share > 0.8:
        return Finding("Balance", "warning", f"{share:.0%} of the rows say {name}. Add rows of the other kinds.")
    rare = sum(1 for _, count in balance if count == 1)
    if rare > len(balance) / 2:
        return Finding("Balance", "warning", f"{rare:,} of {len(balance):,} classes have a single row.")
    return Finding("Balance", "good", f"{len(balance):,} classes or ranges; the biggest holds {share:.0%}.")


def _repeated(inputs: Mapping[str, Sequence[Row]]) -> Finding:
    several = sum(len(same) > 1 for same in inputs.values())
    return Finding(
        "Repeats", "good", f"{len(inputs):,} different inputs, {several:,} of them more than once, as they should be."
    )


def _duplicates(inputs: Mapping[str, Sequence[Row]]) -> Finding:
    extra = sum(len(same) - 1 for same in inputs.values())
    if extra:
        return Finding("Duplicates", "warning", f"{extra:,} rows repeat another row's input and count double.")
    return Finding("Duplicates", "good", "No input appears twice.")


def _contradictions(inputs: Mapping[str, Sequence[Row]]) -> Finding:
    torn = sum(1 for same in inputs.values() if len({_key(row.target) for row in same}) > 1)
    if torn:
        return Finding("Contradictions", "warning", f"{torn:,} inputs have different answers in different rows.")
    return Finding("Contradictions", "good", "No input has two different answers.")


def _leakage(inputs: Mapping[str, Sequence[Row]]) -> Finding:
    leaking = sum(1 for same in inputs.values() if len({row.group for row in same}) > 1)
    if leaking:
        return Finding(
            "Leakage",
            "warning",
            f"{leaking:,} inputs stand in several groups, so a model may be tested on what it learned. "
            "Give equal inputs the same group.",
        )
    return Finding("Leakage", "good", "No input stands in more than one group.")


def _balance(rows: Sequence[Row]) -> tuple[tuple[str, int], ...]:
    if rows and "label" in rows[0].target:
        return tuple(Counter(str(row.target["label"]) for row in rows).most_common())
    values = [float(value) for row in rows if (value := _first_number(row.target)) is not None]
    if not values:
        return ()
    low, high = min(values), max(values)
    if low == high:
        return ((f"{low:g}", len(values)),)
    step = (high - low) / BINS
    counts = Counter(min(int((value - low) / step), BINS - 1) for value in values)
    return tuple((f"{low + i * step:.1f} to {low + (i + 1) * step:.1f}", n) for i, n in counts.most_common())


def _first_number(target: Mapping[str, Any]) -> float | None:
    return next((value for value in target.values() if isinstance(value, int | float)), None)


def _key(values: Mapping[str, Any]) -> str:
    return " ".join(json.dumps(dict(values), sort_keys=True, default=str).casefold().split())
