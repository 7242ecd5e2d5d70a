"""From predictions to bounded values: the stacked value, how far engines are apart, the ceilings that apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from shared_backend.ai_engines.base import FloatArray, Prediction
from shared_backend.ai_engines.ensemble.stacking import Stack
from shared_backend.ai_engines.tasks.scores import Ceiling


def combine(stack: Stack, said: Mapping[str, Prediction]) -> tuple[FloatArray, FloatArray]:
    """Stacked values (n, k) and how far the stacked engines are apart (standard deviation)."""
    stacked = {name: found for name, found in said.items() if name in stack.engines}
    means = {name: found.mean for name, found in stacked.items()}
    answered = {name: found.answered.astype(np.float64) for name, found in stacked.items()}
    value = stack.combine(means, answered)
    shown = np.stack([np.where(answered[name][:, None] > 0, mean, value) for name, mean in means.items()])
    return value, shown.std(axis=0)


def limits_of(
    ceilings: Sequence[Ceiling], outputs: Sequence[str], high: Sequence[float], value: FloatArray
) -> tuple[FloatArray, tuple[str, ...]]:
    """The lowest ceiling of each output, and the names of the rules that lower some value."""
    limits = np.asarray(high, dtype=np.float64).copy()
    applied = []
    for ceiling in ceilings:
        for j, name in enumerate(outputs):
            at_most = ceiling.at_most.get(name, np.inf)
            if value[j] > at_most and ceiling.rule not in applied:
                applied.append(ceiling.rule)
            limits[j] = min(limits[j], at_most)
    return limits, tuple(applied)
