"""`evaluate resumes` counts what is right, names what is wrong, and says so when the folder is no test folder."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.resumes import run

CV = """Nora Quist
nora@example.com | +1 (512) 555-0147

Experience
Engineer, Acme Ltd    Jan 2020 - Present
- Built the ledger

Education
BSc in Physics, Northern College, 2015 - 2018

Skills
Python, Go
"""
TRUTH: dict[str, Any] = {
    "file": "cv.txt",
    "name": "Nora Quist",
    "email": "nora@example.com",
    "phone": "+1 (512) 555-0147",
    "links": [],
    "headline": None,
    "summary": None,
    "location": None,
    "work": [
        {"title": "Engineer", "employer": "Acme Ltd", "start": "2020-01", "end": "present",
         "start_precision": "month", "end_precision": "present", "bullets": ["Built the ledger"]},
    ],
    "education": [
        {"institution": "Northern College", "degree": "BSc", "field": "Physics", "start": "2015-01", "end": "2018-12",
         "start_precision": "year", "end_precision": "year"},
    ],
    "skills": ["Python", "Go"],
    "certifications": [],
    "languages": [],
    "sections_in_order": ["Experience", "Education", "Skills"],
}  # fmt: skip


def _figures(folder: Path, *truths: dict[str, Any]) -> dict[str, Any]:
    (folder / "cv.txt").write_text(CV, encoding="utf-8")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "truth.jsonl").write_text("\n".join(map(json.dumps, truths)), encoding="utf-8")
    return run(argparse.Namespace(data=folder, seed=0))


def test_a_right_reading_counts_in_full(tmp_path: Path) -> None:
    figures = _figures(tmp_path, TRUTH, {"file": "empty.pdf", "empty": True, "unreadable": True})
    assert figures["failures"] == []
    assert set(figures["fields"].values()) == {1.0}
    assert (figures["roles_f1"], figures["education_f1"], figures["skills_f1"]) == (1.0, 1.0, 1.0)
    assert (figures["sections"], figures["bullets"], figures["special"]) == (1.0, 1.0, 1.0)
    assert figures["languages_f1"] is None
    assert figures["n"] == 2


def test_a_wrong_reading_is_counted_and_named(tmp_path: Path) -> None:
    wrong = json.loads(json.dumps(TRUTH))
    wrong["name"] = "Somebody Else"
    wrong["work"][0]["start"] = "2020-02"
    wrong["work"].append({**TRUTH["work"][0], "title": "Cook"})
    wrong["skills"] = ["Python", "Rust"]
    figures = _figures(tmp_path, wrong)
    assert figures["fields"]["name"] == 0.0
    assert figures["roles_f1"] == 0.0
    assert figures["bullets"] == 0.0
    assert figures["skills_f1"] == 0.5
    named = {(miss.get("missing"), json.dumps(miss.get("value"))) for miss in figures["failures"]}
    assert ("skills", '"Rust"') in named


def test_a_year_is_compared_as_a_year(tmp_path: Path) -> None:
    loose = json.loads(json.dumps(TRUTH))
    loose["education"][0].update(start="2015-09", end="2018-06")
    assert _figures(tmp_path, loose)["education_f1"] == 1.0


def test_a_folder_without_truth_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        run(argparse.Namespace(data=tmp_path, seed=0))
    (tmp_path / "truth.jsonl").write_text('{"file": "not-there.pdf"}', encoding="utf-8")
    with pytest.raises(InvalidInput):
        run(argparse.Namespace(data=tmp_path, seed=0))
