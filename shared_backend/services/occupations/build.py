"""Derives the committed occupation tables from a folder of O*NET files: facts carry over, sentences do not."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

INTERESTS = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")
_SCALES = {"IM": "importance", "LV": "level"}
_TIERS = {"Primary-Short": 1, "Primary-Long": 2, "Supplemental": 3}
_CODE = "O*NET-SOC Code"


def build_tables(source: Path) -> dict[str, bytes]:
    """Read an O*NET folder (``*.csv.gz``) and return the product's tables.

    Parameters
    ----------
    source : Path
        Folder with occupation_data, alternate_titles, sample_of_reported_titles, job_zones, skills, knowledge,
        interests, related_occupations and technology_skills, each as gzipped CSV with O*NET's own headings.

    Returns
    -------
    dict of file name to bytes
        Ready to be written to ``data/reference/occupations``; the same source gives the same rows in the same order.
        Skill and knowledge levels are 0–7, importance 1–5, interests 1–7. Descriptions and tasks are left out.
    """
    zones = {row[_CODE]: row["Job Zone"] for row in _rows(source, "job_zones")}
    occupations = sorted((row[_CODE], row["Title"]) for row in _rows(source, "occupation_data"))
    related = sorted(
        (row[_CODE], row["Related O*NET-SOC Code"], _TIERS[row["Relatedness Tier"]], int(row["Index"]))
        for row in _rows(source, "related_occupations")
    )
    technologies = sorted(
        {
            (row[_CODE], row["Example"], row["Commodity Title"], _flag(row["Hot Technology"]), _flag(row["In Demand"]))
            for row in _rows(source, "technology_skills")
        }
    )
    return {
        "occupations.csv": _csv(("code", "title", "job_zone"), ((c, t, zones.get(c, "")) for c, t in occupations)),
        "titles.csv.gz": _packed(("code", "title", "kind"), _titles(source)),
        "skills.csv.gz": _ratings(source, "skills"),
        "knowledge.csv.gz": _ratings(source, "knowledge"),
        "interests.csv.gz": _interests(source),
        "related.csv.gz": _packed(("code", "related", "tier", "rank"), sorted(related, key=lambda r: (r[0], r[3]))),
        "technologies.csv.gz": _packed(("code", "name", "category", "hot", "in_demand"), technologies),
    }


def write_tables(source: Path, target: Path) -> None:
    """Derive the tables of `source` into the folder `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for name, content in build_tables(source).items():
        (target / name).write_bytes(content)


def _rows(source: Path, name: str) -> Iterable[Mapping[str, str]]:
    with gzip.open(source / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _titles(source: Path) -> list[tuple[str, str, str]]:
    found = {(row[_CODE], row["Alternate Title"]): "alternate" for row in _rows(source, "alternate_titles")}
    found |= {(row[_CODE], row["Reported Job Title"]): "reported" for row in _rows(source, "sample_of_reported_titles")}
    return sorted((code, title, kind) for (code, title), kind in found.items())


def _ratings(source: Path, name: str) -> bytes:
    values: dict[tuple[str, str], dict[str, str]] = {}
    elements: dict[str, str] = {}
    for row in _rows(source, name):
        elements[row["Element ID"]] = row["Element Name"]
        values.setdefault((row[_CODE], _SCALES[row["Scale ID"]]), {})[row["Element ID"]] = row["Data Value"]
    order = sorted(elements)
    lines = ((code, scale, *(values[code, scale].get(e, "") for e in order)) for code, scale in sorted(values))
    return _packed(("code", "scale", *(elements[e] for e in order)), lines)


def _interests(source: Path) -> bytes:
    values: dict[str, dict[str, str]] = {}
    for row in _rows(source, "interests"):
        if row["Scale ID"] == "OI":
            values.setdefault(row[_CODE], {})[row["Element Name"]] = row["Data Value"]
    return _packed(
        ("code", *INTERESTS), ((code, *(values[code][name] for name in INTERESTS)) for code in sorted(values))
    )


def _flag(answer: str) -> int:
    return int(answer == "Y")


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _packed(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    return gzip.compress(_csv(header, rows), compresslevel=9, mtime=0)
