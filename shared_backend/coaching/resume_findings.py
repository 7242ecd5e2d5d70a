"""How a CV reads: scores with ranges, what would improve it most, and what its owner thinks of that advice."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection

from shared_backend.ai_engines.ensemble.base import Estimate
from shared_backend.ai_engines.tasks.resume_coach.floor import Trust, blended, trust_in
from shared_backend.ai_engines.tasks.resume_coach.rubric import CRITERIA, Criterion, Scored, rubric
from shared_backend.ai_engines.tasks.resume_coach.sheet import to_sheet
from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.coaching.resume_desk import ResumeDesk
from shared_backend.domain.errors import CoachError, InvalidInput, NotFound
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Profile, Resume, SetAside
from shared_backend.services.resumes.findings.find import Rescored, findings, rescored, scored, with_bullet
from shared_backend.services.resumes.findings.seen import Around
from shared_backend.services.resumes.findings.values import GROUPS, Finding, Group
from shared_backend.services.resumes.language import ENGLISH, language_of
from shared_backend.services.resumes.story_lines import story_lines

__all__ = ["GROUPS", "Finding", "Group", "Looked", "Reason", "ResumeFindings"]

RESUME_COACH = "resume_coach"
MIDDLE = 3  # difficulty of every finding: nobody knows yet which kinds are hard to use
LONGEST_NOTE = 500
# What does not rest on English words.
_ANY_LANGUAGE = ("structure", "completeness")
Reason = Literal["wrong", "not_for_me"]


@dataclass(frozen=True, slots=True)
class Looked:
    """What is shown of one CV.

    Attributes
    ----------
    scores : Scored
        Overall and by criterion, the rubric's or blended with the trained model; the same for everybody.
    findings, set_aside : tuple of Finding
        Most useful first; and those its owner does not want to see.
    weights : mapping
        Published share of each criterion in the overall score.
    model : str or None
        Label of the trained version that counted, `rated` the CVs it learned from, `share` its share.
    trust : str
        Why the trained model counts or does not, in one sentence.
    language : str
        What the CV is written in. The rubric's words are English: for a CV in another language `scores` mean nothing,
        and findings that rest on words are left out.
    """

    resume_id: str
    scores: Scored
    word: str
    criteria: tuple[Criterion, ...]
    weights: Mapping[str, float]
    findings: tuple[Finding, ...]
    set_aside: tuple[Finding, ...]
    target: str
    model: str | None
    rated: int
    share: float
    trust: str
    about: str
    language: str = ENGLISH

    @property
    def in_english(self) -> bool:
        """Whether the scores can be shown."""
        return self.language == ENGLISH

    def score(self, criterion: str) -> Estimate | None:
        """The score of a criterion; None where no job is named for relevance."""
        return self.scores.values.get(criterion)


class ResumeFindings:
    """Reads a CV against the rubric. Scores never depend on what the person thinks of the advice; its order may."""

    def __init__(self, desk: ResumeDesk) -> None:
        self._desk = desk

    def look(self, principal: Principal, resume_id: str, *, target: str | None = None) -> Looked:
        """How a CV reads. `target` is a job ad or the name of a job; the copy's own ad when it is not given."""
        with self._desk.database.read() as connection:
            resume = self._desk.store.resume(connection, principal.user_id, resume_id)
            around = self._around(connection, principal.user_id, resume, target)
        plain = scored(resume.profile, around)
        model, card_label, rated, trust = self._model(resume.profile, around)
        scores, share = blended(rubric(), plain, model, trust)
        language = language_of(story_lines(resume.profile, 20_000))
        every = self._in_order(principal.user_id, findings(resume.profile, around))
        if language != ENGLISH:
            every = tuple(one for one in every if one.criterion in _ANY_LANGUAGE)
        aside = {(one.finding, one.quote) for one in resume.set_aside}
        published = rubric()
        weights = published.weights(with_target="relevance" in scores.values)
        return Looked(
            resume_id=resume.id,
            scores=scores,
            word=published.word(scores.overall.value),
            criteria=published.criteria,
            weights=weights,
            findings=tuple(one for one in every if (one.id, one.quote) not in aside),
            set_aside=tuple(one for one in every if (one.id, one.quote) in aside),
            target=around.target,
            model=card_label if share > 0 else None,
            rated=rated,
            share=share,
            trust=trust.why,
            about=published.about,
            language=language,
        )

    def what_if(
        self, principal: Principal, resume_id: str, bullet_id: str, text: str, *, target: str | None = None
    ) -> Rescored:
        """The scores before and after one line reads otherwise, by the published rubric; changes nothing.

        Raises `NotFound` when the CV or the line does not exist.
        """
        with self._desk.database.read() as connection:
            resume = self._desk.store.resume(connection, principal.user_id, resume_id)
            around = self._around(connection, principal.user_id, resume, target)
        if bullet_id not in {bullet.id for _, bullet in resume.profile.bullets()}:
            raise NotFound("There is no such line in this CV.")
        return rescored(resume.profile, with_bullet(bullet_id, text), around)

    def compare(self, principal: Principal, resume_id: str, changed: Profile, *, target: str | None = None) -> Rescored:
        """The scores of a CV and of a changed profile of it; changes nothing."""
        with self._desk.database.read() as connection:
            resume = self._desk.store.resume(connection, principal.user_id, resume_id)
            around = self._around(connection, principal.user_id, resume, target)
        return rescored(resume.profile, lambda _: changed, around)

    def dismiss(self, principal: Principal, resume_id: str, finding: Finding, reason: Reason, note: str = "") -> Resume:
        """ "This is wrong" or "Not for me": do not show it again in this CV, and learn from it. Twice is once.

        Raises `InvalidInput` for another reason or a note that is too long, `NotFound` for no such CV.
        """
        if reason not in ("wrong", "not_for_me"):
            raise InvalidInput("Say whether it is wrong or not for you.")
        note = " ".join(note.split())
        if len(note) > LONGEST_NOTE:
            raise InvalidInput(f"Say why in at most {LONGEST_NOTE} characters.")

        def change(resume: Resume) -> tuple[SetAside, ...]:
            kept = tuple(one for one in resume.set_aside if (one.finding, one.quote) != (finding.id, finding.quote))
            return (*kept, SetAside(finding.id, finding.quote, reason, self._desk.clock.now(), note))

        def work(connection: Connection) -> Resume:
            saved = self._save(connection, principal.user_id, resume_id, finding, change, skip_known=True)
            self._learn(principal.user_id, resume_id, finding, 0.0)
            return saved

        return self._desk.database.write(work)

    def show_again(self, principal: Principal, resume_id: str, finding: Finding) -> Resume:
        """Take a finding back among those that are shown, with what was learned when it was set aside."""

        def change(resume: Resume) -> tuple[SetAside, ...]:
            return tuple(one for one in resume.set_aside if (one.finding, one.quote) != (finding.id, finding.quote))

        def work(connection: Connection) -> Resume:
            saved = self._save(connection, principal.user_id, resume_id, finding, change, skip_known=False)
            self._unlearn(principal.user_id, resume_id, finding)
            return saved

        return self._desk.database.write(work)

    def helps(self, principal: Principal, resume_id: str, finding: Finding) -> None:
        """ "This helps": advice of this kind comes a little earlier for this person. Twice is once."""

        def work(connection: Connection) -> None:
            self._desk.store.resume(connection, principal.user_id, resume_id)
            self._learn(principal.user_id, resume_id, finding, 1.0)

        self._desk.database.write(work)

    def _save(
        self, connection: Connection, user_id: str, resume_id: str, finding: Finding,
        change: Callable[[Resume], tuple[SetAside, ...]], *, skip_known: bool,
    ) -> Resume:  # fmt: skip
        resume = self._desk.store.resume(connection, user_id, resume_id)
        known = (finding.id, finding.quote) in {(one.finding, one.quote) for one in resume.set_aside}
        if known == skip_known:
            return resume
        return self._desk.store.save(
            connection, user_id, replace(resume, set_aside=change(resume)), self._desk.clock.now()
        )

    def _around(self, connection: Connection, user_id: str, resume: Resume, target: str | None) -> Around:
        given = None if resume.file_id is None else self._desk.files.find(connection, user_id, resume.file_id)
        return Around(
            target=resume.job_ad if target is None else target,
            remarks=() if given is None else tuple((one.code, one.text) for one in given.reading.remarks),
            pages=None if given is None else given.reading.pages,
            ledger=self._desk.ledger.claims(connection, user_id) if resume.confirmed else None,
        )

    def _trainer(self, user_id: str) -> UserModelTrainer:
        return UserModelTrainer(self._desk.workshop, user_id)

    def _model(self, profile: Profile, around: Around) -> tuple[Mapping[str, Estimate] | None, str | None, int, Trust]:
        """What the serving model says; a model that is missing or fails leaves the rubric alone."""
        trainer = self._trainer("")
        version = trainer.champion(RESUME_COACH)
        trust = trust_in(None if version is None else version.card)
        if version is None or trust.share <= 0:
            return None, None, 0, trust
        try:
            said = trainer.predict(RESUME_COACH, [{"cv": to_sheet(profile), "target": around.target}])[0]
        except CoachError:
            return (
                None,
                None,
                0,
                Trust(0.0, "The trained model could not be asked, so the published rubric alone counts."),
            )
        return said.judgement.scores, version.label, int(version.card.get("rows") or 0), trust

    def _in_order(self, user_id: str, every: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """By worth, leaning towards the kinds of advice this person found useful; alike for who never said."""
        trainer = self._trainer(user_id)
        if trainer.champion(RESUME_COACH) is None or not trainer.has_scenario(RESUME_COACH):
            return every
        scenario = trainer.create_user_scenario(RESUME_COACH, {})
        chance = {
            name: trainer.get_personalized_prediction(
                scenario.id, {"competency": name, "difficulty": MIDDLE}, task_type=RESUME_COACH
            ).expected.p
            for name in CRITERIA
        }
        return tuple(sorted(every, key=lambda one: -one.worth * chance[one.criterion]))

    def _learn(self, user_id: str, resume_id: str, finding: Finding, outcome: float) -> None:
        trainer = self._trainer(user_id)
        if trainer.champion(RESUME_COACH) is None:
            return
        scenario = trainer.create_user_scenario(RESUME_COACH, {})
        key = f"{resume_id}:{finding.id}"
        known = {one.id: one.payload for one in trainer.interaction_history(RESUME_COACH)}.get(key)
        if known is not None and known["outcome"] == outcome:
            return
        # Another word on the same finding replaces the one before.
        self._unlearn(user_id, resume_id, finding)
        asked = {"competency": finding.criterion, "difficulty": MIDDLE}
        expected = trainer.get_personalized_prediction(scenario.id, asked, task_type=RESUME_COACH)
        trainer.train_from_user_interaction(
            scenario.id,
            "answered",
            {"competency": finding.criterion},
            {"global_logit": expected.global_logit, "outcome": outcome},
            interaction_id=key,
            attempt_id=_said_of(resume_id, finding),
        )

    def _unlearn(self, user_id: str, resume_id: str, finding: Finding) -> None:
        trainer = self._trainer(user_id)
        if trainer.has_scenario(RESUME_COACH):
            scenario = trainer.create_user_scenario(RESUME_COACH, {})
            trainer.forget(scenario.id, _said_of(resume_id, finding))


def _said_of(resume_id: str, finding: Finding) -> str:
    """What was said of one finding in one CV, by a name that it can be unlearned by."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"finding/{resume_id}/{finding.id}"))
