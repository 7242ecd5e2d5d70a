"""Derives the occupation tables from a release of O*NET: facts carry over, sentences do not."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from shared_backend.domain.errors import InvalidInput
from shared_backend.services.occupations.onet_tables import CODE, checked_codes, education, table
from shared_backend.services.occupations.release import Release, Table

INTERESTS = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")
_SCALES = {"IM": ("importance", 1.0, 5.0), "LV": ("level", 0.0, 7.0)}
_BOUNDS = {"low": "Lower CI Bound", "high": "Upper CI Bound"}
_TIERS = {"Primary-Short": 1, "Primary-Long": 2, "Supplemental": 3}

Built = dict[str, bytes]
Columns = Mapping[str, Sequence[str]]


def build_tables(source: Path, columns: Columns | None = None) -> Built:
    """Read an O*NET release and return the product's tables.

    Parameters
    ----------
    source : Path
        Folder or zip with O*NET's own file and column names: tab-separated text as published, or CSV.
    columns : mapping, optional
        Names that ``skills`` and ``knowledge`` must have, in their order; any when not given.

    Returns
    -------
    dict of file name to bytes
        Ready to be written to ``occupations``; the same source gives the same rows in the same order. Skill and
        knowledge levels are 0–7, importance 1–5, interests 1–7, education in percent. Descriptions and tasks are left
        out.

    Raises
    ------
    InvalidInput
        Naming the file that is missing, or what is wrong in it.
    """
    with Release.open(source) as release:
        return tables_of(release, columns or {})


def tables_of(release: Release, columns: Columns) -> Built:
    """As `build_tables`, of a release that is open."""
    known = table(release, "occupations", (CODE, "Title"))
    titles = {row[CODE]: row["Title"] for row in known.rows}
    checked_codes(known, titles)
    zones = _checked(release, "zones", (CODE, "Job Zone"), titles)
    zone = {row[CODE]: str(int(zones.number(row, "Job Zone", 1, 5))) for row in zones.rows}
    technologies = _checked(release, "technologies", (CODE, "Example", "Commodity Title"), titles)
    tools = sorted(
        {
            (r[CODE], r["Example"], r["Commodity Title"], _flag(r, "Hot Technology"), _flag(r, "In Demand"))
            for r in technologies.rows
        }
    )
    rated = {name: _rated(release, name, titles, columns.get(name)) for name in ("skills", "knowledge")}
    return {
        "occupations.csv": _csv(
            ("code", "title", "job_zone"), ((c, titles[c], zone.get(c, "")) for c in sorted(titles))
        ),
        "titles.csv.gz": packed(("code", "title", "kind"), _titles(release, titles)),
        **{f"{name}{ending}": content for name, both in rated.items() for ending, content in both.items()},
        "interests.csv.gz": _interests(release, titles),
        "education.csv.gz": packed(*education(release, titles)),
        "related.csv.gz": packed(("code", "related", "tier", "rank"), _related(release, titles)),
        "technologies.csv.gz": packed(("code", "name", "category", "hot", "in_demand"), tools),
    }


def write_tables(source: Path, target: Path) -> None:
    """Derive the tables of `source` into the folder `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for name, content in build_tables(source).items():
        (target / name).write_bytes(content)


def packed(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A gzipped CSV table; the same rows give the same bytes."""
    return gzip.compress(_csv(header, rows), compresslevel=9, mtime=0)


def _checked(release: Release, what: str, columns: Sequence[str], titles: Mapping[str, str]) -> Table:
    found = table(release, what, columns)
    checked_codes(found, titles)
    return found


def _titles(release: Release, titles: Mapping[str, str]) -> list[tuple[str, str, str]]:
    alternate = _checked(release, "alternate", (CODE, "Alternate Title"), titles)
    reported = _checked(release, "reported", (CODE, "Reported Job Title"), titles)
    found = {(row[CODE], row["Alternate Title"]): "alternate" for row in alternate.rows}
    found |= {(row[CODE], row["Reported Job Title"]): "reported" for row in reported.rows}
    return sorted((code, title, kind) for (code, title), kind in found.items() if title)


def _rated(release: Release, name: str, titles: Mapping[str, str], wanted: Sequence[str] | None) -> dict[str, bytes]:
    """Ratings, and the 95 % bounds of each; an occupation that is not rated throughout has none."""
    rows = _checked(release, name, (CODE, "Element ID", "Element Name", "Scale ID", "Data Value"), titles)
    values: dict[tuple[str, str], dict[str, str]] = {}
    elements: dict[str, str] = {}
    for row in rows.rows:
        if row["Scale ID"] not in _SCALES:
            continue
        scale, low, high = _SCALES[row["Scale ID"]]
        element = row["Element Name"]
        elements[element] = row["Element ID"]
        rows.number(row, "Data Value", low, high)
        values.setdefault((row[CODE], scale), {})[element] = row["Data Value"]
        for bound, column in _BOUNDS.items():
            values.setdefault((row[CODE], f"{scale}_{bound}"), {})[element] = _or_nothing(rows, row, column)
    order = _order(rows.file, elements, wanted)
    whole = {
        code
        for code, scale in values
        if scale == "level" and all(len(values.get((code, one), ())) == len(order) for one in ("level", "importance"))
    }
    header = ("code", "scale", *order)
    lines = [(code, scale, *(values[code, scale].get(e, "") for e in order)) for code, scale in sorted(values)]
    kept = [line for line in lines if line[0] in whole]
    plain = {scale for scale, _, _ in _SCALES.values()}
    return {
        ".csv.gz": packed(header, (line for line in kept if line[1] in plain)),
        "_range.csv.gz": packed(header, (line for line in kept if line[1] not in plain)),
    }


def _order(file: str, elements: Mapping[str, str], wanted: Sequence[str] | None) -> list[str]:
    if wanted is None:
        return sorted(elements, key=lambda name: elements[name])
    new, gone = sorted(set(elements) - set(wanted)), sorted(set(wanted) - set(elements))
    if new or gone:
        named = "; ".join(
            f"{word} {', '.join(some[:4])}" for word, some in (("unknown", new), ("missing", gone)) if some
        )
        raise InvalidInput(
            f"{file} rates other things than this version of intellicoach knows ({named}). A newer version of "
            "intellicoach is needed for this release. Nothing was changed."
        )
    return list(wanted)


def _or_nothing(rows: Table, row: Mapping[str, str], column: str) -> str:
    written = row.get(column, "")
    if written in ("", "n/a"):
        return ""
    rows.number(row, column, -10, 20)
    return written


def _interests(release: Release, titles: Mapping[str, str]) -> bytes:
    rows = _checked(release, "interests", (CODE, "Element Name", "Scale ID", "Data Value"), titles)
    values: dict[str, dict[str, str]] = {}
    for row in rows.rows:
        if row["Scale ID"] == "OI":
            rows.number(row, "Data Value", 1, 7)
            values.setdefault(row[CODE], {})[row["Element Name"]] = row["Data Value"]
    part = next((code for code in sorted(values) if set(values[code]) < set(INTERESTS)), None)
    if part is not None:
        raise InvalidInput(f"{rows.file}: not all of {', '.join(INTERESTS)} are there for {part}. Nothing was changed.")
    return packed(("code", *INTERESTS), ((code, *(values[code][n] for n in INTERESTS)) for code in sorted(values)))


def _related(release: Release, titles: Mapping[str, str]) -> list[tuple[str, str, int, int]]:
    columns = (CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index")
    rows = _checked(release, "related", columns, titles)
    checked_codes(rows, titles, "Related O*NET-SOC Code")
    found = []
    for row in rows.rows:
        code, other, tier, _ = (row[name] for name in columns)
        if tier not in _TIERS:
            raise InvalidInput(
                f"{rows.file}: the tier “{tier[:40]}” is not one of {', '.join(_TIERS)}. Nothing was changed."
            )
        found.append((code, other, _TIERS[tier], int(rows.number(row, "Index", 1, 10_000))))
    return sorted(found, key=lambda line: (line[0], line[3]))


def _flag(row: Mapping[str, str], column: str) -> int:
    return int(row.get(column) == "Y")


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()
