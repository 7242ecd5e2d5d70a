"""A CV as lines that can be quoted, each with what it is and where it stands; contact details show no skill."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shared_backend.domain.resume import Job, Profile
from shared_backend.services.resumes.fields.values import Reading
from shared_backend.services.resumes.matching.values import Kind, Passage
from shared_backend.services.resumes.profile import profile_of

_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_])|\n+")
_NO_EVIDENCE = {"identity", "contact", "references"}


def passages_of(profile: Profile) -> tuple[Passage, ...]:
    """Every line of a profile that may show something."""
    return tuple(passage for passage in _lines(profile) if passage.words)


def passages_read(reading: Reading) -> tuple[Passage, ...]:
    """Every visible line of a file: those of its profile, and those that fit no field."""
    profile = profile_of(reading)
    found = passages_of(profile)
    # The line with title and employer is read already, each for itself.
    heads = [(job.title, job.employer) for job in profile.jobs if job.title and job.employer]
    known = " ".join(_folded(passage.text) for passage in found)
    rest = [
        Passage.of(line.text, kind, section.heading.text if section.heading else "")
        for section in reading.sections
        if section.kind not in _NO_EVIDENCE
        for kind in [_kind(section.kind)]
        for line in section.lines
        if _folded(line.text) not in known
        and not any(title in line.text and employer in line.text for title, employer in heads)
    ]
    return found + tuple(passage for passage in rest if passage.words)


def job_name(job: Job) -> str:
    """How a position is called in a sentence."""
    return ", ".join(filter(None, (job.title, job.employer)))


def _lines(profile: Profile) -> Iterator[Passage]:
    yield Passage.of(profile.headline, "summary", "Headline")
    for sentence in _SENTENCE.split(profile.summary):
        yield Passage.of(sentence, "summary", "Summary")
    for job in profile.jobs:
        name = job_name(job) or "Work"
        yield Passage.of(job.title, "job", name, job.id)
        yield Passage.of(job.employer, "employer", name, job.id)
        for bullet in job.bullets:
            for sentence in _SENTENCE.split(bullet.text):
                yield Passage.of(sentence, "bullet", name, job.id)
    for study in profile.studies:
        line = ", ".join(filter(None, (study.degree, study.subject, study.institution)))
        yield Passage.of(line, "study", "Education")
        for note in study.notes:
            yield Passage.of(note, "study", "Education")
    for skill in profile.skills:
        yield Passage.of(skill, "skill", "Skills")
    for kind, heading, named in (
        ("certification", "Certifications", profile.certifications),
        ("language", "Languages", profile.languages),
    ):
        for one in named:
            yield Passage.of(" ".join(filter(None, (one.name, one.detail))), _kind(kind), heading)
    for extra in profile.extras:
        yield Passage.of(extra.heading, "other", extra.heading)
        for line in extra.lines:
            for sentence in _SENTENCE.split(line):
                yield Passage.of(sentence, "other", extra.heading)


def _kind(section: str) -> Kind:
    kinds: dict[str, Kind] = {
        "work": "job", "education": "study", "skills": "skill", "certification": "certification",
        "certifications": "certification", "language": "language", "languages": "language", "summary": "summary",
    }  # fmt: skip
    return kinds.get(section, "other")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
