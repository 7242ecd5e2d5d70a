"""What is trained and how: `TrainingScenario`, the same class for everybody's model and for one person's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared_backend.ai_engines.ensemble.base import TrainingSettings
from shared_backend.ai_engines.tasks.base import Task
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.rules import in_words

TaskType = Literal["interview_coach", "resume_coach", "career_coach", "job_title", "skills", "industry"]


class TrainingScenario(BaseModel):
    """A named intention to train one task with certain settings."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    id: str
    name: str = Field(min_length=3, max_length=120)
    description: str = Field("", max_length=2000)
    task_type: TaskType
    config: TrainingSettings = Field(default_factory=TrainingSettings)
    created_at: datetime
    created_by: str

    @classmethod
    def checked(cls, **values: Any) -> TrainingScenario:
        """Build a scenario. Raises `InvalidInput` naming each field and its rule."""
        try:
            return cls(**values)
        except ValidationError as error:
            # The last name of the place is the field's own; before it stands the part of the form it is in.
            problems = "; ".join(f"{str(e['loc'][-1]).capitalize()}: {in_words(e)}" for e in error.errors())
            raise InvalidInput(f"The scenario was not saved. {problems}.") from None


class TaskCatalogue:
    """All tasks by id, in the order in which they are offered."""

    def __init__(self, tasks: Mapping[str, Task]) -> None:
        self._tasks = dict(tasks)

    def __iter__(self) -> Any:
        return iter(self._tasks.values())

    def get(self, task_type: str) -> Task:
        """One task. Raises `NotFound`."""
        try:
            return self._tasks[task_type]
        except KeyError:
            raise NotFound("This task is not part of the installation.") from None
