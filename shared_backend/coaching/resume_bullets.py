"""One line of a CV: ask for what it lacks, propose wordings that say no more, and keep what its owner decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.coaching.resume_desk import ResumeDesk
from shared_backend.coaching.resume_findings import RESUME_COACH, ResumeFindings
from shared_backend.coaching.resume_line import (
    LineCheck,
    allowed,
    checked_answers,
    found_line,
    tense_of,
    ways,
    with_line,
)
from shared_backend.coaching.resume_versions import ResumeVersions
from shared_backend.domain.errors import InvalidInput, StaleVersion
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Bullet, Claim, Job, Resume
from shared_backend.services.resumes.language import ENGLISH, language_of
from shared_backend.services.resumes.ledger import claim_id
from shared_backend.services.resumes.store import STALE
from shared_backend.services.resumes.story_lines import story_lines
from shared_backend.services.resumes.writing.decisions import Choice, Decision, DecisionStore
from shared_backend.services.resumes.writing.diff import Piece, changes
from shared_backend.services.resumes.writing.facts import GAP, Refusal
from shared_backend.services.resumes.writing.objects import counted
from shared_backend.services.resumes.writing.proposals import Proposals, Refused, propose
from shared_backend.services.resumes.writing.questions import Question, questions
from shared_backend.services.resumes.writing.reword import reword, tidy
from shared_backend.services.resumes.writing.rewrites import rewrites, said
from shared_backend.services.resumes.writing.wording import Wording, wording

Source = Literal["rules", "llm"]
SOURCES: Mapping[Source, str] = {"rules": "Local model", "llm": "LLM-assisted"}
REASONS: Mapping[str, str] = {
    "not_true": "It is not true",
    "not_my_words": "It does not sound like me",
    "not_better": "It is not better",
    "other": "Something else",
}
# How much was liked what was decided: an edited wording was half of it.
LIKED: Mapping[Choice, float] = {"accepted": 1.0, "edited": 0.5, "rejected": 0.0}


@dataclass(frozen=True, slots=True)
class Line:
    """One line with the job it stands under and what to ask about it."""

    job: Job
    bullet: Bullet
    asked: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """One proposed wording: where it comes from, what changed word by word, and what it does to the overall score."""

    text: str
    source: Source
    pieces: tuple[Piece, ...]
    gain: float

    @property
    def has_gap(self) -> bool:
        """Whether a number still has to be filled in."""
        return GAP in self.text


@dataclass(frozen=True, slots=True)
class Offers:
    """What is proposed for a line, an honest sentence where there is nothing, and what a language model was refused."""

    offers: tuple[Offer, ...]
    note: str
    refused: tuple[Refused, ...] = ()


class ResumeBullets:
    """Proposals change nothing; each decision is one transaction and may be delivered twice."""

    def __init__(self, desk: ResumeDesk) -> None:
        self._desk = desk
        self._decisions = DecisionStore(desk.vault)
        self._versions, self._findings = ResumeVersions(desk), ResumeFindings(desk)

    def lines(self, principal: Principal, resume_id: str) -> tuple[Line, ...]:
        """Every line of a CV, those with most to ask first within their job."""
        profile = self._versions.get(principal, resume_id).profile
        return tuple(
            Line(job, bullet, questions(bullet.text, tense_of(job), self._wording()))
            for job, bullet in profile.bullets()
        )

    def in_english(self, principal: Principal, resume_id: str) -> bool:
        """Whether a CV is in the only language in which lines can be put anew."""
        return language_of(story_lines(self._versions.get(principal, resume_id).profile, 20_000)) == ENGLISH

    def has_language_model(self) -> bool:
        """Whether a language model is configured that could be asked as well."""
        return self._desk.workshop.language_model() is not None

    def offers(
        self, principal: Principal, resume_id: str, bullet_id: str, answers: Mapping[str, str], *, llm: bool = False
    ) -> Offers:
        """Wordings of one line from what its owner said; with `llm` a configured language model is asked too.

        Raises
        ------
        NotFound
            When the line does not exist.
        InvalidInput
            When an answer is too long.
        """
        resume = self._versions.get(principal, resume_id)
        job, bullet = found_line(resume.profile, bullet_id)
        given = checked_answers(answers)
        tense, w = tense_of(job), self._wording()
        own = rewrites(bullet.text, given, tense, w)
        texts: dict[str, Source] = dict.fromkeys(own.proposed, "rules")
        asked = Proposals()
        model = self._desk.workshop.language_model() if llm else None
        if model is not None:
            profile = resume.profile
            private = (profile.name, profile.email, profile.phone, profile.location, job.employer, job.location)
            own_words = self._own_words(principal, resume, job, bullet, given)
            asked = propose(model, bullet.text, given, tense, own_words, private=private)
            texts = dict.fromkeys(asked.accepted, "llm") | texts  # type: ignore[assignment]
        known = self.decisions(principal, resume_id)
        declined = {one.offered for one in known if one.choice == "rejected" and one.before == bullet.text}
        offers = [
            self._offer(principal, resume_id, bullet, text, source)
            for text, source in texts.items()
            if text not in declined
        ]
        return Offers(self._in_order(principal.user_id, offers), asked.note or own.note, asked.refused)

    def check(
        self, principal: Principal, resume_id: str, bullet_id: str, text: str, answers: Mapping[str, str]
    ) -> tuple[Refusal, ...]:
        """What a wording says that its owner has not said of this line yet; empty when nothing."""
        resume = self._versions.get(principal, resume_id)
        job, bullet = found_line(resume.profile, bullet_id)
        return self._own_words(principal, resume, job, bullet, checked_answers(answers))(text)

    def decide(
        self,
        principal: Principal,
        resume_id: str,
        row_version: int,
        bullet_id: str,
        decision_id: str,
        *,
        choice: Choice,
        offered: str,
        text: str = "",
        answers: Mapping[str, str] | None = None,
        reason: str = "",
        source: Source = "rules",
        true: bool = False,
    ) -> Decision:
        """Accept a wording, write it otherwise, or reject it; learned from, and the CV gets a new version.

        Parameters
        ----------
        decision_id : str
            Made when the offer is first shown: the same decision sent twice counts once.
        text : str
            The edited wording; what was offered counts when it is accepted.
        true : bool
            The owner's "yes, this is true" to what `check` found in their own edit. It becomes a claim of theirs.

        Raises
        ------
        InvalidInput
            For a gap nobody filled, a reason that is none, or an edit that says more without `true`.
        StaleVersion
            When the CV or the line changed meanwhile.
        """
        if choice not in LIKED or source not in SOURCES:
            raise InvalidInput("Accept the wording, edit it or reject it.")
        if choice == "rejected" and reason not in REASONS:
            raise InvalidInput("Say why: choose one of the reasons.")
        given = checked_answers(answers or {})
        wanted = tidy(offered if choice == "accepted" else text)

        def work(connection: Connection) -> Decision:
            user_id, now = principal.user_id, self._desk.clock.now()
            known = self._decisions.find(connection, user_id, decision_id)
            if known is not None:
                return known
            resume = self._desk.store.resume(connection, user_id, resume_id)
            if row_version != resume.row_version:
                raise StaleVersion(STALE)
            job, bullet = found_line(resume.profile, bullet_id)
            after = bullet.text
            if choice != "rejected":
                check = self._own_words(principal, resume, job, bullet, given)
                after = allowed(wanted, check, own=choice == "edited" and true)
            decision = Decision(
                decision_id, resume_id, bullet_id, choice, bullet.text, offered, after, dict(given), reason, source, now
            )
            self._decisions.add(connection, user_id, decision)
            if choice == "edited" and true:
                key = claim_id(user_id, "achievement", after)
                claim = Claim(key, after, "achievement", "typed", resume_id, after, now, True)
                self._desk.ledger.put(connection, user_id, claim)
            if after != bullet.text:
                changed = with_line(resume.profile, bullet_id, after)
                self._versions.keep(principal, resume_id, row_version, changed, reason="a line put anew")
            self._learn(user_id, decision)
            return decision

        return self._desk.database.write(work)

    def decisions(self, principal: Principal, resume_id: str) -> tuple[Decision, ...]:
        """What was decided about the lines of a CV, newest first."""
        with self._desk.database.read() as connection:
            self._desk.store.resume(connection, principal.user_id, resume_id)
            return self._decisions.of(connection, principal.user_id, resume_id)

    def forget(self, principal: Principal, decision_id: str) -> None:
        """Delete a decision and what was learned from it; the line stays as it is. Raises `NotFound`."""

        def work(connection: Connection) -> None:
            self._decisions.delete(connection, principal.user_id, decision_id)
            trainer = self._trainer(principal.user_id)
            if trainer.has_scenario(RESUME_COACH):
                trainer.forget(trainer.create_user_scenario(RESUME_COACH, {}).id, decision_id)

        self._desk.database.write(work)

    def _own_words(
        self, principal: Principal, resume: Resume, job: Job, bullet: Bullet, given: Mapping[str, str]
    ) -> LineCheck:
        with self._desk.database.read() as connection:
            claims = self._desk.ledger.claims(connection, principal.user_id)
        base = reword(bullet.text, tense_of(job), self._wording())
        thing = counted(base.text, self._wording()) if base is not None else None
        words = said(bullet.text, given, self._wording(), "" if thing is None else thing.noun)
        # A claim its owner typed or told about this very line counts as said of it.
        told = tuple(
            one.text for one in claims if one.confirmed and one.source != "resume" and one.quote == bullet.text
        )
        elsewhere = tuple(one.text for one in claims if one.confirmed)
        return LineCheck(
            # Not the title: "shift lead" does not say that this was led.
            (*words, *told, f"{job.employer}, {job.location}"),
            elsewhere,
            resume.profile.skills,
            self._wording(),
        )

    def _offer(self, principal: Principal, resume_id: str, bullet: Bullet, text: str, source: Source) -> Offer:
        # A gap is worth what the line is worth without it.
        plain = " ".join(text.replace(GAP, "").split())
        gain = self._findings.what_if(principal, resume_id, bullet.id, plain).gain
        return Offer(text, source, changes(tidy(bullet.text), text), gain)

    def _in_order(self, user_id: str, offers: list[Offer]) -> tuple[Offer, ...]:
        """What this person liked so far comes first; alike for who never decided."""
        trainer = self._trainer(user_id)
        if not trainer.has_scenario(RESUME_COACH):
            return tuple(offers)
        head = trainer.load_user_model(trainer.create_user_scenario(RESUME_COACH, {}).id).helpfulness
        if not head.ratings:
            return tuple(offers)
        return tuple(sorted(offers, key=lambda one: (one.has_gap, -head.chance(ways(one.text)))))

    def _learn(self, user_id: str, decision: Decision) -> None:
        trainer = self._trainer(user_id)
        scenario = trainer.create_user_scenario(RESUME_COACH, {})
        trainer.train_from_user_interaction(
            scenario.id,
            "tip_rated",
            {"keys": ways(decision.offered)},
            {},
            {"helpful": LIKED[decision.choice]},
            interaction_id=f"{decision.id}:line",
            attempt_id=decision.id,
        )

    def _trainer(self, user_id: str) -> UserModelTrainer:
        return UserModelTrainer(self._desk.workshop, user_id)

    def _wording(self) -> Wording:
        return wording(self._desk.reference)
