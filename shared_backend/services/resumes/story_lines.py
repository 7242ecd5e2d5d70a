"""What somebody did and knows, line by line, for practising to tell it: no name, no address."""

from __future__ import annotations

from collections.abc import Iterator

from shared_backend.domain.resume import Profile
from shared_backend.services.resumes.ledger import role_text, study_text


def story_lines(profile: Profile, most: int) -> str:
    """The lines of a CV that a story can be told about, whole lines up to so many characters.

    >>> from shared_backend.domain.resume import Bullet, Job
    >>> print(story_lines(Profile("Ada", jobs=(Job("j", "Acme", "Baker", bullets=(Bullet("b", "Baked."),)),)), 99))
    Baker, Acme
    Baked.
    """
    kept, length = [], 0
    for line in _lines(profile):
        length += len(line) + 1
        if length > most:
            break
        kept.append(line)
    return "\n".join(kept)


def _lines(profile: Profile) -> Iterator[str]:
    yield from filter(None, (profile.headline, profile.summary))
    for job in profile.jobs:
        yield role_text(job)
        yield from (bullet.text for bullet in job.bullets)
    for extra in profile.extras:
        yield from extra.lines
    for study in profile.studies:
        yield study_text(study)
    yield from filter(None, (", ".join(profile.skills), ", ".join(one.name for one in profile.certifications)))
