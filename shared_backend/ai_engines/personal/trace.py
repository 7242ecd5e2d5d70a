"""What L2 looks at beyond H2's state: how the last answers went and how new competencies began."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

STEPS = 200  # a kept outcome is a whole number of 1/200: half a point of 100
UNKNOWN = STEPS // 2  # before there is one: the middle, which speaks neither way
PLACE = 256
NEVER = UNKNOWN * PLACE + UNKNOWN


class Trace(NamedTuple):
    """Sums and recent outcomes of one person; nothing in it grows with the number of answers.

    `outcomes` is the sum of all outcomes, `ewma_70` recent residuals y − p_global with decay .7, `last` the last
    outcome in steps, `started` how often a competency was begun and `first_residuals` the sum of y − p_global over
    those first answers. `recent` holds for each competency its last outcome and, times 256, the one before it, in
    steps.
    """

    outcomes: float = 0.0
    ewma_70: float = 0.0
    last: int = UNKNOWN
    started: int = 0
    first_residuals: float = 0.0
    recent: Mapping[str, int] = {}

    def after(self, competency: str, outcome: float, residual: float) -> Trace:
        """The trace after one more answer; `residual` is the outcome minus what the global model expected."""
        outcomes, ewma_70, _, started, first_residuals, earlier = self
        known = earlier.get(competency)
        if known is None:
            known = NEVER
            started += 1
            first_residuals += residual
        step = int(outcome * STEPS + 0.5)
        recent = dict(earlier)
        recent[competency] = known % PLACE * PLACE + step
        return Trace(outcomes + outcome, 0.7 * ewma_70 + 0.3 * residual, step, started, first_residuals, recent)

    def without(self, competency: str) -> Trace:
        """The trace when a competency is taken back to the beginning."""
        return self._replace(recent={name: kept for name, kept in self.recent.items() if name != competency})
