"""All findings of a CV with what each is worth, the most valuable first; and the scores before and after a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from shared_backend.ai_engines.tasks.resume_coach.rubric import OVERALL, Scored, rubric
from shared_backend.domain.resume import Bullet, Profile
from shared_backend.services.resumes.findings.jobs import job_checks
from shared_backend.services.resumes.findings.lines import line_checks
from shared_backend.services.resumes.findings.seen import Around, Seen
from shared_backend.services.resumes.findings.values import GROUPS, Draft, Finding
from shared_backend.services.resumes.findings.whole import whole_checks

Change = Callable[[Profile], Profile]
_NOWHERE = Around()


@dataclass(frozen=True, slots=True)
class Rescored:
    """The scores before and after a change, and the difference of the overall score."""

    before: Scored
    after: Scored
    gain: float


def findings(profile: Profile, around: Around = _NOWHERE) -> tuple[Finding, ...]:
    """What to look at, most valuable first; the same CV gives the same findings.

    Examples
    --------
    >>> [found.id for found in findings(Profile(name="A", email="a@example.org", summary="Baker for nine years"))][:2]
    ['no_training:', 'no_phone:contact']
    """
    seen = Seen.of(profile, around)
    drafts = [*whole_checks(seen), *job_checks(seen), *line_checks(seen)]
    valued = [_valued(seen, one) for one in drafts]
    groups = list(GROUPS)
    order = {id(found): n for n, found in enumerate(valued)}
    return tuple(sorted(valued, key=lambda f: (-f.worth, groups.index(f.group), order[id(f)])))


def scored(profile: Profile, around: Around = _NOWHERE) -> Scored:
    """The scores by the published rubric."""
    return rubric().score(around.facts(profile))


def rescored(profile: Profile, change: Change, around: Around = _NOWHERE) -> Rescored:
    """What-if: the scores before and after a change of the CV, by the published rubric."""
    one, other = around.facts(profile), around.facts(change(profile))
    published = rubric()
    gain = published.exact(other)[OVERALL] - published.exact(one)[OVERALL]
    return Rescored(published.score(one), published.score(other), round(gain, 2))


def with_bullet(bullet_id: str, text: str) -> Change:
    """The change that gives one line another text; an empty text deletes it."""

    def change(profile: Profile) -> Profile:
        jobs = []
        for job in profile.jobs:
            bullets = (Bullet(b.id, text) if b.id == bullet_id else b for b in job.bullets)
            jobs.append(replace(job, bullets=tuple(b for b in bullets if b.text.strip())))
        return replace(profile, jobs=tuple(jobs))

    return change


def _valued(seen: Seen, one: Draft) -> Finding:
    if one.mend is None:
        return one.finding
    published = rubric()
    gain = published.exact(one.mend(seen.facts))[OVERALL] - published.exact(seen.facts)[OVERALL]
    return replace(one.finding, worth=round(max(0.0, gain), 2))
