"""Small releases of O*NET and ESCO in the form in which they are published."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from shared_backend.ai_engines.tasks.occupation_data import ratings
from shared_backend.bootstrap import REFERENCE
from shared_backend.operations import occupation_facts
from shared_backend.services.occupations import esco, onet_checks

CODE = "O*NET-SOC Code"
CODES = ("29-1141.00", "15-1252.00", "47-2111.00")
NAMES = {
    "29-1141.00": "Tomorrow Nurses",
    "15-1252.00": "Software Developers",
    "47-2111.00": "Electricians",
}
Rows = Sequence[Mapping[str, str]]
Files = dict[str, Rows]


def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a release of three occupations pass for a whole one."""
    monkeypatch.setattr(onet_checks, "_LEAST", dict.fromkeys(onet_checks._LEAST, 3))
    monkeypatch.setattr(esco, "FEWEST_OCCUPATIONS", 2)
    monkeypatch.setattr(occupation_facts, "FEWEST_SKILLS", 2)


def onet_files() -> Files:
    """The tables of a release with three occupations, by published file name."""

    def rated(kind: str) -> Rows:
        return [
            {
                CODE: code,
                "Element ID": f"2.A.{place}",
                "Element Name": name,
                "Scale ID": scale,
                "Data Value": value,
                "N": "8",
                "Lower CI Bound": "n/a",
                "Upper CI Bound": "n/a",
            }
            for code in CODES
            for place, name in enumerate(ratings(REFERENCE, kind).names)
            for scale, value in (("IM", "3.00"), ("LV", "4.00"))
        ]

    return {
        "Occupation Data": [{CODE: c, "Title": NAMES[c], "Description": "Work."} for c in CODES],
        "Alternate Titles": [
            {CODE: c, "Alternate Title": f"{NAMES[c]} Lead", "Short Title": "n/a", "Source(s)": "08"} for c in CODES
        ],
        "Sample of Reported Titles": [
            {CODE: c, "Reported Job Title": f"Senior {NAMES[c]}", "Shown in My Next Move": "Y"} for c in CODES
        ],
        "Job Zones": [{CODE: c, "Job Zone": "4", "Date": "07/2026", "Domain Source": "Analyst"} for c in CODES],
        "Skills": rated("skills"),
        "Knowledge": rated("knowledge"),
        "Interests": [
            {CODE: c, "Element ID": "1.B.1.a", "Element Name": name, "Scale ID": "OI", "Data Value": "3.50"}
            for c in CODES
            for name in ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")
        ],
        "Related Occupations": [
            {CODE: c, "Related O*NET-SOC Code": other, "Relatedness Tier": "Primary-Short", "Index": "1"}
            for c, other in zip(CODES, reversed(CODES), strict=True)
        ],
        "Technology Skills": [
            {
                CODE: c,
                "Example": "Python",
                "Commodity Code": "1",
                "Commodity Title": "Development software",
                "Hot Technology": "Y",
                "In Demand": "N",
            }
            for c in CODES
        ],
        "Education, Training, and Experience": [
            {
                CODE: c,
                "Element ID": "2.D.1",
                "Scale ID": "RL",
                "Category": level,
                "Data Value": share,
                "N": "28",
                "Recommend Suppress": "N",
            }
            for c in CODES
            for level, share in (("5", "40.00"), ("6", "60.00"))
        ],
        "Read Me": [],
    }


def write_onet(
    folder: Path, change: Callable[[Files], object] = lambda _: None, note: str = "O*NET 31.2 Database"
) -> Path:
    """A folder of tab-separated text files, after `change` has had its way with them."""
    files = onet_files()
    change(files)
    folder.mkdir(parents=True)
    for name, rows in files.items():
        with (folder / f"{name}.txt").open("w", encoding="utf-8", newline="") as file:
            if not rows:
                file.write(note)
                continue
            writer = csv.DictWriter(file, list(rows[0]), delimiter="\t")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def zipped(folder: Path) -> Path:
    """The same as a zip with the folder in it."""
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"{folder.name}/{file.name}")
    return target


def write_esco(target: Path, skills: int = 3) -> Path:
    """A zip with the two English tables that are read."""
    folder = target.parent / f"{target.stem}-files"
    folder.mkdir(parents=True)
    rows = [("tomorrow nurse", "bedside nurse"), ("baker", "bread maker")]
    with (folder / "occupations_en.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("conceptType", "conceptUri", "preferredLabel", "altLabels", "hiddenLabels", "description"))
        for i, (label, other) in enumerate(rows):
            writer.writerow(("Occupation", f"{esco.ADDRESS}{i}", label, other, "", "Does things."))
    with (folder / "skills_en.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("conceptUri", "preferredLabel", "altLabels", "hiddenLabels", "description"))
        for i in range(skills):
            writer.writerow((f"http://data.europa.eu/esco/skill/{i}", f"skill {i}", f"ability {i}", "", "Text."))
    with zipfile.ZipFile(target, "w") as archive:
        for file_ in folder.iterdir():
            archive.write(file_, file_.name)
    return target
