"""JSON Resume: its fields are taken as they are declared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from shared_backend.services.resumes.fields.dates import DateRange, When, ranges_in
from shared_backend.services.resumes.fields.values import Detailed, Place, Reading, Role, School, SectionText, Value
from shared_backend.services.resumes.notices import LIMIT_CHARACTERS, Unreadable, notice

_KINDS = {
    "basics": "summary", "work": "work", "volunteer": "volunteering", "education": "education", "awards": "awards", "certificates": "certifications",  # noqa: E501
    "publications": "publications", "skills": "skills", "languages": "languages", "interests": "interests", "references": "references", "projects": "projects",  # noqa: E501
}  # fmt: skip


def read_json(data: bytes) -> Reading:
    """The fields of a JSON Resume.

    Raises
    ------
    Unreadable
        When it is cut, damaged or too long.
    """
    try:
        text = data.decode("utf-8-sig")
        given = json.loads(text)
    except UnicodeDecodeError:
        raise Unreadable("damaged") from None
    except (ValueError, RecursionError):
        cut = not data.rstrip().endswith(b"}")
        raise Unreadable("truncated" if cut else "damaged") from None
    if len(text) > LIMIT_CHARACTERS:
        raise Unreadable("too_long")
    if not isinstance(given, dict) or not any(key in given for key in ("basics", "work", "education")):
        return Reading("json", remarks=(notice("not_a_resume"),), text=text)
    return _reading(given)


def _reading(given: dict[str, Any]) -> Reading:
    rows = _Rows(given)
    basics = _record(given.get("basics"))
    place = _record(basics.get("location"))
    where = ", ".join(t for t in (_text(place.get(k)) for k in ("city", "region", "countryCode")) if t)
    links = [_text(basics.get("url")), *(_text(p.get("url")) for p in _records(basics.get("profiles")))]
    at = Place(rows.number("basics"))

    def value(text: str) -> Value | None:
        return Value(text, at) if text else None

    return Reading(
        kind="json",
        name=value(_text(basics.get("name"))),
        headline=value(_text(basics.get("label"))),
        email=value(_text(basics.get("email"))),
        phone=value(_text(basics.get("phone"))),
        location=value(where),
        links=tuple(Value(link, at) for link in links if link),
        summary=value(_text(basics.get("summary"))),
        roles=tuple(_role(w, rows.number("work", i)) for i, w in enumerate(_records(given.get("work")))),
        education=tuple(
            _school(e, rows.number("education", i)) for i, e in enumerate(_records(given.get("education")))
        ),
        skills=tuple(_skills(given, rows)),
        certifications=tuple(
            _detailed(given.get("certificates"), "name", ("issuer", "date", "dates"), rows.number("certificates"))
        ),
        languages=tuple(_detailed(given.get("languages"), "language", ("fluency",), rows.number("languages"))),
        sections=tuple(_sections(given, rows)),
        text="\n".join(rows.lines),
    )


class _Rows:
    """Every text of the file on its own line, so that a value can say where it stands."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.lines: list[str] = []
        self._starts: dict[tuple[str, int], int] = {}
        for key, part in given.items():
            if key not in _KINDS:
                continue
            entries = part if isinstance(part, list) else [part]
            for i, entry in enumerate(entries):
                self._starts[(key, i)] = len(self.lines)
                self.lines.extend(_texts(entry, 0))

    def number(self, key: str, entry: int = 0) -> int:
        """The first line of an entry."""
        return self._starts.get((key, entry), 0)


def _texts(part: Any, depth: int) -> Iterator[str]:
    if isinstance(part, str):
        yield " ".join(part.split())
    elif depth < 8 and isinstance(part, dict):
        for inner in part.values():
            yield from _texts(inner, depth + 1)
    elif depth < 8 and isinstance(part, list):
        for inner in part:
            yield from _texts(inner, depth + 1)


def _role(work: dict[str, Any], at: int) -> Role:
    place = Place(at)
    bullets = tuple(Value(_text(b), place) for b in _list(work.get("highlights")) if _text(b))
    employer = _text(work.get("name")) or _text(work.get("company"))
    return Role(
        Value(_text(work.get("position")), place) if _text(work.get("position")) else None,
        Value(employer, place) if employer else None,
        _dates(work),
        place,
        Value(_text(work.get("location")), place) if _text(work.get("location")) else None,
        bullets,
    )


def _school(school: dict[str, Any], at: int) -> School:
    place = Place(at)
    named = [Value(t, place) if (t := _text(school.get(key))) else None for key in ("institution", "studyType", "area")]
    return School(named[0], named[1], named[2], _dates(school), place)


def _dates(entry: dict[str, Any]) -> DateRange | None:
    start, end = _text(entry.get("startDate")), _text(entry.get("endDate"))
    first, last = ranges_in(start), ranges_in(end)
    # Some writers add the dates as printed where the format has no word for them, such as seasons.
    if printed := ranges_in(_text(entry.get("dates"))):
        return printed[0]
    if not first and not last:
        return None
    if not first:
        return last[0]
    finish = (last[0].end or last[0].start) if last else When("present", "present")
    begin = first[0].start if first else finish
    return DateRange(begin, finish, f"{start} – {end}".strip(" –"), (0, 0))


def _skills(given: dict[str, Any], rows: _Rows) -> Iterator[Value]:
    for i, group in enumerate(_records(given.get("skills"))):
        words = [_text(k) for k in _list(group.get("keywords"))] or [_text(group.get("name"))]
        yield from (Value(word, Place(rows.number("skills", i))) for word in words if word)


def _detailed(part: Any, key: str, details: tuple[str, ...], at: int) -> Iterator[Detailed]:
    for entry in _records(part):
        if _text(entry.get(key)):
            yield Detailed(
                Value(_text(entry.get(key)), Place(at)), ", ".join(t for d in details if (t := _text(entry.get(d))))
            )


def _sections(given: dict[str, Any], rows: _Rows) -> Iterator[SectionText]:
    for key, part in given.items():
        if key not in _KINDS or not part or (key == "basics" and not _text(_record(part).get("summary"))):
            continue
        heading = "basics.summary" if key == "basics" else key
        lines = [_text(_record(part).get("summary"))] if key == "basics" else list(_texts(part, 0))
        place = Place(rows.number(key))
        yield SectionText(_KINDS[key], Value(heading, place), tuple(Value(line, place) for line in lines if line))


def _text(part: Any) -> str:
    return " ".join(part.split()) if isinstance(part, str) else ""


def _record(part: Any) -> dict[str, Any]:
    return part if isinstance(part, dict) else {}


def _list(part: Any) -> list[Any]:
    return part if isinstance(part, list) else []


def _records(part: Any) -> list[dict[str, Any]]:
    return [p for p in _list(part) if isinstance(p, dict)]
