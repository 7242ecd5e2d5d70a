"""The skills a career is planned in: how people write of them, what proves them, what learning them takes."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from shared_backend.domain.errors import ConfigurationError, InvalidInput

FOLDER = "careers"
TECHNOLOGY = "technology"


@dataclass(frozen=True, slots=True)
class Element:
    """One skill or field of knowledge; `tells` finds words in a text that show it, `proof` says what would prove it."""

    id: str
    name: str
    kind: str
    tells: re.Pattern[str]
    proof: str


@dataclass(frozen=True, slots=True)
class Effort:
    """Assumptions about effort: hours for one level, what takes longer, and what comes before what."""

    source: str
    hours: Mapping[str, tuple[float, float]]
    slower: frozenset[str]
    slower_times: float
    upper_from: float
    upper_times: float
    before: Mapping[str, tuple[str, ...]]
    technology_after: tuple[str, ...]


def name_of(skill: str) -> str:
    """The name in an id.

    >>> name_of("technology:Python")
    'Python'
    """
    return skill.partition(":")[2]


def kind_of(skill: str) -> str:
    """The kind in an id: skill, knowledge or technology. Raises `InvalidInput` for anything else."""
    kind, _, name = skill.partition(":")
    if kind in ("skill", "knowledge", TECHNOLOGY) and name:
        return kind
    raise InvalidInput("Choose a skill from the list.")


@lru_cache(maxsize=2)
def elements(reference: Path) -> Mapping[str, Element]:
    """All skills and fields of knowledge by id. Raises `ConfigurationError` when the table is missing or damaged."""
    found = {}
    for one in _json(reference, "elements.json"):
        key = f"{one['kind']}:{one['name']}"
        found[key] = Element(key, one["name"], one["kind"], _pattern(one["words"]), one["proof"])
    return found


@lru_cache(maxsize=2)
def effort(reference: Path) -> Effort:
    """The assumptions about effort."""
    plain = _json(reference, "effort.json")
    return Effort(
        plain["source"],
        {kind: (float(low), float(high)) for kind, (low, high) in plain["hours_per_level"].items()},
        frozenset(plain["slower"]["names"]),
        plain["slower"]["times"],
        plain["upper"]["from_level"],
        plain["upper"]["times"],
        {skill: tuple(first) for skill, first in plain["before"].items()},
        tuple(plain["technology_after"]),
    )


@lru_cache(maxsize=2)
def subjects(reference: Path) -> Mapping[str, tuple[str, ...]]:
    """School subject → what it teaches."""
    return {name: tuple(ids) for name, ids in _json(reference, "subjects.json").items()}


@lru_cache(maxsize=2)
def entry_notes(reference: Path) -> Mapping[str, tuple[str, str]]:
    """Prefix of a code → how one gets in (licence or elected) and a sentence about it."""
    try:
        with open(reference / FOLDER / "entry.csv", encoding="utf-8", newline="") as file:
            return {row["prefix"]: (row["kind"], row["note"]) for row in csv.DictReader(file)}
    except (OSError, KeyError) as reason:
        raise ConfigurationError("The table entry.csv cannot be read. Restore data/reference.") from reason


@lru_cache(maxsize=2)
def stand_ins(reference: Path) -> Mapping[str, str]:
    """Military occupation → the civilian one nearest in duties, by our own choice: the facts rate none."""
    try:
        with open(reference / FOLDER / "stand_ins.csv", encoding="utf-8", newline="") as file:
            return {row["code"]: row["stands_in"] for row in csv.DictReader(file)}
    except (OSError, KeyError) as reason:
        raise ConfigurationError("The table stand_ins.csv cannot be read. Restore data/reference.") from reason


def entry_note(reference: Path, code: str) -> tuple[str, str]:
    """How one gets into an occupation, by the longest prefix of its code; two empty texts where nothing is said."""
    notes = entry_notes(reference)
    return next((notes[code[:n]] for n in range(len(code), 1, -1) if code[:n] in notes), ("", ""))


def _json(reference: Path, name: str) -> Any:
    try:
        return json.loads((reference / FOLDER / name).read_text("utf-8"))
    except (OSError, ValueError) as reason:
        raise ConfigurationError(f"The table {name} cannot be read. Restore data/reference.") from reason


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Whole words in any case; a star stands for any ending."""
    spelled = (re.escape(word).replace(r"\*", r"\w*") for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)
