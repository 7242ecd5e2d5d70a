"""Whether the tables of an O*NET release can take the place of the ones in use: whole, and of a kind with them."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from shared_backend.ai_engines.tasks.occupation_data import major_groups, official_titles, ratings
from shared_backend.domain.errors import InvalidInput

FEWEST_OCCUPATIONS, FEWEST_RATED, FEWEST_TITLES = 800, 700, 10_000
_LEAST = {
    "occupations.csv": FEWEST_OCCUPATIONS,
    "titles.csv.gz": FEWEST_TITLES,
    "skills.csv.gz": 2 * FEWEST_RATED,
    "knowledge.csv.gz": 2 * FEWEST_RATED,
    "interests.csv.gz": FEWEST_RATED,
    "education.csv.gz": FEWEST_RATED,
    "related.csv.gz": FEWEST_RATED,
    "technologies.csv.gz": FEWEST_RATED,
}


def rated_names(reference: Path) -> Mapping[str, Sequence[str]]:
    """What skills and knowledge are called in the facts that are in use, in their order."""
    return {name: ratings(reference, name).names for name in ("skills", "knowledge")}


def check_whole(tables: Mapping[str, bytes], reference: Path) -> None:
    """Raise `InvalidInput` when a table has too few rows for a whole release, or groups nobody knows."""
    for name, least in _LEAST.items():
        count = len(rows_of(tables, name))
        if count < least:
            raise InvalidInput(
                f"From this release come {count:,} rows of {name.split('.')[0]}; a whole one has at least {least:,}. "
                "Download it again. Nothing was changed."
            )
    groups = {row["code"][:2] for row in rows_of(tables, "occupations.csv")}
    unknown = sorted(groups - set(major_groups(reference)))
    if unknown:
        raise InvalidInput(
            f"This release has groups of occupations ({', '.join(unknown[:5])}) that this version of intellicoach does "
            "not know. Nothing was changed."
        )


def codes_gone(tables: Mapping[str, bytes], reference: Path) -> tuple[str, ...]:
    """Titles of occupations that are in use now and not in the new tables."""
    codes = {row["code"] for row in rows_of(tables, "occupations.csv")}
    return tuple(title for code, title in official_titles(reference).items() if code not in codes)


def rows_of(tables: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of one derived table."""
    content = gzip.decompress(tables[name]) if name.endswith(".gz") else tables[name]
    return list(csv.DictReader(io.StringIO(content.decode())))
