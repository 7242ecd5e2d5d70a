"""What can be trained, and which fields a person types to try it and to correct it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared_backend.ai_engines.base import Shape
from shared_backend.ai_engines.model_trainer import ModelTrainer
from shared_backend.ai_engines.tasks.base import Column, Task


@dataclass(frozen=True, slots=True)
class Choice:
    """The fixed values of a column with their words; `default` is what an empty cell stands for, None for nothing."""

    words: Mapping[str, str]
    default: str | None


@dataclass(frozen=True, slots=True)
class TaskInfo:
    """A task as staff see it: `inputs` are known when predicting, `answers` are what is learned.

    `choices` says, for columns that take fixed values only, which those are.
    """

    id: str
    name: str
    description: str
    shape: Shape
    inputs: tuple[Column, ...]
    answers: tuple[Column, ...]
    choices: Mapping[str, Choice] = field(default_factory=dict)


class TaskGuide:
    """The tasks of this installation; nothing in it is personal, so no role is asked for."""

    def __init__(self, trainer: ModelTrainer) -> None:
        self._tasks = trainer.tasks

    def all(self) -> tuple[TaskInfo, ...]:
        """Every task, in the order in which they are offered."""
        return tuple(_info(task) for task in self._tasks)

    def get(self, task_type: str) -> TaskInfo:
        """One task. Raises `NotFound`."""
        return _info(self._tasks.get(task_type))


def _info(task: Task) -> TaskInfo:
    # The documented example is a valid row, so it tells which columns the task reads as input.
    known = task.parse({column.name: column.example for column in task.columns}).input
    inputs = tuple(column for column in task.columns if column.name in known)
    answers = tuple(column for column in task.columns if column.name not in known)
    # What the required columns leave open, the task fills in itself.
    assumed = task.check_input({column.name: column.example for column in task.columns if column.required})
    choices = {name: Choice(words, _one_of(words, assumed.get(name))) for name, words in task.choices().items()}
    for column in answers:
        if column.name in choices:
            choices[column.name] = Choice(choices[column.name].words, None)  # the right answer is never assumed
    return TaskInfo(task.id, task.name, task.description, task.shape, inputs, answers, choices)


def _one_of(words: Mapping[str, str], value: object) -> str | None:
    return value if isinstance(value, str) and value in words else None
