"""From a CV to an interview and back: stories of its lines, questions it invites, and answers that become lines."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from shared_backend.ai_engines.personal.prediction import PersonalizedPrediction
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.coaching.desk import COACH
from shared_backend.coaching.interview_setup import checked
from shared_backend.coaching.onboarding import Goals
from shared_backend.coaching.resume_desk import ResumeDesk
from shared_backend.coaching.resume_likely import Likely, likely_questions
from shared_backend.coaching.resume_versions import ResumeVersions
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.practice import Asked, Run
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Bullet, Claim, Job, Profile, Resume
from shared_backend.services.content.library import Library, Question
from shared_backend.services.practice.store import PracticeStore
from shared_backend.services.resumes.ledger import claim_id, role_text
from shared_backend.services.resumes.writing.facts import GAP, refusals
from shared_backend.services.resumes.writing.invited import Invited, invited
from shared_backend.services.resumes.writing.quantities import quantities
from shared_backend.services.resumes.writing.reword import reword, tidy
from shared_backend.services.resumes.writing.stories import PARTS, Part, Story, story
from shared_backend.services.resumes.writing.wording import wording

__all__ = ["PARTS", "Candidate", "Likely", "ResumeStories", "Story"]

MOST_ANSWERS = 20
MOST_CANDIDATES = 6
LONGEST_TOLD = 600
_I = re.compile(r"\bI\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a practised answer that could stand in the CV: its own words, and how it could be put."""

    attempt_id: str
    question: str
    quote: str
    text: str


