"""From what was read to a profile its owner can edit: the printed words, with dates no more exact than printed."""

from __future__ import annotations

from shared_backend.domain.resume import Bullet, Extra, Job, Named, Profile, Study
from shared_backend.services.resumes.fields.dates import DateRange, When
from shared_backend.services.resumes.fields.values import Reading, Value

# First and last months of seasons; quarters have other ones and keep their year only.
_FIRST = {"03": "spring", "06": "summer", "09": "fall", "12": "winter"}
_LAST = {"05": "spring", "08": "summer", "11": "fall", "02": "winter"}
# Sections that have become fields of the profile.
_FIELDS = {"contact", "summary", "work", "education", "skills", "certifications", "languages"}


def profile_of(reading: Reading) -> Profile:
    """The profile a reading gives; ids say where in the reading an entry stood."""
    return Profile(
        name=_text(reading.name),
        headline=_text(reading.headline),
        email=_text(reading.email),
        phone=_text(reading.phone),
        location=_text(reading.location),
        links=tuple(value.text for value in reading.links),
        summary=_text(reading.summary),
        jobs=tuple(
            Job(
                id=f"job{n}",
                employer=_text(role.employer),
                title=_text(role.title),
                start=_start(role.dates),
                end=_end(role.dates),
                location=_text(role.location),
                bullets=tuple(Bullet(f"job{n}.{m}", one.text) for m, one in enumerate(role.bullets, 1)),
            )
            for n, role in enumerate(reading.roles, 1)
        ),
        studies=tuple(
            Study(
                id=f"study{n}",
                institution=_text(school.institution),
                degree=_text(school.degree),
                subject=_text(school.subject),
                start=_start(school.dates),
                end=_end(school.dates),
                location=_text(school.location),
                notes=tuple(note.text for note in school.notes),
            )
            for n, school in enumerate(reading.education, 1)
        ),
        skills=tuple(value.text for value in reading.skills),
        certifications=tuple(Named(one.name.text, one.detail) for one in reading.certifications),
        languages=tuple(Named(one.name.text, one.detail) for one in reading.languages),
        extras=tuple(
            Extra(section.heading.text, tuple(line.text for line in section.lines))
            for section in reading.sections
            if section.heading is not None and section.kind not in _FIELDS and section.lines
        ),
    )


def _text(value: Value | None) -> str:
    return "" if value is None else value.text


def _start(dates: DateRange | None) -> str:
    # A single date is when something was finished.
    return "" if dates is None or dates.single else _date(dates.start, _FIRST)


def _end(dates: DateRange | None) -> str:
    if dates is None:
        return ""
    if dates.single:
        return _date(dates.start, _FIRST)
    return "" if dates.end is None else _date(dates.end, _LAST)


def _date(when: When, seasons: dict[str, str]) -> str:
    """A date at its own precision."""
    if when.precision in ("month", "present"):
        return when.value
    year, month = int(when.value[:4]), when.value[5:7]
    season = seasons.get(month) if when.precision == "season" else None
    if season is None:
        return str(year)
    # A winter ends in the year after the one it is named for.
    return f"{year - (month == '02')}-{season}"
