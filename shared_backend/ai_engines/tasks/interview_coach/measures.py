"""All observable measures of one answer, in a fixed order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.tasks.interview_coach.points import points, relevance
from shared_backend.ai_engines.tasks.interview_coach.reading import Reading, read_input
from shared_backend.ai_engines.tasks.interview_coach.substance import substance
from shared_backend.ai_engines.tasks.interview_coach.voice import voice


def measure(reading: Reading) -> dict[str, float]:
    """Every measure by name; finite numbers."""
    return {**voice(reading), **substance(reading), **relevance(reading, points(reading))}


def measure_names() -> tuple[str, ...]:
    """Names of the measures in the order of the arrays."""
    return tuple(measure(read_input({"question": "", "answer": ""})))


def measure_all(inputs: list[Mapping[str, Any]]) -> FloatArray:
    """An (n, d) array of measures in the order of `measure_names`."""
    rows = [list(measure(read_input(row)).values()) for row in inputs]
    return np.asarray(rows, dtype=np.float64).reshape(len(inputs), len(measure_names()))
