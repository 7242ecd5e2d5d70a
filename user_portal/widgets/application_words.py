"""How stages, days and CVs of applications are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from shared_backend.domain.application import Meaning, UsedResume

MEANINGS: Mapping[Meaning, str] = {
    "planned": "Not sent yet",
    "sent": "Sent, waiting for a word",
    "replied": "They want to go on",
    "accepted": "Ended: the job is yours",
    "refused": "Ended: they said no",
    "silent": "Ended: no word came",
    "withdrawn": "Ended: you said no",
}
SIGNS: Mapping[Meaning, str] = {
    "planned": ":material/bookmark:",
    "sent": ":material/send:",
    "replied": ":material/forum:",
    "accepted": ":material/task_alt:",
    "refused": ":material/block:",
    "silent": ":material/hourglass_empty:",
    "withdrawn": ":material/undo:",
}


def day(when: date, today: date) -> str:
    """A day as people say it.

    >>> day(date(2026, 3, 2), date(2026, 3, 2)), day(date(2026, 3, 3), date(2026, 3, 2))
    ('today', 'tomorrow')
    >>> day(date(2026, 3, 6), date(2026, 3, 2)), day(date(2025, 3, 6), date(2026, 3, 2))
    ('Friday, 6 March', '6 March 2025')
    """
    apart = (when - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(apart)
    if near:
        return near
    if abs(apart) < 7:
        return f"{when:%A}, {when.day} {when:%B}"
    return f"{when.day} {when:%B}" if when.year == today.year else f"{when.day} {when:%B %Y}"


def resume_name(used: UsedResume) -> str:
    """A version of a CV.

    >>> resume_name(UsedResume("1", 3, "Baker"))
    'Baker, version 3'
    """
    return f"{used.label}, version {used.version}"
