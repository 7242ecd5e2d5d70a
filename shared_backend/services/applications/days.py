"""Days as people write them in their lists; one that can be read two ways is not guessed."""

from __future__ import annotations

import re
from datetime import date, datetime

from shared_backend.domain.application import checked_day
from shared_backend.domain.errors import InvalidInput

_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s.*)?\Z")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?\Z")
_WRITTEN = ("%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y/%m/%d")


def read_day(text: str, *, day_first: bool | None = None) -> date:
    """The day meant by a text.

    Parameters
    ----------
    day_first : bool, optional
        How 03/04/2026 is meant; without it such a day is refused.

    Raises
    ------
    InvalidInput
        For what is no day, or could be two.

    >>> read_day("2026-03-04 00:00:00"), read_day("4.3.2026"), read_day("03/04/2026", day_first=True)
    (datetime.date(2026, 3, 4), datetime.date(2026, 3, 4), datetime.date(2026, 4, 3))
    """
    plain = " ".join(text.split())
    if (iso := _ISO.match(plain)) is not None:
        return _made(plain, *map(int, iso[1].split("-")))
    if (slashed := _SLASHED.match(plain)) is not None:
        first, second, year = map(int, slashed.groups())
        if day_first is None and first <= 12 and second <= 12 and first != second:
            raise InvalidInput(f"“{plain}” can be read in two ways. Say whether the day or the month comes first.")
        day, month = (first, second) if (second <= 12 and (first > 12 or day_first)) else (second, first)
        return _made(plain, year, month, day)
    for form in _WRITTEN:
        try:
            return checked_day(datetime.strptime(plain, form).date())
        except ValueError:
            continue
    raise _no_day(plain)


def _made(text: str, year: int, month: int, day: int) -> date:
    try:
        return checked_day(date(year, month, day))
    except ValueError:
        raise _no_day(text) from None


def _no_day(text: str) -> InvalidInput:
    return InvalidInput(f"“{text[:40]}” is no day that can be read. Write it as 2026-03-04.")
