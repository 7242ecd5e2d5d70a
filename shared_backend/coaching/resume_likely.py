"""Questions of the library that a CV makes likely: about what its lines speak of most."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from shared_backend.ai_engines.tasks.resume_coach.spans import years_of
from shared_backend.domain.resume import Profile
from shared_backend.services.content.library import Library, Question
from shared_backend.services.content.relevance import asked_for
from shared_backend.services.resumes.writing.reword import tidy

ENTRY_YEARS, MID_YEARS = 2.0, 8.0
MOST_QUESTIONS = 5
# Words that speak of a competency in an ad and of something else in what a person did.
_NOT_MEANT = re.compile(
    r"\bpressure (?=ulcer|sore|wash|test|vessel|gauge|relief|cook|system)|\bblood pressure\b|\bshifts?\b|"
    r"\btrain(?:ed|s|ing)? (?=\d|new|staff|the|a |an |all|junior|apprentice|colleague|student|volunteer|starter|team)|"
    r"\bdata (?=cabl|cent)|\bpresent\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Likely:
    """A question of the library that this CV makes likely, and the line that speaks of the same thing."""

    question: Question
    competency: str
    line: str


def likely_questions(profile: Profile, library: Library, reference: Path) -> tuple[Likely, ...]:
    """One question a competency, for what the lines speak of most."""
    spoken: dict[str, list[str]] = {}
    for _, bullet in profile.bullets():
        for competency in asked_for(_NOT_MEANT.sub(" ", bullet.text), reference):
            spoken.setdefault(competency, []).append(tidy(bullet.text))
    order = sorted(spoken, key=lambda one: (-len(spoken[one]), one))
    level = _level(profile)
    found = []
    for competency in order[:MOST_QUESTIONS]:
        fitting = [
            q
            for q in library.questions.values()
            if q.competency == competency and q.type == "behavioral" and "general" in q.role_families
        ]
        if fitting:
            best = min(fitting, key=lambda q: (level not in q.levels, abs(q.difficulty - 3), q.id))
            found.append(Likely(best, library.competencies[competency].name, spoken[competency][0]))
    return tuple(found)


def _level(profile: Profile) -> str:
    """The level of questions that suits the years a CV shows."""
    years = years_of(profile.jobs)
    return "entry" if years < ENTRY_YEARS else "mid" if years < MID_YEARS else "senior"
