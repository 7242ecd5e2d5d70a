"""Reads the occupation tables in `data/reference/occupations`: codes, titles, ratings and groups as plain values."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.domain.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """A title people use for an occupation; `kind` is official, reported or alternate."""

    code: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Ratings:
    """Ratings of occupations: `level` is (n, k) on 0–7, `importance` (n, k) on 1–5, rows as in `codes`."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    level: FloatArray
    importance: FloatArray


def read_table(reference: Path, name: str) -> Iterator[dict[str, str]]:
    """Rows of one table. Raises `ConfigurationError` when the file is not there."""
    path = reference / "occupations" / name
    try:
        opened = gzip.open if name.endswith(".gz") else open
        with opened(path, "rt", encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except OSError as reason:
        raise ConfigurationError(
            f"The reference table {name} cannot be read. Restore the data/reference folder."
        ) from reason


@lru_cache(maxsize=2)
def official_titles(reference: Path) -> Mapping[str, str]:
    """Code → official title of every occupation, in order of code."""
    return {row["code"]: row["title"] for row in read_table(reference, "occupations.csv")}


@lru_cache(maxsize=2)
def known_titles(reference: Path) -> tuple[KnownTitle, ...]:
    """Official, reported and alternate titles of every occupation, in order of code."""
    official = [KnownTitle(code, title, "official") for code, title in official_titles(reference).items()]
    others = [KnownTitle(row["code"], row["title"], row["kind"]) for row in read_table(reference, "titles.csv.gz")]
    return tuple(official + others)


@lru_cache(maxsize=2)
def major_groups(reference: Path) -> Mapping[str, str]:
    """Two-digit major group → its title."""
    return {row["group"]: row["title"] for row in read_table(reference, "major_groups.csv")}


@lru_cache(maxsize=4)
def ratings(reference: Path, name: str) -> Ratings:
    """Ratings of kind `name` (skills, knowledge) of the occupations that have them."""
    values: dict[str, dict[str, list[float]]] = {}
    names: tuple[str, ...] = ()
    for row in read_table(reference, f"{name}.csv.gz"):
        code, scale = row.pop("code"), row.pop("scale")
        names = tuple(row)
        values.setdefault(code, {})[scale] = [float(value) for value in row.values()]
    codes = tuple(sorted(values))
    level, importance = (np.array([values[code][scale] for code in codes]) for scale in ("level", "importance"))
    return Ratings(codes, names, level, importance)
