"""The columns of rated CVs: checking uploads and inputs, and reading the shipped files."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared_backend.ai_engines.tasks.base import Column, Row
from shared_backend.ai_engines.tasks.resume_coach.rubric import CRITERIA, HIGHEST, OUTPUTS, OVERALL
from shared_backend.ai_engines.tasks.resume_coach.sheet import of_sheet
from shared_backend.domain.errors import ConfigurationError, InvalidInput

LONGEST_CV, LONGEST_TARGET = 40_000, 20_000
COLUMNS = (
    Column(
        "cv",
        "the CV as text, with lines such as “Role: title | employer | 2019-03 | present”, “- what was done”, "
        "“Education: …”, “Skills: a; b”",
        True,
        "Role: Baker | North Bakery | 2019-03 | present\n- Cut waste from 9 % to 4 % by weighing each batch",
    ),
    Column("overall", "rating of the whole CV, 0 to 10", True, "6"),
    Column("target", "the job ad or the name of the job aimed at", False, "Shift leader in a bakery"),
    *(Column(name, f"{name}, 0 to 10; empty if not rated", False, "5") for name in CRITERIA),
)


def check_input(record: Mapping[str, Any]) -> dict[str, Any]:
    """One CV and the job aimed at. Raises `InvalidInput` for a missing or overlong text."""
    cv, target = _text(record, "cv"), _text(record, "target")
    if not cv.strip():
        raise InvalidInput("Column cv: there is no CV. Give its text.")
    for column, text, most in (("cv", cv, LONGEST_CV), ("target", target, LONGEST_TARGET)):
        if len(text) > most:
            raise InvalidInput(f"Column {column}: longer than {most} characters. Shorten it.")
    return {"cv": cv, "target": target}


def parse(record: Mapping[str, Any], source: str = "upload") -> Row:
    """One uploaded or shipped record as a training row; criteria that are not rated become NaN."""
    given: dict[str, Any] = check_input(record)
    if record.get("says"):
        given["says"] = str(record["says"])
    target = {name: _number(record, name) for name in OUTPUTS}
    if math.isnan(target[OVERALL]):
        raise InvalidInput("Column overall: there is no rating. Give a number from 0 to 10.")
    return Row(given, target, group=_text(record, "writer") or _same_work(given["cv"]), source=source)


def read_rated(path: Path) -> tuple[Row, ...]:
    """The rows of one shipped file (JSON lines); source is ``builtin:<file>``."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            scores = dict(zip(OUTPUTS, (*record.pop("rated"), *[None] * len(OUTPUTS)), strict=False))
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise ConfigurationError(f"Line {number} of {path.name} is not a rated CV.") from problem
        found.append(parse({**record, **scores}, f"builtin:{path.stem}"))
    return tuple(found)


def _same_work(cv: str) -> str:
    """CVs of the same positions belong to one person, in one version or several."""
    profile = of_sheet(cv)
    roles = " / ".join(f"{job.title} {job.employer}" for job in profile.jobs)
    return " ".join((roles or cv[:200]).lower().split())[:200]


def _text(record: Mapping[str, Any], column: str) -> str:
    value = record.get(column)
    return "" if value is None or (isinstance(value, float) and math.isnan(value)) else str(value)


def _number(record: Mapping[str, Any], column: str) -> float:
    text = _text(record, column).strip()
    if not text:
        return math.nan
    try:
        value = float(text)
    except ValueError:
        raise InvalidInput(f"Column {column}: not a number. Give a number from 0 to {HIGHEST:g}.") from None
    if not 0 <= value <= HIGHEST:
        raise InvalidInput(f"Column {column}: out of range. Give a number from 0 to {HIGHEST:g}.")
    return value
