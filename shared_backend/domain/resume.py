"""A CV as plain values: what its owner confirmed of it, and the ledger of what may be said about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared_backend.domain.errors import InvalidInput

PRESENT = "present"
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]|spring|summer|fall|winter))?\Z")

ClaimKind = Literal[
    "role", "achievement", "education", "skill", "certification", "language", "contact", "summary", "other"
]
"""What a claim is about. An achievement is one bullet of a role, or one story told in an interview."""
SourceKind = Literal["resume", "interview", "typed"]


def checked_date(text: str) -> str:
    """A date of a CV, no more exact than it was written.

    Parameters
    ----------
    text : str
        ``"2020-03"``, ``"2020"``, ``"2020-summer"``, ``"present"`` or empty (not written).

    Raises
    ------
    InvalidInput
        For anything else.
    """
    text = text.strip().lower()
    if text in ("", PRESENT) or _DATE.match(text):
        return text
    raise InvalidInput("Write a date as 2020-03, 2020 or present, or leave it empty.")


@dataclass(frozen=True, slots=True)
class Bullet:
    """One line under a role. `id` stays the same while its words are edited."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Job:
    """One position at one employer; several positions at one employer are several jobs. Dates: `checked_date`."""

    id: str
    employer: str = ""
    title: str = ""
    start: str = ""
    end: str = ""
    location: str = ""
    bullets: tuple[Bullet, ...] = ()


@dataclass(frozen=True, slots=True)
class Study:
    """One degree, course or school."""

    id: str
    institution: str = ""
    degree: str = ""
    subject: str = ""
    start: str = ""
    end: str = ""
    location: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A certificate or language, with what stands beside it (issuer, year, level)."""

    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Extra:
    """A section that fits no field: projects, publications, volunteering."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a CV says, as its owner corrected and confirmed it. An empty field is not written."""

    name: str = ""
    headline: str = ""
    email: str = ""
    phone: str = ""
    location: str = ""
    links: tuple[str, ...] = ()
    summary: str = ""
    jobs: tuple[Job, ...] = ()
    studies: tuple[Study, ...] = ()
    skills: tuple[str, ...] = ()
    certifications: tuple[Named, ...] = ()
    languages: tuple[Named, ...] = ()
    extras: tuple[Extra, ...] = ()

    def bullets(self) -> tuple[tuple[Job, Bullet], ...]:
        """Every line with its job, in the order of the CV."""
        return tuple((job, bullet) for job in self.jobs for bullet in job.bullets)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that may be said about a person, because they said it or confirmed it.

    Attributes
    ----------
    text : str
        The claim in the person's own words.
    source : SourceKind
        Where it was said; `source_id` names the CV or the answer, and `quote` its words there.
    confirmed : bool
        False for what was read but not looked at by the person yet; only confirmed claims may be written elsewhere.
    """

    id: str
    text: str
    kind: ClaimKind
    source: SourceKind
    source_id: str
    quote: str
    said_at: datetime
    confirmed: bool


@dataclass(frozen=True, slots=True)
class SetAside:
    """A finding its owner does not want to see again in this CV, as long as the words it quotes stay the same."""

    finding: str
    quote: str
    reason: Literal["wrong", "not_for_me"]
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What was answered to a question about a line and not used yet; it holds while the line reads like `about`."""

    line: str
    slot: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the owner changed about the requirements read from a job ad: added, weighed otherwise, or taken out."""

    phrase: str
    level: Literal["must", "nice", "out"]


@dataclass(frozen=True, slots=True)
class Resume:
    """One CV of a person: the master, or a copy tailored to one job.

    `version` counts the states that were kept, from 1; what was edited since is in `profile` and in no version yet.
    `row_version` counts every change, so that two windows cannot overwrite each other. `used_for` is free text such as
    "Acme (applied)"; `file_id` names the file it was read from, if any. `job_ad` is the ad it is compared with or was
    copied for, `asked` what its owner changed about the requirements found there, `not_skills` the ids of skills
    that its text does not name after all, and `answers` what was said about its lines so far.
    """

    id: str
    label: str
    master: bool
    profile: Profile
    created_at: datetime
    updated_at: datetime
    version: int = 1
    copy_of: str | None = None
    used_for: str = ""
    job_ad: str = ""
    file_id: str | None = None
    confirmed: bool = False
    row_version: int = 1
    set_aside: tuple[SetAside, ...] = ()
    asked: tuple[Asked, ...] = ()
    not_skills: tuple[str, ...] = ()
    answers: tuple[LineAnswer, ...] = ()
