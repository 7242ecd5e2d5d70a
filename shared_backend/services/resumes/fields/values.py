"""What was read from a CV. Every value says where it stands; a field that is not written is empty."""

from __future__ import annotations

from dataclasses import dataclass, field

from shared_backend.services.resumes.fields.dates import DateRange
from shared_backend.services.resumes.notices import Notice
from shared_backend.services.resumes.page import Box, Hidden, Kind


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: the number of its line in reading order, and page and box where the file has pages."""

    line: int
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A text as printed, and where."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Role:
    """One position at one employer; `dates` keep the precision they are printed with."""

    title: Value | None
    employer: Value | None
    dates: DateRange | None
    place: Place
    location: Value | None = None
    bullets: tuple[Value, ...] = ()
    shares_employer: bool = False


@dataclass(frozen=True, slots=True)
class School:
    """One degree, course of study or school."""

    institution: Value | None
    degree: Value | None
    subject: Value | None
    dates: DateRange | None
    place: Place
    location: Value | None = None
    notes: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Detailed:
    """A certificate or language, with what is printed beside it (issuer, year, level)."""

    name: Value
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section: its kind, its heading as printed (None: text before any heading) and its lines."""

    kind: str
    heading: Value | None
    lines: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one file.

    `refused` says why nothing was read; `remarks` say what a person should look at.
    """

    kind: Kind | None
    refused: Notice | None = None
    remarks: tuple[Notice, ...] = ()
    pages: int | None = None
    hidden: tuple[Hidden, ...] = ()
    name: Value | None = None
    headline: Value | None = None
    email: Value | None = None
    phone: Value | None = None
    location: Value | None = None
    links: tuple[Value, ...] = ()
    summary: Value | None = None
    roles: tuple[Role, ...] = ()
    education: tuple[School, ...] = ()
    skills: tuple[Value, ...] = ()
    certifications: tuple[Detailed, ...] = ()
    languages: tuple[Detailed, ...] = ()
    sections: tuple[SectionText, ...] = ()
    text: str = field(default="", repr=False)
