"""A CV beside a job ad: what it shows, what is true and missing, what to plan; and the skills its text names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from sqlalchemy import Connection

from shared_backend.coaching.resume_desk import ResumeDesk
from shared_backend.coaching.resume_versions import ResumeVersions
from shared_backend.domain.errors import InvalidInput, NotFound, StaleVersion
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Asked, Claim, Resume
from shared_backend.services.resumes.editing import as_text, edited
from shared_backend.services.resumes.matching.ad_reading import requirements_of
from shared_backend.services.resumes.matching.ad_sections import LONGEST_AD
from shared_backend.services.resumes.matching.lexicon import lexicon
from shared_backend.services.resumes.matching.lists import (
    MUST_WEIGHT,
    Absent,
    JobMatch,
    Missing,
    Shown,
    changed_by,
    in_three_lists,
    with_changes,
)
from shared_backend.services.resumes.matching.matcher import Matcher
from shared_backend.services.resumes.matching.named_skills import NamedSkill, skills_named
from shared_backend.services.resumes.matching.passages import passages_of
from shared_backend.services.resumes.matching.values import RULES_VERSION
from shared_backend.services.resumes.store import STALE

__all__ = [
    "LONGEST_AD", "LONGEST_PHRASE", "MUST_WEIGHT", "Absent", "Compared", "JobMatch", "Missing", "NamedSkill",
    "ResumeMatching", "Shown", "goes_under_a_job",
]  # fmt: skip

LONGEST_PHRASE = 120
MOST_CHANGES = 200
Wish = Literal["must", "nice", "out"]
# Claims of these kinds go to a list of the CV, or under a position.
_LINES = ("achievement", "summary", "other")
_LISTS = {"skill": "skills", "certification": "certifications", "language": "languages"}


@dataclass(frozen=True, slots=True)
class Compared:
    """A CV as it is now beside its ad; `match` is None while no ad is there. `rules` names the version of the rules."""

    resume: Resume
    match: JobMatch | None
    rules: str = RULES_VERSION


class ResumeMatching:
    """Everything is computed anew from what is stored: the same CV, ad and ledger give the same lists."""

    def __init__(self, desk: ResumeDesk) -> None:
        self._desk = desk

    def look(self, principal: Principal, resume_id: str) -> Compared:
        """The CV beside the ad that is kept with it."""
        with self._desk.database.read() as connection:
            resume = self._desk.store.resume(connection, principal.user_id, resume_id)
            claims = self._desk.ledger.claims(connection, principal.user_id)
        if not resume.job_ad.strip() and not resume.asked:
            return Compared(resume, None)
        reference = self._desk.reference
        asked = with_changes(requirements_of(resume.job_ad, reference), resume.asked, lexicon(reference))
        matcher = Matcher(reference, self._desk.clock.now().date())
        return Compared(resume, in_three_lists(matcher, asked, resume.profile, claims))

    def save_ad(self, principal: Principal, resume_id: str, row_version: int, ad: str) -> Resume:
        """Keep the ad with the CV; without an ad, what was changed about its requirements goes too."""
        if len(ad) > LONGEST_AD:
            raise InvalidInput(f"A job ad can hold {LONGEST_AD:,} characters. Leave out what is not about the job.")
        kept = ad.strip()
        return self._change(
            principal,
            resume_id,
            row_version,
            lambda resume: replace(resume, job_ad=kept, asked=resume.asked if kept else ()),
        )

    def wish(self, principal: Principal, resume_id: str, row_version: int, phrase: str, level: Wish) -> Resume:
        """Add a requirement, call one a must or nice to have, or take one out."""
        clean = " ".join(phrase.split())
        if level not in get_args(Wish):
            raise InvalidInput("Choose must have, nice to have or take it out.")
        if not clean or len(clean) > LONGEST_PHRASE:
            raise InvalidInput(f"Write what the job asks for in 1 to {LONGEST_PHRASE} characters.")

        def change(resume: Resume) -> Resume:
            asked = changed_by(resume.asked, Asked(clean, level), lexicon(self._desk.reference))
            if len(asked) > MOST_CHANGES:
                raise InvalidInput(f"At most {MOST_CHANGES} requirements can be changed by hand.")
            return replace(resume, asked=asked)

        return self._change(principal, resume_id, row_version, change)

    def add_claim(self, principal: Principal, resume_id: str, row_version: int, claim_id: str, under: str) -> Resume:
        """Write a confirmed claim into the CV in its own words: `under` a position, or in the list it belongs to.

        Raises
        ------
        InvalidInput
            For a claim that was not confirmed.
        NotFound
            When the CV, the claim or the position does not exist.
        StaleVersion
            When the CV changed elsewhere.
        """
        with self._desk.database.read() as connection:
            claim = self._desk.ledger.claim(connection, principal.user_id, claim_id)
        if not claim.confirmed:
            raise InvalidInput("Confirm this entry in “What I can say” first.")
        return self._change(principal, resume_id, row_version, lambda resume: _with_claim(resume, claim, under))

    def skills(self, principal: Principal, resume_id: str) -> tuple[NamedSkill, ...]:
        """Skills the CV names, each with the words that name it, without those its owner turned down."""
        with self._desk.database.read() as connection:
            resume = self._desk.store.resume(connection, principal.user_id, resume_id)
        found = skills_named(passages_of(resume.profile), self._desk.reference)
        return tuple(one for one in found if one.id not in resume.not_skills)

    def not_a_skill(self, principal: Principal, resume_id: str, row_version: int, skill: str) -> Resume:
        """Turn down a skill, by its id, that was found in this CV; one that is not there changes nothing."""
        found = skill in {one.id for one in self.skills(principal, resume_id)}

        def change(resume: Resume) -> Resume:
            new = (skill,) if found and skill not in resume.not_skills else ()
            return replace(resume, not_skills=(*resume.not_skills, *new))

        return self._change(principal, resume_id, row_version, change)

    def copy(self, principal: Principal, resume_id: str, copy_id: str, *, label: str, used_for: str = "") -> Resume:
        """A copy for the job of the ad, which takes the ad and its requirements along; the same id makes one."""

        def work(connection: Connection) -> Resume:
            source = self._desk.store.resume(connection, principal.user_id, resume_id)
            made = ResumeVersions(self._desk).copy(
                principal, resume_id, copy_id, label=label, used_for=used_for, job_ad=source.job_ad
            )
            if made.row_version > 1:
                return made  # it was made and worked on before
            along = replace(made, asked=source.asked, not_skills=source.not_skills)
            return self._desk.store.save(connection, principal.user_id, along, self._desk.clock.now())

        return self._desk.database.write(work)

    def _change(
        self, principal: Principal, resume_id: str, row_version: int, change: Callable[[Resume], Resume]
    ) -> Resume:
        def work(connection: Connection) -> Resume:
            resume = self._desk.store.resume(connection, principal.user_id, resume_id)
            if row_version != resume.row_version:
                raise StaleVersion(STALE)
            changed = change(resume)
            if changed == resume:
                return resume
            return self._desk.store.save(connection, principal.user_id, changed, self._desk.clock.now())

        return self._desk.database.write(work)


def goes_under_a_job(claim: Claim) -> bool | None:
    """Whether a claim is written under a position or in a list; None for a job or a degree, which has dates."""
    return True if claim.kind in _LINES else False if claim.kind in _LISTS else None


def _with_claim(resume: Resume, claim: Claim, under: str) -> Resume:
    table = _LISTS.get(claim.kind)
    if table is not None:
        where, present = table, getattr(resume.profile, table)
    elif claim.kind not in _LINES:
        raise InvalidInput("A job or a degree is added in the section “CV”, with its dates.")
    else:
        job = next((job for job in resume.profile.jobs if job.id == under), None)
        if job is None:
            raise NotFound("Choose the job under which this line is to stand.")
        where, present = f"jobs/{job.id}/bullets", job.bullets
    lines = as_text(present)
    if claim.text in lines.splitlines():
        return resume
    return replace(resume, profile=edited(resume.profile, where, "\n".join(filter(None, (lines, claim.text)))))
