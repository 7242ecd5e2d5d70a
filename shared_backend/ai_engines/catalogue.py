"""The one place that names every task and the kind of model that learns it."""

from __future__ import annotations

from pathlib import Path

from shared_backend.ai_engines.ensemble.base import GlobalModel
from shared_backend.ai_engines.scenarios import TaskCatalogue
from shared_backend.ai_engines.tasks.base import Task


def tasks(reference: Path | None = None) -> TaskCatalogue:
    """All tasks of this installation, in the order in which they are offered.

    `reference` is the folder of occupation facts they read; the shipped one when not given.
    """
    from shared_backend.ai_engines.tasks.career_coach.task import CareerCoach
    from shared_backend.ai_engines.tasks.industry.task import Industry
    from shared_backend.ai_engines.tasks.interview_coach.task import InterviewCoach
    from shared_backend.ai_engines.tasks.job_title.task import JobTitle
    from shared_backend.ai_engines.tasks.resume_coach.task import ResumeCoach
    from shared_backend.ai_engines.tasks.skills.task import Skills
    from shared_backend.ai_engines.tasks.titles import REFERENCE

    facts = reference or REFERENCE
    coaches: tuple[Task, ...] = (InterviewCoach(), ResumeCoach(), CareerCoach(facts))
    found = (*coaches, JobTitle(facts), Skills(facts), Industry(facts))
    return TaskCatalogue({task.id: task for task in found})


def shapes(task: Task) -> type[GlobalModel]:
    """The kind of model that learns a task; imported when asked, because it brings the numeric libraries along."""
    if task.shape == "labels":
        from shared_backend.ai_engines.ensemble.labels import LabelEnsemble

        return LabelEnsemble
    from shared_backend.ai_engines.ensemble.scores import ScoreEnsemble

    return ScoreEnsemble
