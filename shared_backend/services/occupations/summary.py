"""An occupation in short: what matters most in it, in plain words, and what is not recorded said as such."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shared_backend.domain.career import PREPARATION, UNKNOWN_PREPARATION
from shared_backend.services.occupations.facts import Occupation, Rating, Related, Technology

SKILLS, KNOWLEDGE, TECHNOLOGIES, INTERESTS, RELATED = 10, 8, 8, 3, 10
SCALE = "Level 0 (none) to 7 (the highest there is); importance 1 (not important) to 5 (extremely important)."
NO_RATINGS = "Skills and knowledge are not rated for this occupation."
SEE_RELATED = "Look at one of the related ones."


@dataclass(frozen=True, slots=True)
class Line:
    """One skill or field of knowledge with its rating."""

    name: str
    rating: Rating


@dataclass(frozen=True, slots=True)
class Summary:
    """What a page shows of an occupation; `missing` names in sentences what is not known."""

    code: str
    title: str
    group: str
    preparation: str
    scale: str
    skills: tuple[Line, ...]
    knowledge: tuple[Line, ...]
    technologies: tuple[Technology, ...]
    interests: tuple[str, ...]
    related: tuple[Related, ...]
    missing: tuple[str, ...]


def summary(occupation: Occupation) -> Summary:
    """The most important facts, most important first."""
    zone = occupation.job_zone
    missing = [] if occupation.skills else [NO_RATINGS]
    if missing and occupation.related:
        missing = [f"{NO_RATINGS} {SEE_RELATED}"]
    liked = sorted(occupation.interests.items(), key=lambda pair: (-pair[1], pair[0]))
    return Summary(
        code=occupation.code,
        title=occupation.title,
        group=occupation.major_group_title,
        preparation=UNKNOWN_PREPARATION if zone is None else PREPARATION[zone],
        scale=SCALE,
        skills=_top(occupation.skills, SKILLS),
        knowledge=_top(occupation.knowledge, KNOWLEDGE),
        technologies=occupation.technologies[:TECHNOLOGIES],
        interests=tuple(name for name, _ in liked[:INTERESTS]),
        related=occupation.related[:RELATED],
        missing=tuple(missing),
    )


def _top(rated: Mapping[str, Rating], count: int) -> tuple[Line, ...]:
    order = sorted(rated, key=lambda name: (-rated[name].importance, -rated[name].level, name))
    return tuple(Line(name, rated[name]) for name in order[:count])
