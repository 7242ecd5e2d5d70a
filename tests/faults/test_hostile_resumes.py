"""Three hundred hostile uploads: the portal stays up, each is answered in time, in memory and in plain words."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import Any

import pytest

from shared_backend.services.resumes.fields.values import Place, Reading, Value
from shared_backend.services.resumes.notices import Notice, notice
from shared_backend.services.resumes.recipe import read_file
from tests.faults.hostile_files import SECRET
from tests.faults.hostile_run import examine
from tests.services.resumes.cv_corpus import cases
from tests.web.running import ROOT

MEBIBYTES = 512
TWO = [("a", b"Experience"), ("b", b"{}")]


def _run(*options: str) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults.hostile_run", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_one_in_twelve_is_survived() -> None:
    # Those that are stopped only after nineteen seconds are left to the long version.
    report = _run("--mutated", "60", "--every", "12", "--first", "2")
    assert report["faults"] == []
    assert report["stopped"] == []
    assert report["files"] >= 30
    assert report["made"] >= 300
    assert report["mebibytes"] <= MEBIBYTES


@pytest.mark.long
def test_all_are_survived() -> None:
    report = _run("--mutated", "300")
    assert report["faults"] == []
    assert report["stopped"] == [], "patterns that grow with the square of a text"
    assert report["files"] >= 600
    assert report["mebibytes"] <= MEBIBYTES


def test_a_reader_without_limits_is_caught() -> None:
    report = _run("--without-limits", "--mebibytes", "200")
    assert any("MiB of memory were used" in fault for fault in report["faults"])


def _leaking(data: bytes) -> Reading:
    with open(SECRET, encoding="utf-8") as file:
        return Reading("txt", text=file.read())


def _raising(data: bytes) -> Reading:
    raise RecursionError


def _dawdling(data: bytes) -> Reading:
    time.sleep(0.02)
    return read_file(data)


@pytest.mark.parametrize(
    ("plant", "caught"),
    [
        (_raising, "raised RecursionError"),
        (_leaking, "read another file of this machine"),
        (_dawdling, "took 0.0 s"),
        (lambda data: Reading(None, refused=Notice("oops", "KeyError: 7")), "no clear message"),
        (lambda data: Reading("pdf", name=Value("Ada", Place(0)), refused=notice("damaged")), "refused and read"),
    ],
)
def test_a_planted_fault_is_caught(plant: Any, caught: str) -> None:
    def read(data: bytes) -> Reading:
        return read_file(data) if len(data) > 100 else plant(data)

    faults = examine(read, TWO, seconds=0.015 if "took" in caught else 20.0).faults
    assert any(caught in fault for fault in faults)
    assert examine(read_file, TWO).faults == []


def test_a_reader_that_does_not_come_back_is_caught() -> None:
    def read(data: bytes) -> Reading:
        return Reading(None, refused=notice("too_slow"))

    assert examine(read, TWO).faults == ["a good file is not read any more"]


def test_the_same_file_twice_is_the_same_reading() -> None:
    for case in cases():
        data = case.data()
        assert read_file(data) == read_file(data), case.name