class ResumeStories:
    """Stories say only what was said. Each command is one transaction and may be delivered twice."""

    def __init__(self, desk: ResumeDesk) -> None:
        self._desk = desk
        self._versions = ResumeVersions(desk)
        self._practice, self._library = PracticeStore(desk.vault), Library(desk.reference)

    def bank(self, principal: Principal, resume_id: str) -> tuple[Story, ...]:
        """A story for every line its owner confirmed, in the order of the CV."""
        with self._desk.database.read() as connection:
            resume = self._desk.store.resume(connection, principal.user_id, resume_id)
            claims = self._desk.ledger.claims(connection, principal.user_id)
        confirmed = {one.text for one in claims if one.confirmed and one.kind == "achievement"}
        told = _told(claims)
        return tuple(
            story(bullet.id, bullet.text, role_text(job), told.get(f"{resume_id}/{bullet.id}", {}))
            for job, bullet in resume.profile.bullets()
            if bullet.text in confirmed
        )

    def tell(self, principal: Principal, resume_id: str, bullet_id: str, part: Part, text: str) -> Claim:
        """Keep what the person says of one part of a story, as a claim of theirs; new words replace the earlier ones.

        Raises
        ------
        InvalidInput
            When there is nothing to keep, too much of it, or no such part.
        NotFound
            When the line does not exist.
        """
        clean = " ".join(text.split())
        if part not in PARTS:
            raise InvalidInput("A story has a situation, a task, an action and a result.")
        if not clean or len(clean) > LONGEST_TOLD:
            raise InvalidInput(f"Write one or two sentences, at most {LONGEST_TOLD} characters.")

        def work(connection: Connection) -> Claim:
            user_id = principal.user_id
            resume = self._desk.store.resume(connection, user_id, resume_id)
            bullet = _line(resume.profile, bullet_id)
            place = f"{resume_id}/{bullet_id}/{part}"
            key = claim_id(user_id, "other", f"{place} {clean}")
            known = self._desk.ledger.claims(connection, user_id)
            earlier = {one.id for one in known if one.source_id == place and one.id != key}
            self._desk.ledger.delete(connection, user_id, earlier)
            claim = Claim(key, clean, "other", "typed", place, bullet.text, self._desk.clock.now(), True)
            if key not in {one.id for one in known}:
                self._desk.ledger.put(connection, user_id, claim)
            return claim

        return self._desk.database.write(work)

    def invited(self, principal: Principal, resume_id: str) -> tuple[Invited, ...]:
        """Questions this very CV invites, in neutral words."""
        profile = self._versions.get(principal, resume_id).profile
        return invited(profile, wording(self._desk.reference), self._desk.reference)

    def likely(self, principal: Principal, resume_id: str) -> tuple[Likely, ...]:
        """Questions about what the lines speak of most, one a competency."""
        profile = self._versions.get(principal, resume_id).profile
        return likely_questions(profile, self._library, self._desk.reference)

    def practise(self, principal: Principal, resume_id: str, question_id: str, run_id: str) -> Run:
        """Begin an interview practice with a likely or invited question; the same `run_id` begins once.

        Raises
        ------
        NotFound
            When there is no such CV or question, or this CV no longer invites it.
        """
        resume = self._versions.get(principal, resume_id)
        question = self._library.question(question_id)
        text, because = question.question, "You chose it because your CV speaks of it."
        if question_id in self._library.invited:
            text, because = self._as_put(principal, resume_id, question_id)
        job = next((one for one in resume.profile.jobs if one.title), None)
        role = (resume.profile.headline or (job.title if job is not None else "") or "Any role")[:120]
        setup = checked({"role": role, "question_type": question.type}, "general")

        def work(connection: Connection) -> Run:
            user_id, now = principal.user_id, self._desk.clock.now()
            trainer = UserModelTrainer(self._desk.workshop, user_id)
            scenario = trainer.create_user_scenario(COACH, Goals().model_dump())
            known = self._practice.find_run(connection, user_id, run_id)
            if known is not None:
                return known
            expected = self._expected(trainer, scenario.id, question).expected.p
            asked = Asked(
                attempt_id=str(uuid.uuid4()),
                question_id=question.id,
                text=text,
                kind="main",
                competency=question.competency,
                difficulty=question.difficulty,
                because=because,
                expected=expected,
                asked_at=now,
            )
            run = Run(run_id, scenario.id, setup, now, now, warm_up_done=True).asking(asked)
            self._practice.add_run(connection, user_id, run)
            return run

        return self._desk.database.write(work)

    def _as_put(self, principal: Principal, resume_id: str, question_id: str) -> tuple[str, str]:
        for one in self.invited(principal, resume_id):
            if one.question_id == question_id:
                return one.text, f"You chose it because your CV invites it. {one.because}"
        raise NotFound("Your CV has changed and no longer invites this question. Choose another one.")

    def candidates(self, principal: Principal, resume_id: str) -> tuple[Candidate, ...]:
        """Sentences of practised answers that say what the person did, newest first; none that is in the CV already."""
        w = wording(self._desk.reference)
        with self._desk.database.read() as connection:
            resume = self._desk.store.resume(connection, principal.user_id, resume_id)
            attempts = self._practice.latest_attempts(connection, principal.user_id, limit=MOST_ANSWERS)
        present = {" ".join(bullet.text.casefold().split()) for _, bullet in resume.profile.bullets()}
        found: list[Candidate] = []
        for attempt in reversed(attempts):
            for sentence in re.split(r"(?<=[.!?])\s+", attempt.answer):
                if not _I.search(sentence) or len(sentence.split()) < 5:
                    continue
                put = reword(sentence, "past", w)
                if put is None or refusals(put.text, [sentence], w) or put.text.casefold() in present:
                    continue
                found.append(Candidate(attempt.id, attempt.question, sentence.strip(), put.text))
        # A sentence with a number or with several words says more.
        found.sort(key=lambda one: -bool(quantities(one.text, w)))
        return tuple(found[:MOST_CANDIDATES])

    def take(
        self,
        principal: Principal,
        resume_id: str,
        row_version: int,
        job_id: str,
        attempt_id: str,
        quote: str,
        text: str,
        *,
        true: bool = False,
    ) -> Resume:
        """Add a line from a practised answer to a job; its owner confirms it, and it becomes a claim of theirs.

        Raises
        ------
        InvalidInput
            When the quote is not in the answer, or the line says more than it and `true` is not given.
        NotFound
            When the answer, the CV or the job does not exist.
        StaleVersion
            When the CV changed elsewhere.
        """
        line = tidy(text)
        if not line or GAP in line:
            raise InvalidInput("Write the line first, without gaps.")

        def work(connection: Connection) -> Resume:
            user_id = principal.user_id
            attempt = self._practice.attempt(connection, user_id, attempt_id)
            resume = self._desk.store.resume(connection, user_id, resume_id)
            if not quote or quote not in attempt.answer:
                raise InvalidInput("These words are not in your answer. Choose a sentence of it.")
            job = next((one for one in resume.profile.jobs if one.id == job_id), None)
            if job is None:
                raise NotFound("There is no such job in this CV.")
            if line in {bullet.text for bullet in job.bullets}:
                return resume
            found = refusals(line, [quote, f"{job.employer}, {job.location}"], wording(self._desk.reference))
            if found and not (true and all(one.kind not in ("form", "letters") for one in found)):
                raise InvalidInput(f"{found[0].reason} Change it, or say that it is true.")
            now = self._desk.clock.now()
            claim = Claim(
                claim_id(user_id, "achievement", line), line, "achievement", "interview", attempt_id, quote, now, True
            )
            self._desk.ledger.put(connection, user_id, claim)
            changed = _with_bullet(resume.profile, job, Bullet(str(uuid.uuid4()), line))
            return self._versions.keep(
                principal, resume_id, row_version, changed, reason="a line from an interview answer"
            )

        return self._desk.database.write(work)

    def _expected(self, trainer: UserModelTrainer, scenario_id: str, question: Question) -> PersonalizedPrediction:
        asked = {"competency": question.competency, "difficulty": question.difficulty}
        return trainer.get_personalized_prediction(scenario_id, asked)


def _told(claims: tuple[Claim, ...]) -> Mapping[str, dict[str, str]]:
    """What was told of stories: by line, by part."""
    found: dict[str, dict[str, str]] = {}
    for claim in claims:
        line, _, part = claim.source_id.rpartition("/")
        if claim.source == "typed" and claim.confirmed and part in PARTS:
            found.setdefault(line, {})[part] = claim.text
    return found


def _line(profile: Profile, bullet_id: str) -> Bullet:
    for _, bullet in profile.bullets():
        if bullet.id == bullet_id:
            return bullet
    raise NotFound("There is no such line in this CV.")


def _with_bullet(profile: Profile, job: Job, bullet: Bullet) -> Profile:
    return replace(
        profile,
        jobs=tuple(replace(one, bullets=(*one.bullets, bullet)) if one.id == job.id else one for one in profile.jobs),
    )
