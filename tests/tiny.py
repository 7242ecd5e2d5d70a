"""A task and a model small enough to be trained in milliseconds: the score of a text is learned from its length."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from shared_backend.ai_engines.base import ENGINE_NAMES, Engine, EngineName, Examples, Scores, Shape, State
from shared_backend.ai_engines.ensemble.base import Estimate, GlobalModel, Judgement, TrainingSettings
from shared_backend.ai_engines.report import Metric, ModelReport
from shared_backend.ai_engines.scenarios import TaskCatalogue
from shared_backend.ai_engines.tasks.base import Column, NotApplicable, Row, Task
from shared_backend.bootstrap import Backend, build
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.ports import LanguageModel, Progress, silent
from shared_backend.domain.principal import Portal, Principal, Role
from shared_backend.jobs.shared import jobs_address, prepare
from shared_backend.settings import load_settings


class TinyTask(Task):
    """Scores a text from 0 to 10."""

    id = "interview_coach"
    name = "Tiny"
    description = "For tests"
    shape: ClassVar[Shape] = "scores"
    columns = (
        Column("text", "the text to score", True, "A story, told well"),
        Column("score", "a number from 0 to 10", True, "7.5"),
        Column("group", "texts that belong together", False, "q1"),
    )
    baseline_name = "the mean"

    def parse(self, record: Mapping[str, str]) -> Row:
        """One uploaded record."""
        try:
            score = float(record["score"])
        except ValueError:
            raise InvalidInput("score is not a number. Write it like 7.5.") from None
        if not 0 <= score <= 10:
            raise InvalidInput("score is outside 0 to 10.")
        text = record["text"]
        return Row({"text": text}, {"overall": score}, record.get("group") or text)

    def check_input(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """One input."""
        if not str(record.get("text", "")).strip():
            raise InvalidInput("text is empty.")
        return {"text": str(record["text"])}

    def builtin(self, reference: Path) -> tuple[Row, ...]:
        """Forty rows."""
        return tuple(Row({"text": "x" * n}, {"overall": min(n / 4, 10.0)}, f"g{n}") for n in range(1, 41))

    def examples(self, inputs: Sequence[Mapping[str, Any]]) -> Examples:
        """The length of each text."""
        lengths = np.array([[float(len(i["text"]))] for i in inputs]).reshape(len(inputs), 1)
        return Examples(tuple(inputs), tuple(i["text"] for i in inputs), lengths, ("length",))

    def targets(self, rows: Sequence[Row]) -> Scores:
        """The overall score."""
        return Scores(np.array([[float(r.target["overall"])] for r in rows]), ("overall",), (0.0,), (10.0,))

    def engines(self) -> Mapping[EngineName, Engine | NotApplicable]:
        """None."""
        return {name: NotApplicable("tests need none") for name in ENGINE_NAMES}

    def slices(self, row: Row) -> Mapping[str, str]:
        """None."""
        return {}


class TinyModel(GlobalModel):
    """A line through the points. Environment: TINY_SECONDS makes training slow, TINY_FAULT makes it fail."""

    shape: ClassVar[Shape] = "scores"

    def __init__(self, task: Task, slope: float, bias: float) -> None:
        self.task, self.slope, self.bias = task, slope, bias

    @classmethod
    def train(
        cls,
        task: Task,
        rows: Sequence[Row],
        settings: TrainingSettings,
        *,
        progress: Progress = silent,
        language_model: LanguageModel | None = None,
    ) -> tuple[TinyModel, ModelReport]:
        """Fit the line, in twenty steps."""
        if len(rows) < 3:
            raise InvalidInput("Training needs at least 3 rows.")
        if os.environ.get("TINY_FAULT"):
            raise RuntimeError("Ada Lovelace wrote a secret")
        seconds = float(os.environ.get("TINY_SECONDS", "0"))
        for step in range(20):
            progress(step / 20, f"Step {step + 1} of 20.")
            time.sleep(seconds / 20)
        x = task.examples([r.input for r in rows]).numeric[:, 0]
        y = np.array([r.target["overall"] for r in rows])
        slope, bias = np.polyfit(x, y, 1)
        rmse = float(np.sqrt(np.mean((slope * x + bias - y) ** 2)))
        spread = float(np.std(y))
        n = len(rows)
        report = ModelReport(
            task=task.id,
            headline="rmse",
            higher_is_better=False,
            ensemble=(Metric("rmse", rmse, rmse * 0.9, rmse * 1.1, n),),
            baseline_name=task.baseline_name,
            baseline=(Metric("rmse", spread, spread * 0.9, spread * 1.1, n),),
            engines=(),
            slices=(),
            calibration=(),
        )
        return cls(task, float(slope), float(bias)), report

    def predict(self, inputs: Sequence[Mapping[str, Any]]) -> tuple[Judgement, ...]:
        """On the line."""
        found = []
        for row in inputs:
            value = self.slope * len(row["text"]) + self.bias
            found.append(Judgement({"overall": Estimate(value, value - 1, value + 1)}, (), (), {}, {}))
        return tuple(found)

    def to_state(self) -> State:
        """Two numbers."""
        return State({"line": np.array([self.slope, self.bias])}, {})

    @classmethod
    def from_state(cls, task: Task, state: State, *, language_model: LanguageModel | None = None) -> TinyModel:
        """From two numbers."""
        return cls(task, float(state.arrays["line"][0]), float(state.arrays["line"][1]))


def tiny_backend(folder: Path, database_url: str | None = None) -> Backend:
    """A backend in `folder` that knows the tiny task only; the job queue is prepared."""
    settings = load_settings(
        data_dir=folder / "data", key_file=folder / "keys" / "keys.json", database_url=database_url
    )
    backend = build(
        settings,
        tasks=TaskCatalogue({TinyTask.id: TinyTask()}),
        shapes=lambda _: TinyModel,
        create=not settings.key_file.exists(),
    )
    prepare(jobs_address(settings.data_dir, settings.database_address))
    return backend


def person(role: Role = Role.ADMIN, portal: Portal = Portal.ADMIN, confirmed_at: datetime | None = None) -> Principal:
    """A signed-in person."""
    return Principal(uuid.uuid4().hex, role, uuid.uuid4().hex, portal, confirmed_at or datetime.now(UTC), "Somebody")


def new_id() -> str:
    """An id as a form makes it."""
    return str(uuid.uuid4())
