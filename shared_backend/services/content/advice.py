"""Which criteria get a tip: those with most to gain first."""

from __future__ import annotations

from collections.abc import Mapping

from shared_backend.services.content.library import Style

STYLES: tuple[Style, ...] = ("balanced", "direct", "encouraging")
GOOD_ENOUGH = 3.0  # of 4: from here on a criterion needs no tip
LOW_BAND = 1.5
MOST_TIPS = 3


def ordered(scores: Mapping[str, float], first: str) -> tuple[str, ...]:
    """Criteria worth a tip, at most three: `first`, then the lowest. What somebody likes to hear has no say in it."""
    others = [c for c, value in scores.items() if c != first and value < GOOD_ENOUGH]
    return (first, *sorted(others, key=lambda c: (scores[c], c)))[:MOST_TIPS]
