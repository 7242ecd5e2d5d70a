"""What the coach needs of one line of a CV: where it stands, its tense, its fact check, and how a wording is put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.resume import PRESENT, Bullet, Job, Profile
from shared_backend.services.resumes.writing.facts import GAP, Refusal, refusals
from shared_backend.services.resumes.writing.tense import Tense
from shared_backend.services.resumes.writing.wording import Wording

LONGEST_ANSWER = 300
BRIEF = 12  # words up to which a wording counts as brief
DETAILED = 22  # words from which it counts as detailed


@dataclass(frozen=True, slots=True)
class LineCheck:
    """The fact check of one line, ready for any wording."""

    own: tuple[str, ...]
    elsewhere: tuple[str, ...]
    skills: tuple[str, ...]
    wording: Wording

    def __call__(self, text: str) -> tuple[Refusal, ...]:
        return refusals(text, self.own, self.wording, elsewhere=self.elsewhere, skills=self.skills)


def allowed(wanted: str, check: LineCheck, *, own: bool) -> str:
    """The wording when it may stand, checked or vouched for by its `own` writer.

    Raises
    ------
    InvalidInput
        Saying what to do when it may not.
    """
    if not wanted:
        raise InvalidInput("Write the line, or reject the wording.")
    if GAP in wanted:
        raise InvalidInput(f"Put a number where {GAP} stands, or take it out.")
    found = check(wanted)
    # Form and hidden signs are no facts that somebody could vouch for.
    if found and not (own and all(one.kind not in ("form", "letters") for one in found)):
        raise InvalidInput(f"{found[0].reason} Change it, or say that it is true.")
    return wanted


def tense_of(job: Job) -> Tense:
    """Present for a job that goes on; past for every other, as CVs are written."""
    return "present" if job.end == PRESENT else "past"


def ways(text: str) -> tuple[str, ...]:
    """How a wording is put, in the words of the helpfulness head."""
    length = len(text.split())
    detail = "brief" if length <= BRIEF else "detailed" if length >= DETAILED else "medium"
    return (f"detail:{detail}", "style:direct")


def found_line(profile: Profile, bullet_id: str) -> tuple[Job, Bullet]:
    for job, bullet in profile.bullets():
        if bullet.id == bullet_id:
            return job, bullet
    raise NotFound("There is no such line in this CV.")


def with_line(profile: Profile, bullet_id: str, text: str) -> Profile:
    jobs = tuple(
        replace(job, bullets=tuple(Bullet(one.id, text) if one.id == bullet_id else one for one in job.bullets))
        for job in profile.jobs
    )
    return replace(profile, jobs=jobs)


def checked_answers(answers: Mapping[str, str]) -> dict[str, str]:
    if any(len(answer) > LONGEST_ANSWER for answer in answers.values()):
        raise InvalidInput(f"An answer can have {LONGEST_ANSWER} characters. A few words are enough.")
    return {slot: " ".join(answer.split()) for slot, answer in answers.items() if answer.strip()}
