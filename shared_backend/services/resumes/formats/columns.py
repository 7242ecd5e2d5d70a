"""The order in which a person reads the segments of a page: columns one after the other, rows across."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shared_backend.services.resumes.fields.dates import ranges_in
from shared_backend.services.resumes.fields.headings import kind_of
from shared_backend.services.resumes.formats.segments import Segment

FEWEST = 4
_DEEPEST = 4


@dataclass(slots=True)
class Block:
    """Segments read together; `side` is "left" or "right" of `gutter`, or "" across the page."""

    segments: list[Segment]
    side: str = ""
    gutter: float = 0.0


def blocks(segments: Sequence[Segment], depth: int = 0) -> list[Block]:
    """Blocks in reading order."""
    found = _best_gutter(segments) if depth < _DEEPEST and len(segments) >= 2 * FEWEST else None
    if found is None:
        return [Block(list(segments))] if segments else []
    x, top, bottom = found
    above = [s for s in segments if s.base < top]
    below = [s for s in segments if s.base > bottom]
    inside = [s for s in segments if top <= s.base <= bottom]
    left, right = [s for s in inside if s.x0 < x], [s for s in inside if s.x0 >= x]
    return [
        *blocks(above, depth + 1),
        *_sided(left, "left", x, depth),
        *_sided(right, "right", x, depth),
        *blocks(below, depth + 1),
    ]


def _sided(part: list[Segment], side: str, x: float, depth: int) -> list[Block]:
    return [Block(b.segments, b.side or side, b.gutter or x) for b in blocks(part, depth + 1)]


def _best_gutter(segments: Sequence[Segment]) -> tuple[float, float, float] | None:
    """Where a gutter runs: (x, first baseline, last baseline) of the run with most text beside it."""
    best: tuple[float, float, float] | None = None
    most = 0.0
    starts = sorted({round(s.x0) for s in segments})
    by_base = sorted(segments, key=lambda s: s.base)
    for start in starts:
        x = start - 1.0
        if sum(1 for s in segments if s.x0 >= x and abs(s.x0 - start) < 40) < 2:
            continue
        run: list[Segment] = []
        for segment in [*by_base, None]:
            if segment is not None and not (segment.x0 < x - 0.5 and segment.x1 > x + 0.5):
                run.append(segment)
                continue
            if len(run) >= 2 * FEWEST:
                value = _worth(run, x)
                if value > most:
                    most, best = value, (x, run[0].base, run[-1].base)
            run = []
    return best


def _worth(run: Sequence[Segment], x: float) -> float:
    left, right = [s for s in run if s.x0 < x], [s for s in run if s.x0 >= x]
    if len({round(s.base) for s in left}) < FEWEST or len({round(s.base) for s in right}) < FEWEST:
        return 0.0
    if not _are_columns(left, right):
        return 0.0
    # The widest empty band is the gutter when several places would do.
    band = min(s.x0 for s in right) - max(s.x1 for s in left)
    return min(sum(len(s.text) for s in left), sum(len(s.text) for s in right)) * (1.0 + min(band, 40.0) / 40.0)


def _are_columns(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    heads_left, heads_right = _headings(left), _headings(right)
    if _are_notes(left) or _are_notes(right):
        return False
    if heads_left and heads_right:
        return True
    if heads_left + heads_right == 0:
        return _free(left, right) and min(_words(left), _words(right)) >= 2.5
    if heads_left and heads_left >= 0.5 * len(left):
        return False  # headings in the margin, their text to the right
    return _free(left, right) if heads_left else _free(right, left)


def _headings(part: Sequence[Segment]) -> int:
    return sum(1 for s in part if kind_of(s.text) is not None)


def _are_notes(part: Sequence[Segment]) -> bool:
    """Dates and short remarks beside the text they belong to."""
    dated = sum(1 for s in part if ranges_in(s.text) and len(s.text) < 40)
    return dated >= 0.45 * len([s for s in part if re.search(r"\w", s.text)])


def _free(one: Sequence[Segment], other: Sequence[Segment]) -> bool:
    """True when most lines of the shorter part do not stand beside a line of the other."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    bases = sorted(s.base for s in long)
    beside = sum(1 for s in short if any(abs(s.base - b) < 0.25 * s.size for b in bases))
    return beside < 0.6 * len(short)


def _words(part: Sequence[Segment]) -> float:
    return sum(len(s.text.split()) for s in part) / max(1, len(part))
