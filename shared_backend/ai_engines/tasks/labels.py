"""What a task of shape *labels* adds to a task: names for labels, findings about one input, the key for slices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from shared_backend.ai_engines.base import Evidence, FloatArray, Labels, Shape
from shared_backend.ai_engines.tasks.base import Row, Task

Ranking = Sequence[tuple[str, float]]


class LabelsTask(Task):
    """A task whose output is one of many labels; a row's target is ``{"label": name}``."""

    shape: ClassVar[Shape] = "labels"

    def targets(self, rows: Sequence[Row]) -> Labels:
        """The rows' labels."""
        return Labels(tuple(str(row.target["label"]) for row in rows))

    def learned(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Of the rows given, those that a model is trained and measured on; by default all."""
        return tuple(rows)

    def classes(self, targets: Labels) -> tuple[str, ...]:
        """What can be named, in order; by default the labels that occur."""
        return tuple(sorted(set(targets.values)))

    def named(self, classes: Sequence[str]) -> tuple[Row, ...]:
        """What classes are called, as rows: a model learns them too and is never measured on them; by default none."""
        return ()

    def rivals(self, seen: Sequence[Row], hidden: Sequence[Row], classes: Sequence[str]) -> Mapping[str, FloatArray]:
        """Scores (hidden, classes) of simple rules that stand beside the model on its card; by default none."""
        return {}

    def details(self, record: Mapping[str, Any], ranking: Ranking) -> Mapping[str, Any]:
        """JSON-able findings about one input and its ranking; by default none."""
        return {}

    def placed(self, record: Mapping[str, Any], evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The evidence with quotes from the person's own text where the task can find them; by default unchanged."""
        return tuple(evidence)
