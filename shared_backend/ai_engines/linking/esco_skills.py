"""The shipped names of ESCO skills: preferred and alternative labels with their ids, and how the table was derived."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from shared_backend.domain.errors import ConfigurationError, InvalidInput

_FILE = ("skills", "esco_skills.csv.gz")
_BASE = "http://data.europa.eu/esco/skill/"
_BETWEEN = "|"
_LONGEST = 120


@lru_cache(maxsize=2)
def esco_skills(reference: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Preferred label → (id, alternative labels); the address of an id is `http://data.europa.eu/esco/skill/` + id.

    Raises
    ------
    ConfigurationError
        When the table is missing or damaged.
    """
    try:
        with gzip.open(reference.joinpath(*_FILE), "rt", encoding="utf-8", newline="") as file:
            return {
                row["label"]: (row["id"], tuple(filter(None, row["others"].split(_BETWEEN))))
                for row in csv.DictReader(file)
            }
    except (OSError, KeyError, UnicodeDecodeError) as reason:
        raise ConfigurationError("The table of skill names cannot be read. Restore data/reference.") from reason


def derive(release: Path) -> bytes:
    """The table from an English ESCO classification archive: ids and labels carry over, descriptions do not.

    Raises
    ------
    InvalidInput
        When the archive has no `skills_en.csv` with ESCO's headings.
    """
    try:
        with zipfile.ZipFile(release) as archive, archive.open("skills_en.csv") as raw:
            return table_of(csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline="")))
    except (OSError, KeyError, zipfile.BadZipFile, UnicodeDecodeError) as reason:
        raise InvalidInput(f"{release.name} is not an ESCO classification archive in English.") from reason


def table_of(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The table from rows with ESCO's headings; rows without a skill's address or a label are left out."""
    table = sorted(_row(row) for row in rows if row["conceptUri"].startswith(_BASE) and row["preferredLabel"].strip())
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("label", "id", "others"))
    writer.writerows(table)
    return gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0)


def _row(row: Mapping[str, str]) -> tuple[str, str, str]:
    label = row["preferredLabel"].strip()
    written = [*row["altLabels"].split("\n"), *row["hiddenLabels"].split("\n")]
    others = dict.fromkeys(name.strip().replace(_BETWEEN, "/") for name in written)
    kept = [name for name in others if name and name != label and len(name) <= _LONGEST]
    return label, row["conceptUri"].removeprefix(_BASE), _BETWEEN.join(kept)
