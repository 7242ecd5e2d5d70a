"""Where each field of a profile stands in the file it was read from, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shared_backend.services.resumes.fields.values import Reading, Value


def places_of(reading: Reading) -> Mapping[str, str]:
    """Where each field was read, by the names `editing.edited` uses; a list stands where its first line does."""
    return {where: _words(value) for where, value in _values(reading) if value is not None}


def _values(reading: Reading) -> Iterator[tuple[str, Value | None]]:
    for name in ("name", "headline", "email", "phone", "location", "summary"):
        yield name, getattr(reading, name)
    for name in ("links", "skills"):
        yield name, next(iter(getattr(reading, name)), None)
    for name in ("certifications", "languages"):
        yield name, next((one.name for one in getattr(reading, name)), None)
    for n, role in enumerate(reading.roles, 1):
        for name in ("employer", "title", "location"):
            yield f"jobs/job{n}/{name}", getattr(role, name)
        if role.dates is not None:
            for name in ("start", "end"):
                yield f"jobs/job{n}/{name}", Value(role.dates.text, role.place)
        yield f"jobs/job{n}/bullets", next(iter(role.bullets), None)
    for n, school in enumerate(reading.education, 1):
        for name in ("institution", "degree", "subject", "location"):
            yield f"studies/study{n}/{name}", getattr(school, name)
        if school.dates is not None:
            for name in ("start", "end"):
                yield f"studies/study{n}/{name}", Value(school.dates.text, school.place)
        yield f"studies/study{n}/notes", next(iter(school.notes), None)


def _words(value: Value) -> str:
    page = f"page {value.place.page}, " if value.place.page else ""
    return f"{page}line {value.place.line + 1}"
