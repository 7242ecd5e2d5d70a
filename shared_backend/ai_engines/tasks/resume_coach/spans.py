"""Dates of a CV as spans of months, as wide as the print leaves them; breaks and overlaps between positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from shared_backend.domain.resume import PRESENT, Job

OPEN = 12 * 9999
LONG_BREAK = 6  # months
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "winter": (12, 14)}


@dataclass(frozen=True, slots=True)
class Span:
    """Months counted from the year 0: the earliest and latest the start, and the end, may lie."""

    start: tuple[int, int]
    end: tuple[int, int]

    @property
    def backwards(self) -> bool:
        """Whether it certainly ends before it begins."""
        return self.end[1] < self.start[0]


def months(date: str) -> tuple[int, int] | None:
    """The first and last month a date may mean; None when nothing is written.

    >>> months("2020-03"), months("2020"), months("2020-summer")
    ((24243, 24243), (24241, 24252), (24246, 24248))
    """
    if date == PRESENT:
        return OPEN, OPEN
    year, _, part = date.partition("-")
    if not year.isdigit():
        return None
    begin = 12 * int(year)
    if not part:
        return begin + 1, begin + 12
    first, last = _SEASONS[part] if part in _SEASONS else (int(part), int(part))
    return begin + first, begin + last


def span_of(job: Job) -> Span | None:
    """The span of a position with both dates."""
    start, end = months(job.start), months(job.end)
    return None if start is None or end is None else Span(start, end)


def years_of(jobs: Sequence[Job]) -> float:
    """Years between the first start and the last end that are printed; an open end counts to the newest date."""
    found = [month for job in jobs for date in (job.start, job.end) if (month := months(date)) and month[0] < OPEN]
    return (max(m[1] for m in found) - min(m[0] for m in found)) / 12 if found else 0.0


def breaks(jobs: Sequence[Job]) -> tuple[tuple[Job, Job], ...]:
    """Neighbours in time with certainly more than `LONG_BREAK` months between them: (earlier, later)."""
    dated = sorted(((span, job) for job in jobs if (span := span_of(job))), key=lambda pair: pair[0].start)
    found, reach = [], None
    for span, job in dated:
        if reach is not None and span.start[0] - reach[0].end[1] > LONG_BREAK:
            found.append((reach[1], job))
        if reach is None or span.end[1] > reach[0].end[1]:
            reach = (span, job)
    return tuple(found)


def overlaps(jobs: Sequence[Job]) -> tuple[tuple[Job, Job], ...]:
    """Pairs at different employers that certainly run side by side for more than three months."""
    dated = [(span, job) for job in jobs if (span := span_of(job)) and not span.backwards]
    return tuple(
        (one, other)
        for i, (a, one) in enumerate(dated)
        for b, other in dated[i + 1 :]
        if one.employer != other.employer and min(a.end[0], b.end[0]) - max(a.start[1], b.start[1]) > 3
    )


def newest_first(jobs: Sequence[Job]) -> bool:
    """Whether no position stands below one that certainly ended before it began."""
    spans = [span for job in jobs if (span := span_of(job))]
    return all(above.end[1] >= below.start[0] for above, below in pairwise(spans))
