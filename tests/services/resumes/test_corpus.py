"""CVs of invented people from eight producers are read; the shares asked for are those of the held-out files."""

from __future__ import annotations

import json
import shutil
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from shared_backend.operations.evaluation.resume_scoring import Tally, tally
from shared_backend.services.resumes.recipe import read_file
from tests.services.resumes.cv_corpus import Case, browser_cases, cases

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_cv_is_read(case: Case) -> None:
    reading = read_file(case.data())
    assert reading.refused is None
    found = tally(case.truth(), reading)
    roles = found.figures()["roles_f1"]
    assert isinstance(roles, float)
    assert roles >= 0.9, found.misses
    assert reading.name is not None
    assert reading.name.text == case.person.name


def test_all_together_reach_the_shares_promised() -> None:
    figures = reduce(add, (tally(case.truth(), read_file(case.data())) for case in CASES), Tally()).figures()
    shares = {**figures, **figures["fields"]}  # type: ignore[dict-item]
    wanted = {
        "name": 0.97, "email": 0.97, "phone": 0.97, "links": 0.97, "roles_f1": 0.92, "education_f1": 0.9,
        "skills_f1": 0.9, "certifications_f1": 0.85, "languages_f1": 0.85, "sections": 0.9, "bullets": 0.92,
    }  # fmt: skip
    assert {name: shares[name] for name, share in wanted.items() if shares[name] < share} == {}


@pytest.mark.browser
@pytest.mark.skipif(not Path("/usr/bin/chromium").exists(), reason="Chromium is not installed")
def test_pages_printed_by_chromium(tmp_path: Path) -> None:
    for case in browser_cases(tmp_path):
        found = tally(case.truth(), read_file(case.data()))
        assert found.figures()["roles_f1"] == 1.0, found.misses
        shutil.rmtree(tmp_path / "profile", ignore_errors=True)


def test_the_same_file_gives_the_same_reading() -> None:
    data = CASES[1].data()
    assert read_file(data) == read_file(data)


def test_every_value_says_where_it_stands() -> None:
    case = next(c for c in CASES if c.name == "reportlab_left")
    reading = read_file(case.data())
    lines = reading.text.split("\n")
    values = [v for v in (reading.name, reading.email, reading.phone, *reading.skills) if v is not None]
    values += [v for role in reading.roles for v in (role.title, role.employer, *role.bullets) if v is not None]
    assert len(values) > 15
    for value in values:
        assert value.text in lines[value.place.line].replace("\t", " ")
        assert value.place.page == 1
        assert value.place.box is not None
        left, top, right, bottom = value.place.box
        assert 0 <= left < right <= 600
        assert 0 <= top < bottom <= 850


@pytest.mark.shared_data
def test_the_development_files_are_read(tmp_path: Path) -> None:
    folder = Path(__file__).resolve().parents[4] / "shared" / "data" / "resumes"
    if not folder.is_dir():
        pytest.skip("the development data folder is not there")
    truths = [json.loads(line) for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    ordinary = [t for t in truths if not t.get("unreadable") and not t.get("not_a_resume")]
    figures = reduce(add, (tally(t, read_file((folder / t["file"]).read_bytes())) for t in ordinary), Tally()).figures()
    roles = figures["roles_f1"]
    assert isinstance(roles, float)
    assert roles >= 0.92
