"""Questions that this very CV invites: time between jobs, a short stay, a change, the strongest number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shared_backend.domain.resume import PRESENT, Job, Profile
from shared_backend.services.resumes.writing.quantities import quantities
from shared_backend.services.resumes.writing.reword import tidy
from shared_backend.services.resumes.writing.wording import Wording

GAP_MONTHS = 6
SHORT_MONTHS = 12
LONG_MONTHS = 96
_SEASONS = {"winter": 1, "spring": 4, "summer": 7, "fall": 10}


@dataclass(frozen=True, slots=True)
class Invited:
    """A question, and what in the CV invites it."""

    kind: str
    text: str
    because: str

    @property
    def question_id(self) -> str:
        """The question of the library that stands behind it, with what it asks for."""
        return f"cv-{self.kind}"


def invited(profile: Profile, wording: Wording, reference: Path) -> tuple[Invited, ...]:
    """The questions, in the order in which they are likely to come; each kind once, for the latest case."""
    texts = json.loads((reference / "resumes" / "writing_questions.json").read_text(encoding="utf-8"))
    found: dict[str, Invited] = {}
    for kind, because, words in _cases(profile, wording):
        found.setdefault(kind, Invited(kind, texts[kind].format(**words), because))
    return tuple(found.values())


def _cases(profile: Profile, wording: Wording) -> Iterator[tuple[str, str, dict[str, str]]]:
    line = _strongest(profile, wording)
    if line:
        yield "number", "It is the strongest number in your CV.", {"line": line}
    dated = [(job, *_months(job)) for job in profile.jobs]
    known = sorted(
        ((job, start, end) for job, start, end in dated if start is not None and end is not None and job.employer),
        key=lambda one: (one[2], one[1]),
        reverse=True,
    )
    for place, (job, start, end) in enumerate(known):
        words = {"employer": job.employer, "title": job.title}
        exact = len(job.start) > 4 and (job.end == PRESENT or len(job.end) > 4)
        if exact and job.end != PRESENT and end - start + 1 < SHORT_MONTHS:
            yield "short", "It is a short stay with dates to the month.", words
        if job.end != PRESENT and end - start >= LONG_MONTHS:
            yield "long", "It is a long stay.", words
        if place + 1 < len(known):
            before, _, ended = known[place + 1]
            gap = start - ended - 1
            # Years alone cannot show a gap of months.
            if exact and len(before.end) > 4 and gap >= GAP_MONTHS and not _covered(known, ended, start):
                yield "gap", f"{gap} months lie between two jobs.", words | {"other": before.employer}
            if job.title and before.title and not _alike(job.title, before.title, wording):
                yield "change", "The two titles differ.", words | {"other": before.title}
    if known and known[0][0].title:
        job = known[0][0]
        yield "now", "It is usually asked.", {"title": job.title, "employer": job.employer}


_OPEN = 12 * 2200


def _months(job: Job) -> tuple[int | None, int | None]:
    """First and last month as numbers; open jobs end never."""
    return _month(job.start, 1), _OPEN if job.end == PRESENT else _month(job.end, 12)


def _month(date: str, other: int) -> int | None:
    if not date[:4].isdigit():
        return None
    part = date[5:]
    month = int(part) if part.isdigit() else _SEASONS.get(part, other)
    return int(date[:4]) * 12 + month


def _covered(known: list[tuple[Job, int, int]], ended: int, begun: int) -> bool:
    """Whether another job ran through that time."""
    return any(start <= ended + 1 and end >= begun - 1 for _, start, end in known)


def _alike(one: str, other: str, wording: Wording) -> bool:
    return bool({wording.stem(w) for w in one.split()} & {wording.stem(w) for w in other.split()})


def _strongest(profile: Profile, wording: Wording) -> str:
    """The line with the most telling number: a share or money before a plain count; the first of equals."""
    best, line = 0, ""
    for _, bullet in profile.bullets():
        worth = max((3 if one.unit == "percent" else 2 if one.hedge in ("to", "by") else 1
                     for one in quantities(bullet.text, wording)), default=0)  # fmt: skip
        if worth > best:
            best, line = worth, tidy(bullet.text)
    return line
