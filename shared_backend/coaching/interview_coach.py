"""The interview coach as the portal sees it: its stories and the content they share."""

from __future__ import annotations

from dataclasses import dataclass

from shared_backend.coaching.comparison import Comparisons
from shared_backend.coaching.desk import Desk
from shared_backend.coaching.interview import InterviewPractice
from shared_backend.coaching.interview_feedback import InterviewFeedback
from shared_backend.coaching.interview_report import InterviewReport
from shared_backend.coaching.onboarding import Onboarding
from shared_backend.coaching.preferences import Preferences
from shared_backend.coaching.tastes import Tastes
from shared_backend.services.content.library import Library
from shared_backend.services.occupations.facts import Occupations


@dataclass(frozen=True)
class InterviewCoach:
    """Everything a person does with the interview coach, one story an attribute, and the content the stories share."""

    practice: InterviewPractice
    feedback: InterviewFeedback
    reports: InterviewReport
    onboarding: Onboarding
    preferences: Preferences
    tastes: Tastes
    comparisons: Comparisons
    library: Library
    occupations: Occupations

    @classmethod
    def at(cls, desk: Desk) -> InterviewCoach:
        """The stories on one desk."""
        return cls(
            InterviewPractice(desk),
            InterviewFeedback(desk),
            InterviewReport(desk),
            Onboarding(desk),
            Preferences(desk),
            Tastes(desk),
            Comparisons(desk),
            desk.library,
            desk.occupations,
        )
