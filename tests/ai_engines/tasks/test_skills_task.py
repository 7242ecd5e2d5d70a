"""The task skills: levels from uploads and facts, and what a text names."""

from __future__ import annotations

import math

import pytest

from shared_backend.ai_engines.base import ENGINE_NAMES
from shared_backend.ai_engines.tasks.skills.named import NamedThings
from shared_backend.ai_engines.tasks.skills.task import Skills
from shared_backend.domain.errors import InvalidInput

TASK = Skills()


def test_there_is_a_documented_column_for_each_of_35_skills() -> None:
    assert len(TASK.outputs) == 35
    assert [column.name for column in TASK.columns][:3] == ["title", "cv_text", "Reading Comprehension"]
    assert set(TASK.engines()) == set(ENGINE_NAMES)


def test_an_upload_may_leave_levels_empty() -> None:
    row = TASK.parse({"title": "Nurse", "cv_text": "", "Writing": "3.5", "Speaking": " "})
    assert row.target["Writing"] == 3.5
    assert math.isnan(row.target["Speaking"])
    assert TASK.targets([row]).values.shape == (1, 35)


@pytest.mark.parametrize("level", ["8", "-1", "high", "nan", "inf"])
def test_a_wrong_level_names_its_column(level: str) -> None:
    with pytest.raises(InvalidInput, match="Column Writing"):
        TASK.parse({"title": "Nurse", "Writing": level})


def test_a_row_without_levels_is_refused() -> None:
    with pytest.raises(InvalidInput, match="at least one column"):
        TASK.parse({"title": "Nurse"})


def test_built_in_rows_are_grouped_by_minor_group() -> None:
    rows = TASK.builtin(TASK.reference)
    assert len(rows) == 879
    nurse = next(row for row in rows if row.input["title"] == "Registered Nurses")
    assert nurse.group == "29-1"
    assert nurse.target["Reading Comprehension"] == 4.25
    assert TASK.more_rows(rows[:1], 0)[0].input["cv_text"] == ""


def test_named_skills_and_technologies_are_quoted_verbatim() -> None:
    text = "Used Microsoft Excel and critical thinking; access to the word office. AutoCAD daily."
    named = TASK.explain({"title": "Drafter", "cv_text": text}, {}, ()).details["named"]
    assert {one["name"]: one["kind"] for one in named} == {
        "Microsoft Excel": "technology",
        "Critical Thinking": "skill",
        "Autodesk AutoCAD": "technology",
    }
    assert all(text[one["start"] : one["end"]] == one["quote"] for one in named)


def test_one_word_names_must_be_written_as_they_are() -> None:
    index = NamedThings([("Slack", "technology"), ("R", "technology"), ("Apache Hadoop", "technology")])
    found = index.find("a slack day, R, HADOOP, Hadoop and Slack", "cv_text")
    assert [named.name for named in found] == ["Apache Hadoop", "Slack"]
