"""A plan as an iCalendar file (RFC 5545): one all-day entry a step, the same entry whenever it is exported again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from shared_backend.domain.career import Plan, Step

DOMAIN = "intellicoach.invalid"
_PRODUCT = "-//Intellicoach//Career plan//EN"
_OCTETS = 75
_STATES = {"open": "CONFIRMED", "done": "CONFIRMED", "skipped": "CANCELLED"}
_MARKS = {"open": "", "done": "Done: ", "skipped": ""}


def as_calendar(plan: Plan) -> bytes:
    """The file. A step keeps its UID for ever and raises its SEQUENCE with every change, so importing again updates.

    Steps that were removed are in it as cancelled: a calendar would otherwise keep them for ever.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for step in plan.steps:
        lines += _event(step, plan.updated_at, _STATES[step.state])
    for step in plan.removed:
        lines += _event(step, plan.updated_at, "CANCELLED")
    lines.append("END:VCALENDAR")
    return "".join(folded(line) for line in lines).encode()


def uid(step: Step) -> str:
    """The lasting name of a step's entry."""
    return f"{step.id}@{DOMAIN}"


def _event(step: Step, changed: datetime, status: str) -> list[str]:
    stamp = changed.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    about = "\n".join(filter(None, (step.why, f"Proof: {step.proof}" if step.proof else "", step.note)))
    return [
        "BEGIN:VEVENT",
        f"UID:{uid(step)}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{step.sequence}",
        f"DTSTART;VALUE=DATE:{_day(step.start)}",
        # The end of an all-day entry is the day after its last.
        f"DTEND;VALUE=DATE:{_day(step.due + timedelta(days=1))}",
        f"SUMMARY:{escaped(_MARKS[step.state] + step.title)}",
        f"DESCRIPTION:{escaped(about)}",
        f"STATUS:{status}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    r"""A TEXT value: separators and line ends escaped, other control characters left out (3.3.11).

    >>> escaped("a, b; c")
    'a\\, b\\; c'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    # Every reader of lines has its own idea of what ends one; these do for some.
    plain = "".join(" " if c in "\x85\u2028\u2029" else c for c in plain if c in "\n\t" or (c >= " " and c != "\x7f"))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """A content line with its line end, folded at 75 octets and never inside a character (3.1)."""
    parts, part, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _OCTETS:
            parts.append(part)
            part, size = " ", 1
        part += sign
        size += octets
    return "\r\n".join([*parts, part]) + "\r\n"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
