"""The committed occupation tables are what the build derives, and hold no sentences."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest

from shared_backend.services.occupations.build import build_tables, write_tables

ROOT = Path(__file__).parents[3]
COMMITTED = ROOT / "data" / "reference" / "occupations"
ONET = ROOT.parent / "shared" / "data" / "onet_29_3"
CODE = "O*NET-SOC Code"
SMALL = {
    "occupation_data": [{CODE: "11-1011.00", "Title": "Chief Executives", "Description": "Determine policies."}],
    "alternate_titles": [{CODE: "11-1011.00", "Title": "Chief Executives", "Alternate Title": "Agency Owner"}],
    "sample_of_reported_titles": [{CODE: "11-1011.00", "Reported Job Title": "CEO"}],
    "job_zones": [{CODE: "11-1011.00", "Job Zone": "5"}],
    "skills": [
        {
            CODE: "11-1011.00",
            "Element ID": "2.A.1.a",
            "Element Name": "Reading",
            "Scale ID": scale,
            "Data Value": value,
            "Lower CI Bound": low,
            "Upper CI Bound": "n/a",
        }
        for scale, value, low in (("IM", "4.12", "3.9"), ("LV", "4.62", "n/a"))
    ],
    "knowledge": [
        {CODE: "11-1011.00", "Element ID": "2.C.1.a", "Element Name": "Law", "Scale ID": scale, "Data Value": value}
        for scale, value in (("IM", "3"), ("LV", "4"))
    ],
    "interests": [
        {CODE: "11-1011.00", "Element Name": name, "Scale ID": "OI", "Data Value": "3.5"}
        for name in ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")
    ],
    "related_occupations": [
        {CODE: "11-1011.00", "Related O*NET-SOC Code": "11-1011.00", "Relatedness Tier": "Primary-Short", "Index": "1"}
    ],
    "technology_skills": [
        {CODE: "11-1011.00", "Example": "Excel", "Commodity Title": "Sheets", "Hot Technology": "Y", "In Demand": "N"}
    ],
    "education_training_and_experience": [
        {
            CODE: "11-1011.00",
            "Scale ID": "RL",
            "Category": level,
            "Data Value": share,
            "N": "28",
            "Recommend Suppress": "",
        }
        for level, share in (("2", "4.5"), ("6", "50"), ("8.0", "45.5"))
    ],
}


def _onet_folder(folder: Path) -> Path:
    for name, rows in SMALL.items():
        with gzip.open(folder / f"{name}.csv.gz", "wt", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def _rows(content: bytes, name: str) -> list[list[str]]:
    text = gzip.decompress(content).decode() if name.endswith(".gz") else content.decode()
    return list(csv.reader(io.StringIO(text)))


def test_small_folder_gives_the_documented_tables(tmp_path: Path) -> None:
    tables = build_tables(_onet_folder(tmp_path))
    read = {name: _rows(content, name) for name, content in tables.items()}
    assert read["occupations.csv"] == [["code", "title", "job_zone"], ["11-1011.00", "Chief Executives", "5"]]
    assert read["titles.csv.gz"][1:] == [["11-1011.00", "Agency Owner", "alternate"], ["11-1011.00", "CEO", "reported"]]
    assert read["skills.csv.gz"] == [
        ["code", "scale", "Reading"],
        ["11-1011.00", "importance", "4.12"],
        ["11-1011.00", "level", "4.62"],
    ]
    assert read["skills_range.csv.gz"][1:] == [
        ["11-1011.00", "importance_high", ""],
        ["11-1011.00", "importance_low", "3.9"],
        ["11-1011.00", "level_high", ""],
        ["11-1011.00", "level_low", ""],
    ]
    assert read["education.csv.gz"][1] == [
        "11-1011.00",
        "28",
        "0",
        *["0.0", "4.5", "0.0", "0.0", "0.0", "50", "0.0", "45.5"],
        *["0.0"] * 4,
    ]
    assert read["technologies.csv.gz"][1] == ["11-1011.00", "Excel", "Sheets", "1", "0"]
    assert "Determine" not in str(read)


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    source = _onet_folder(tmp_path)
    write_tables(source, tmp_path / "once")
    assert {f.name: f.read_bytes() for f in (tmp_path / "once").iterdir()} == build_tables(source)


@pytest.mark.shared_data
def test_committed_tables_are_reproduced_from_onet() -> None:
    if not ONET.is_dir():
        pytest.skip("the O*NET folder ../shared/data/onet_29_3 is not here")
    for name, content in build_tables(ONET).items():
        assert _rows(content, name) == _rows((COMMITTED / name).read_bytes(), name), name


def test_committed_tables_stay_small() -> None:
    assert sum(file.stat().st_size for file in COMMITTED.iterdir()) < 3_000_000
