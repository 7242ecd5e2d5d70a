"""How days and states of a plan are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from shared_backend.domain.career import Helped, State

STATES: Mapping[State, str] = {"open": "Open", "done": "Done", "skipped": "Skipped"}
SIGNS: Mapping[State, str] = {
    "open": ":material/radio_button_unchecked:",
    "done": ":material/check_circle:",
    "skipped": ":material/do_not_disturb_on:",
}
HELPED: Mapping[Helped, str] = {"yes": "Yes", "partly": "Partly", "no": "No"}


def days(day: date) -> str:
    """A day as people write it.

    >>> days(date(2026, 3, 2))
    '2 March 2026'
    """
    return f"{day.day} {day:%B %Y}"


def between(start: date, due: date) -> str:
    """From one day to another, the year once where it is the same.

    >>> between(date(2026, 3, 2), date(2026, 4, 4)), between(date(2026, 3, 2), date(2026, 3, 2))
    ('2 March to 4 April 2026', '2 March 2026')
    """
    if start == due:
        return days(start)
    first = f"{start.day} {start:%B}" if start.year == due.year else days(start)
    return f"{first} to {days(due)}"
