"""What a reader finds in an exported file, beside what was written into it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from shared_backend.domain.resume import Job, Profile
from shared_backend.services.resumes.exporting.sheet import one_line, unmarked
from shared_backend.services.resumes.fields.lists import unrated
from shared_backend.services.resumes.fields.values import Reading
from shared_backend.services.resumes.profile import profile_of

Part = Literal["contact", "roles", "dates", "bullets", "education", "skills", "certifications", "languages"]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of what was written were read."""

    read: int
    written: int

    @property
    def whole(self) -> bool:
        """Whether all of it was read."""
        return self.read == self.written

    def __str__(self) -> str:
        return f"{self.read} of {self.written}"


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was read back of each part of a CV.

    `differences` are sentences for its owner; `misread` are the ids of jobs whose title, employer or dates were read
    differently.
    """

    parts: dict[Part, Share]
    differences: tuple[str, ...]
    misread: frozenset[str]

    @property
    def whole(self) -> bool:
        """Whether everything was read as it was written."""
        return all(share.whole for share in self.parts.values())


def compared(profile: Profile, reading: Reading) -> ReadBack:
    """What of a profile a reading of its export holds."""
    found = profile_of(reading)
    differences: list[str] = []
    if reading.refused is not None:
        differences.append(reading.refused.text)
    elif any(remark.code == "not_a_resume" for remark in reading.remarks):
        differences.append("There is too little in it for software to take it for a CV.")
    pairs = _paired(profile.jobs, found.jobs)
    named = [one is not None and _who(job) == _who(one) for job, one in pairs]
    dated = [one is not None and _when(job) == _when(one) for job, one in pairs]
    for number, ((job, one), right, on_time) in enumerate(zip(pairs, named, dated, strict=True), 1):
        differences += _told(number, job, one, right, on_time)
    if len(found.jobs) > len(profile.jobs):
        differences.append(_too_many(len(found.jobs) - len(profile.jobs), "role"))
    bullets = [
        _share((unmarked(b.text) for b in job.bullets), (b.text for b in one.bullets) if one else ())
        for job, one in pairs
    ]
    skills = dict.fromkeys(unrated(_plain(skill)) for skill in profile.skills)
    read = dict.fromkeys(unrated(_plain(skill)) for skill in found.skills)
    if more := len([skill for skill in read if skill not in skills]):
        differences.append(_too_many(more, "skill"))
    parts: dict[Part, Share] = {
        "contact": _contact(profile, found),
        "roles": Share(sum(named), len(named)),
        "dates": Share(sum(dated), len(dated)),
        "bullets": Share(sum(b.read for b in bullets), sum(b.written for b in bullets)),
        "education": _share(map(_study, profile.studies), map(_study, found.studies)),
        "skills": _share(skills, read),
        "certifications": _share((c.name for c in profile.certifications), (c.name for c in found.certifications)),
        "languages": _share((n.name for n in profile.languages), (n.name for n in found.languages)),
    }
    differences += [
        f"{name.capitalize()}: {share} read as written."
        for name, share in parts.items()
        if name not in ("roles", "dates") and not share.whole
    ]
    misread = {job.id for (job, _), right, on_time in zip(pairs, named, dated, strict=True) if not (right and on_time)}
    return ReadBack(parts, tuple(differences), frozenset(misread))


def _paired(written: Sequence[Job], read: Sequence[Job]) -> list[tuple[Job, Job | None]]:
    """Every job with the one read for it: the same one, else one with the same title, employer or dates."""
    left = list(read)
    found: dict[str, Job] = {}
    for alike in (2, 1, 0):
        for job in written:
            one = next((other for other in left if job.id not in found and _likeness(job, other) >= alike), None)
            if one is not None:
                found[job.id] = one
                left.remove(one)
    return [(job, found.get(job.id)) for job in written]


def _likeness(job: Job, other: Job) -> int:
    """2 for the same job, 1 for the same title and employer, 0 for the same title, employer or dates, -1 for none."""
    if _who(job) == _who(other):
        return 1 + (_when(job) == _when(other))
    same = zip((*_who(job), _when(job)), (*_who(other), _when(other)), strict=True)
    return 0 if any(one == two and any(one) for one, two in same) else -1


def _told(number: int, job: Job, one: Job | None, right: bool, on_time: bool) -> list[str]:
    what = f"Role {number} ({_plain(job.title) or _plain(job.employer) or 'without a title'})"
    if one is None:
        return [f"{what} was not read."]
    told = []
    if not right:
        told.append(f"{what}: read as “{one.title or 'no title'}” at “{one.employer or 'no employer'}”.")
    if not on_time:
        told.append(f"{what}: the dates were read as {' to '.join(d for d in (one.start, one.end) if d) or 'none'}.")
    return told


def _too_many(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count > 1 else ''} read that {'are' if count > 1 else 'is'} not in the CV like that."


def _who(job: Job) -> tuple[str, str]:
    return _plain(job.title), _plain(job.employer)


def _when(job: Job) -> tuple[str, str]:
    """Dates as they are printed: one date alone is a single date, whichever end it is."""
    start, end = job.start, job.end
    return ("", start or end) if not (start and end) or start == end else (start, end)


def _study(study: object) -> str:
    parts = (getattr(study, name) for name in ("institution", "degree", "subject"))
    return " | ".join(map(_plain, parts))


def _contact(profile: Profile, found: Profile) -> Share:
    pairs = [(profile.name, found.name), (profile.email, found.email), (profile.phone, found.phone)]
    links = _share(map(_address, profile.links), map(_address, found.links))
    asked = [(_plain(one), _plain(other)) for one, other in pairs if _plain(one)]
    return Share(sum(one == other for one, other in asked) + links.read, len(asked) + links.written)


def _address(link: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", _plain(link).lower()).rstrip("/")


def _share(written: Iterable[str], read: Iterable[str]) -> Share:
    wanted = Counter(text for one in written if (text := _plain(one)))
    return Share((wanted & Counter(map(_plain, read))).total(), wanted.total())


def _plain(text: str) -> str:
    """Text by its letters: ligatures, widths of spaces and kinds of quotes do not count."""
    text = re.sub("[‘’]", "'", re.sub("[“”]", '"', unicodedata.normalize("NFKC", text)))
    return one_line(text).replace("\u200c", "").replace("\u200d", "")
