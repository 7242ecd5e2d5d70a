"""What every career story works with, made once per process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from shared_backend.ai_engines.model_trainer import Workshop
from shared_backend.ai_engines.personal.leanings import Leanings
from shared_backend.ai_engines.personal.preferences import CoachingPreferences
from shared_backend.coaching.career_learning import CareerLearning
from shared_backend.coaching.desk import COACH, Desk
from shared_backend.domain.career import CareerProfile, Evidence, Feedback
from shared_backend.domain.errors import NotFound, UnsafeContent
from shared_backend.domain.ports import Clock
from shared_backend.services.applications.store import ApplicationStore
from shared_backend.services.careers.check_in_store import CheckInStore
from shared_backend.services.careers.evidence import of_claims
from shared_backend.services.careers.own_levels import Own, own_levels
from shared_backend.services.careers.planning import done_evidence
from shared_backend.services.careers.store import CareerStore
from shared_backend.services.guardrails.escalation import Escalations
from shared_backend.services.guardrails.screening import RedFlag
from shared_backend.services.occupations.facts import Occupations
from shared_backend.services.practice.store import PracticeStore
from shared_backend.services.resumes.ledger_store import LedgerStore
from shared_backend.services.resumes.store import ResumeStore
from shared_backend.storage.database import Database
from shared_backend.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands: what they told, what they can do, what they said of paths, and how they want it.

    `focus` is their career focus, `learned` what counts of what they judged, `next_jobs` where people go from their
    occupation by the deployed model.
    """

    profile: CareerProfile
    own: dict[str, Own]
    feedback: tuple[Feedback, ...]
    focus: str
    learned: Leanings
    next_jobs: Mapping[str, float]


@dataclass(frozen=True)
class CareerDesk:
    """`reference` is the folder of shipped data; `screen` finds explicit danger in a text, or nothing."""

    database: Database
    workshop: Workshop
    store: CareerStore
    ledger: LedgerStore
    resumes: ResumeStore
    practice: PracticeStore
    applications: ApplicationStore
    check_ins: CheckInStore
    occupations: Occupations
    screen: Callable[[str], RedFlag | None]
    escalations: Escalations
    clock: Clock
    reference: Path
    learning: CareerLearning

    @classmethod
    def over(cls, vault: Vault, desk: Desk) -> CareerDesk:
        """The desk beside that of the interview coach; no table of facts is read before the first question."""
        return cls(
            desk.database,
            desk.workshop,
            CareerStore(vault),
            LedgerStore(vault),
            ResumeStore(vault),
            desk.practice,
            ApplicationStore(vault),
            CheckInStore(vault),
            desk.occupations,
            desk.screen,
            desk.escalations,
            desk.clock,
            desk.workshop.reference,
            CareerLearning(desk.workshop),
        )

    def stop_if_in_danger(self, user_id: str, text: str) -> None:
        """Raise `UnsafeContent` with help when a person's own words speak of danger to them; staff are told first."""
        flag = self.screen(text)
        if flag is not None:
            # The queue first: help that is shown but never followed up would be a promise not kept.
            self.escalations.queue(user_id, flag, self.clock.now())
            raise UnsafeContent(flag.message, flag.help_lines)

    def standing(self, connection: Connection, user_id: str, supposed: Iterable[Evidence] = ()) -> Standing:
        """Where a person stands; `supposed` is counted as if it were so."""
        profile = self.store.profile(connection, user_id)
        claims = self.ledger.claims(connection, user_id)
        done = done_evidence(self.store.plans(connection, user_id))
        signs = (*of_claims(claims, self.reference), *done, *supposed)
        scenario = self.workshop.user_models.scenario(connection, user_id, COACH)
        wishes = CoachingPreferences() if scenario is None else CoachingPreferences(**scenario.preferences)
        return Standing(
            profile,
            own_levels(profile, signs, self.reference),
            self.store.feedback(connection, user_id),
            wishes.career_focus,
            self.learning.learned(connection, user_id),
            self.learning.next_jobs(profile.occupation),
        )

    def known(self, code: str) -> str:
        """The code, when there is such an occupation. Raises `NotFound`."""
        if code not in self.occupations.titles:
            raise NotFound("There is no occupation with this code. Search for its title.")
        return code
