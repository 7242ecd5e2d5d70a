"""Weeks with practice, counted so that a week off takes nothing away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = 26  # weeks looked back
FORGIVEN = 1  # weeks off in a row that do not end the count


@dataclass(frozen=True, slots=True)
class Weeks:
    """`practised` weeks in a row, weeks off forgiven; `now` whether this week is one of them."""

    practised: int
    now: bool


def weeks(moments: Iterable[datetime], now: datetime) -> Weeks:
    """Count back from this week, which may still be empty, to the first two weeks off in a row.

    >>> from datetime import UTC
    >>> today = datetime(2026, 3, 4, tzinfo=UTC)
    >>> weeks([today - timedelta(weeks=n) for n in (1, 3, 4, 7)], today)
    Weeks(practised=3, now=False)
    """
    this = _week(now)
    held = {_week(moment) for moment in moments}
    practised = off = 0
    for back in range(WINDOW):
        if this - back in held:
            practised, off = practised + 1, 0
        elif back:  # the present week is not over yet
            off += 1
            if off > FORGIVEN:
                break
    return Weeks(practised, this in held)


def since(now: datetime) -> datetime:
    """From when on moments matter."""
    return now - timedelta(weeks=WINDOW)


def _week(moment: datetime) -> int:
    return (moment.date().toordinal() - 1) // 7  # Monday begins a week: 1 January of year 1 was one
