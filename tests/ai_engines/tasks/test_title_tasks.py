"""The tasks job_title and industry: columns, checks, built-in rows, the text they read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_backend.ai_engines.base import ENGINE_NAMES
from shared_backend.ai_engines.tasks.base import Task
from shared_backend.ai_engines.tasks.industry.task import Industry
from shared_backend.ai_engines.tasks.job_title.label_names import names_of
from shared_backend.ai_engines.tasks.job_title.task import JobTitle
from shared_backend.ai_engines.tasks.title_text import normalise, without_rank
from shared_backend.ai_engines.tasks.titles import title_in_cv
from shared_backend.domain.errors import CoachError, ConfigurationError, InvalidInput

CV = "Jane Example\n12 High Street\njane@example.org\nSenior Staff Nurse, City Hospital, 2019-2024\nSkills: care"


@pytest.mark.parametrize("task", [JobTitle(), Industry()], ids=["job_title", "industry"])
def test_a_task_documents_itself_and_has_all_six_engines(task: Task) -> None:
    assert set(task.engines()) == set(ENGINE_NAMES)
    assert all(column.meaning and column.example for column in task.columns)
    sample = {column.name: column.example for column in task.columns}
    row = task.parse(sample)
    assert row.group == "senior staff nurse"
    assert row.target["label"].startswith("29")
    assert task.slices(row) == {"major group": "29 Healthcare Practitioners and Technical"}


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({"title": "Nurse", "code": "99-9999.00"}, "Column code"),
        ({"title": "Nurse", "code": ""}, "Column code"),
        ({"title": "", "code": "29-1141.00"}, "Column title"),
        ({"title": "!!", "code": "29-1141.00"}, "Column title"),
        ({"title": "x" * 301, "code": "29-1141.00"}, "at most 300"),
        ({"title": 3, "code": "29-1141.00"}, "Column title"),
    ],
)
def test_a_wrong_record_is_named_with_its_remedy(record: dict[str, str], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        JobTitle().parse(record)


def test_a_wrong_group_is_named_with_its_remedy() -> None:
    with pytest.raises(InvalidInput, match="Column major_group"):
        Industry().parse({"title": "Nurse", "major_group": "12"})


def test_a_code_may_leave_out_its_last_digits() -> None:
    assert JobTitle().parse({"title": "Nurse", "code": "29-1141"}).target == {"label": "29-1141.00"}


def test_built_in_rows_cover_every_label_without_repetition() -> None:
    jobs = JobTitle().builtin(JobTitle().reference)
    assert len({row.target["label"] for row in jobs}) == 1016
    assert len({(row.target["label"], row.group) for row in jobs}) == len(jobs)
    groups = Industry().builtin(Industry().reference)
    assert len({row.target["label"] for row in groups}) == 23
    assert len(groups) < len(jobs)


ESCO_ID = "f2b15a0e-e65a-438a-affb-29b9d50b77d1"


@pytest.mark.parametrize("label", [f"http://data.europa.eu/esco/occupation/{ESCO_ID}", ESCO_ID, "Software Developer"])
def test_an_esco_label_goes_by_all_its_names_however_it_is_written(label: str) -> None:
    names = names_of([label], JobTitle().reference)[label]
    assert names[0] == "software developer"
    assert "programmer" in names


def test_classes_are_named_and_what_is_not_known_is_left_out() -> None:
    rows = JobTitle().named(["29-1141.00", ESCO_ID, "our own label"])
    assert {row.target["label"] for row in rows} == {"29-1141.00", ESCO_ID}
    assert [row.group for row in rows if row.target["label"] == "29-1141.00"] == ["registered nurses"]
    assert len({(row.target["label"], row.group) for row in rows}) == len(rows)


def test_missing_rules_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"rules/titles\.json"):
        JobTitle(tmp_path).engines()


def test_a_cv_gives_the_first_line_that_looks_like_a_title() -> None:
    assert title_in_cv(CV) == "senior staff nurse"
    examples = JobTitle().examples([{"title": "", "cv_text": CV}, {"title": "C++ Dev", "cv_text": CV}])
    assert examples.texts == ("senior staff nurse", "cpp dev")


@given(st.dictionaries(st.sampled_from(["title", "cv_text"]), st.text(max_size=500)))
@settings(max_examples=60, deadline=None)
def test_any_input_is_refused_or_read(record: dict[str, str]) -> None:
    task = JobTitle()
    try:
        checked = task.check_input(record)
    except CoachError:
        return
    examples = task.examples([checked])
    assert examples.texts[0] == normalise(examples.texts[0])
    assert without_rank(examples.texts[0]) or not examples.texts[0]
