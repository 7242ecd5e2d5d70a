"""Columns with fixed values are offered as choices that the task itself takes."""

from __future__ import annotations

import pytest

from shared_backend.ai_engines.catalogue import tasks
from shared_backend.ai_engines.tasks.base import Task
from shared_backend.operations.task_guide import TaskInfo, _info  # the guide itself needs a trainer

REAL = tuple(tasks())


def info(task_id: str) -> TaskInfo:
    return _info(tasks().get(task_id))


@pytest.mark.parametrize("task", REAL, ids=lambda task: task.id)
def test_every_task_is_offered_with_what_to_type(task: Task) -> None:
    found = _info(task)
    assert found.inputs
    assert found.answers
    assert {column.name for column in (*found.inputs, *found.answers)} >= set(found.choices)


def test_type_and_level_of_an_answer_start_with_what_an_empty_cell_means() -> None:
    found = info("interview_coach").choices
    assert {name: choice.default for name, choice in found.items()} == {"type": "behavioral", "level": "mid"}


@pytest.mark.parametrize(("task_id", "column"), [("industry", "major_group"), ("job_title", "code")])
def test_a_right_answer_is_never_assumed(task_id: str, column: str) -> None:
    found = info(task_id)
    assert found.choices[column].default is None
    assert column in {answer.name for answer in found.answers}
    assert len(found.choices[column].words) > 20


@pytest.mark.parametrize("task", REAL, ids=lambda task: task.id)
def test_the_task_takes_every_choice_it_offers(task: Task) -> None:
    example = {column.name: column.example for column in task.columns}
    for name, words in task.choices().items():
        assert name in example
        assert len(set(words.values())) == len(words)
        for value in list(words)[:60]:
            row = task.parse({**example, name: value})
            assert value in {row.input.get(name), row.target.get("label")}


def test_the_interview_coach_is_called_the_same_everywhere() -> None:
    assert info("interview_coach").name == "Interview coach"
