"""Which tips, in which style: the weakest criteria first, put the way that has helped this person."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from shared_backend.ai_engines.personal.helpfulness import Helpfulness
from shared_backend.services.content.library import Band, Library, Style, Tip

STYLES: tuple[Style, ...] = ("balanced", "direct", "encouraging")
GOOD_ENOUGH = 3.0  # of 4: from here on a criterion needs no tip
LOW_BAND = 1.5
MOST_TIPS = 3


def style_for(preference: str, helpfulness: Helpfulness) -> Style:
    """The style to use: what the person set, otherwise the one they found most helpful so far (balanced on a tie)."""
    for style in STYLES:
        if style == preference:
            return style
    return max(STYLES, key=lambda style: helpfulness.mean(f"style:{style}"))


def ordered(scores: Mapping[str, float], first: str, helpfulness: Helpfulness) -> tuple[str, ...]:
    """Criteria worth a tip, at most three: `first`, then those with most to gain where tips have helped."""
    others = [c for c, value in scores.items() if c != first and value < GOOD_ENOUGH]
    gain = {c: (4.0 - scores[c]) * helpfulness.mean(f"criterion:{c}") for c in others}
    return (first, *sorted(others, key=lambda c: (-gain[c], c)))[:MOST_TIPS]


def tip_for(library: Library, criterion: str, question_type: str, score: float, style: Style, seed: str) -> Tip:
    """One tip on a criterion; the same `seed` (an attempt's id) gives the same tip."""
    band: Band = "low" if score < LOW_BAND else "mid"
    fitting = _fitting(library.tips, criterion, question_type, style, band)
    return fitting[zlib.crc32(f"{seed}/{criterion}".encode()) % len(fitting)]


def _fitting(tips: Sequence[Tip], criterion: str, question_type: str, style: Style, band: Band) -> list[Tip]:
    about = [t for t in tips if t.criterion == criterion and t.style == style and t.band == band]
    return [t for t in about if t.type == question_type] or [t for t in about if t.type == "any"] or about
