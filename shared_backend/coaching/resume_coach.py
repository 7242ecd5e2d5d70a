"""The résumé coach as the portal sees it: its stories."""

from __future__ import annotations

from dataclasses import dataclass

from shared_backend.coaching.resume_answers import ResumeAnswers
from shared_backend.coaching.resume_bullets import ResumeBullets
from shared_backend.coaching.resume_desk import ResumeDesk
from shared_backend.coaching.resume_exports import ResumeExports
from shared_backend.coaching.resume_findings import ResumeFindings
from shared_backend.coaching.resume_ledger import ResumeLedger
from shared_backend.coaching.resume_matching import ResumeMatching
from shared_backend.coaching.resume_reading import ResumeReading
from shared_backend.coaching.resume_stories import ResumeStories
from shared_backend.coaching.resume_versions import ResumeVersions


@dataclass(frozen=True)
class ResumeCoach:
    """Everything a person does with their CVs, one story an attribute."""

    reading: ResumeReading
    versions: ResumeVersions
    ledger: ResumeLedger
    findings: ResumeFindings
    matching: ResumeMatching
    exports: ResumeExports
    bullets: ResumeBullets
    answers: ResumeAnswers
    stories: ResumeStories

    @classmethod
    def at(cls, desk: ResumeDesk) -> ResumeCoach:
        """The stories on one desk."""
        return cls(
            ResumeReading(desk),
            ResumeVersions(desk),
            ResumeLedger(desk),
            ResumeFindings(desk),
            ResumeMatching(desk),
            ResumeExports(desk),
            ResumeBullets(desk),
            ResumeAnswers(desk),
            ResumeStories(desk),
        )
