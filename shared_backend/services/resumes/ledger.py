"""The evidence ledger: what may be said about a person, who said so, where and when."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from shared_backend.domain.resume import PRESENT, Bullet, Claim, ClaimKind, Job, Profile, Study

_NAMESPACE = uuid.UUID("5b3f7a52-3f0e-4a06-9a44-4f6a0c1c2f10")


def claim_id(user_id: str, kind: ClaimKind, text: str) -> str:
    """One id for one thing said: the same words of the same kind are the same claim, whichever CV they stand in."""
    return str(uuid.uuid5(_NAMESPACE, f"{user_id}/{kind}/{' '.join(text.casefold().split())}"))


def claims_of(profile: Profile, *, user_id: str, source_id: str, at: datetime) -> tuple[Claim, ...]:
    """What a confirmed CV says about its owner, in its own words; nothing is added to them.

    Parameters
    ----------
    user_id, source_id : str
        Whose CV it is, and which.
    at : datetime
        When its owner said that it is right.
    """
    found: dict[str, Claim] = {}
    for kind, text, quote in _said(profile):
        if text:
            one = Claim(claim_id(user_id, kind, text), text, kind, "resume", source_id, quote or text, at, True)
            found.setdefault(one.id, one)
    return tuple(found.values())


def corrected(before: Profile, after: Profile) -> frozenset[tuple[ClaimKind, str]]:
    """What an edit replaced by other words: the same line or entry, written differently.

    What was taken out of a CV stays true; what was corrected in it does not.
    """
    replaced: set[tuple[ClaimKind, str]] = set()
    for old, new in zip(_entries(before), _entries(after), strict=True):
        replaced |= {said for key, said in old.items() if key in new and new[key] != said}
    return frozenset((kind, text) for kind, text in replaced if text) - {(k, t) for k, t, _ in _said(after)}


def merged(kept: Mapping[str, Claim], new: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims to store: those that are new, and those that were waiting to be confirmed. Others stay as they are."""
    return tuple(one for one in new if one.id not in kept or (one.confirmed and not kept[one.id].confirmed))


def role_text(job: Job) -> str:
    """A position in one line, as far as it is written.

    >>> role_text(Job("job1", "Acme", "Baker", "2019-03", "present"))
    'Baker, Acme, 2019-03 – present'
    """
    return _line(job.title, job.employer, _dates(job.start, job.end))


def study_text(study: Study) -> str:
    """A degree or course in one line, as far as it is written.

    >>> study_text(Study("study1", "Sample College", "BSc", "Physics", end="2018"))
    'BSc, Physics, Sample College, 2018'
    """
    return _line(study.degree, study.subject, study.institution, _dates(study.start, study.end))


def _said(profile: Profile) -> Iterator[tuple[ClaimKind, str, str]]:
    """Kind, words, and the words around them where they stand."""
    for text in (profile.name, profile.email, profile.phone, profile.location, *profile.links):
        yield "contact", text, ""
    for text in (profile.headline, profile.summary):
        yield "summary", text, ""
    for job in profile.jobs:
        yield "role", role_text(job), ""
        for bullet in job.bullets:
            yield "achievement", bullet.text, f"{bullet.text} ({_line(job.title, job.employer)})"
    for study in profile.studies:
        yield "education", study_text(study), _line(study_text(study), *study.notes)
    for skill in profile.skills:
        yield "skill", skill, ""
    for kind, entries in (("certification", profile.certifications), ("language", profile.languages)):
        for one in entries:
            yield kind, _line(one.name, one.detail), ""  # type: ignore[misc]
    for extra in profile.extras:
        for text in extra.lines:
            yield "other", text, f"{extra.heading}: {text}"


def _entries(profile: Profile) -> tuple[dict[str, tuple[ClaimKind, str]], ...]:
    """What keeps its id while its words are edited."""
    bullets: list[Bullet] = [bullet for _, bullet in profile.bullets()]
    single = {name: ("contact", getattr(profile, name)) for name in ("name", "email", "phone", "location")} | {
        name: ("summary", getattr(profile, name)) for name in ("headline", "summary")
    }
    return (
        {job.id: ("role", role_text(job)) for job in profile.jobs},
        {bullet.id: ("achievement", bullet.text) for bullet in bullets},
        {study.id: ("education", study_text(study)) for study in profile.studies},
        single,  # type: ignore[return-value]
    )


def _dates(start: str, end: str) -> str:
    if start and end:
        return f"{start} – {end}"
    return start or (end if end != PRESENT else "")


def _line(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
