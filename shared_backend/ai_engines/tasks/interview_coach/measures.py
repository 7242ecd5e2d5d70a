"""All observable measures of one answer, in a fixed order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.tasks.interview_coach.attitude import attitude
from shared_backend.ai_engines.tasks.interview_coach.key_words import key_words
from shared_backend.ai_engines.tasks.interview_coach.points import points, relevance
from shared_backend.ai_engines.tasks.interview_coach.reading import Reading, read_input
from shared_backend.ai_engines.tasks.interview_coach.substance import substance
from shared_backend.ai_engines.tasks.interview_coach.voice import voice

# A question without key points says nothing about coverage: its answers stand where the average technical answer
# stands, so that what was learned on one kind of question does not push the other kind up or down.
NO_POINTS = {
    "points_mean": 0.285, "points_covered": 0.138, "points_best": 0.48, "points_soft": 0.216, "points_opposed": 0.081,
    "points_a_word": 1.3, "points_waved": 0.13, "points_turned": 0.143, "points_kept": 0.133, "key_words": 0.254,
    "key_words_dense": 0.174, "key_points_touched": 0.749, "key_pairs": 0.096, "key_phrases": 0.095,
    "key_phrases_negated": 0.008, "key_numbers": 0.283, "key_numbers_asked": 0.5, "other_numbers": 0.33,
    "dismiss_technical": 1.75,
}  # fmt: skip


def measure(reading: Reading) -> dict[str, float]:
    """Every measure by name; finite numbers."""
    met = points(reading)
    found = {
        **voice(reading),
        **substance(reading),
        **relevance(reading, met),
        **attitude(reading, met),
        **key_words(reading),
    }
    return found if reading.key_points else {**found, **NO_POINTS}


def measure_names() -> tuple[str, ...]:
    """Names of the measures in the order of the arrays."""
    return tuple(measure(read_input({"question": "", "answer": ""})))


def measure_all(inputs: list[Mapping[str, Any]]) -> FloatArray:
    """An (n, d) array of measures in the order of `measure_names`."""
    rows = [list(measure(read_input(row)).values()) for row in inputs]
    return np.asarray(rows, dtype=np.float64).reshape(len(inputs), len(measure_names()))
