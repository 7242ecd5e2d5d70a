"""The helpfulness head: which way of putting advice has helped this person, as a Beta posterior per key.

Keys are styles ("style:direct") and criteria ("criterion:result"). It decides how advice is put and in what order,
never whether something is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

PRIOR_HELPED, PRIOR_NOT = 2.0, 1.0  # most advice is called helpful; two good reports should not look like certainty


@dataclass(frozen=True, slots=True)
class Helpfulness:
    """Reports so far: key → (sum of helpfulness in [0, 1], number of reports)."""

    reports: Mapping[str, tuple[float, int]] = field(default_factory=dict)

    def mean(self, key: str) -> float:
        """Expected helpfulness of advice with this key, in (0, 1)."""
        helped, n = self.reports.get(key, (0.0, 0))
        return (helped + PRIOR_HELPED) / (n + PRIOR_HELPED + PRIOR_NOT)

    def count(self, key: str) -> int:
        """Reports on this key."""
        return self.reports.get(key, (0.0, 0))[1]

    def after(self, keys: Iterable[str], helpful: float) -> Helpfulness:
        """The posterior after advice with these keys was found `helpful` (in [0, 1])."""
        reports = dict(self.reports)
        for key in keys:
            total, n = reports.get(key, (0.0, 0))
            reports[key] = (total + helpful, n + 1)
        return Helpfulness(reports)
