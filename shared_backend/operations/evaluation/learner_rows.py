"""Reads learner histories (tab-separated user_id item_id timestamp correct skill_id, plain or .gz) into columns."""

from __future__ import annotations

import csv
import gzip
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared_backend.domain.errors import InvalidInput

NEEDED = ("user_id", "item_id", "correct", "skill_id")


@dataclass(frozen=True, slots=True)
class LearnerRows:
    """Answers in file order, which is time order within each user; all columns have one entry per answer.

    `correct` lies in [0, 1]; the ids are strings and mean nothing beyond being equal or not.
    """

    user: NDArray[np.str_]
    item: NDArray[np.str_]
    skill: NDArray[np.str_]
    correct: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.correct)

    def where(self, chosen: NDArray[np.bool_]) -> LearnerRows:
        """The rows that are chosen, in the same order."""
        return LearnerRows(self.user[chosen], self.item[chosen], self.skill[chosen], self.correct[chosen])


def read_rows(path: Path) -> LearnerRows:
    """The rows of a file.

    Raises
    ------
    InvalidInput
        When the file cannot be read, a column is missing or a row is wrong; the message names the row (the header is
        row 1).
    """
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as reason:
        raise InvalidInput(f"{path.name} cannot be read as text or .gz ({type(reason).__name__}).") from None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(reader, [])
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise InvalidInput(f"{path.name}, row 1: the column {missing[0]} is missing (tab-separated).")
    places = [header.index(name) for name in NEEDED]
    columns: tuple[list[str], list[str], list[float], list[str]] = ([], [], [], [])
    for number, record in enumerate(reader, start=2):
        if not record:
            continue
        if len(record) != len(header):
            raise InvalidInput(f"{path.name}, row {number}: {len(record)} columns, the header has {len(header)}.")
        user, item, correct, skill = (record[place] for place in places)
        columns[0].append(user)
        columns[1].append(item)
        columns[2].append(_outcome(correct, path, number))
        columns[3].append(skill)
    if not columns[0]:
        raise InvalidInput(f"{path.name} holds no rows.")
    return LearnerRows(np.array(columns[0]), np.array(columns[1]), np.array(columns[3]), np.array(columns[2]))


def _outcome(text: str, path: Path, number: int) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise InvalidInput(f"{path.name}, row {number}: correct must be a number from 0 to 1.")
    return value
