"""What somebody can do, from all signs of it: a level with a range for every skill, and where it comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shared_backend.domain.career import CareerProfile, Evidence, Source
from shared_backend.services.careers.elements import TECHNOLOGY, kind_of, subjects
from shared_backend.services.careers.requirements import Requirements, requirements

# Our own assumptions, on the scale of 0 to 7. Words without a level tell of working use; more of them of more.
ONE_MENTION, EACH_FURTHER, MOST_FROM_WORDS = 3.0, 0.5, 4.5
# A job calls for a level, not everybody in it has all of it, and some of it fades with the years.
# After ten years what was done every day is still nearly there (`matching.NEARLY`), and less is known about it.
BELOW_OCCUPATION, FADES_BY_YEAR, FADES_AT_MOST = 0.2, 0.03, 0.3
WIDER_BY_YEAR, WIDER_AT_MOST = 0.05, 0.6
OF_JOB_TECHNOLOGY = 2.5
OF_SUBJECT = 1.0
# How far off a level may be, by where it comes from.
WIDTH: Mapping[Source, float] = {
    "rated": 0.7,
    "plan": 0.6,
    "ledger": 1.0,
    "interview": 1.0,
    "occupation": 0.8,
    "school": 1.0,
}
_RANK: tuple[Source, ...] = ("plan", "rated", "interview", "ledger", "occupation", "school")


@dataclass(frozen=True, slots=True)
class Own:
    """A level on 0–7, its range, and the signs for it, strongest source first."""

    level: float
    low: float
    high: float
    evidence: tuple[Evidence, ...]


NOTHING = Own(0.0, 0.0, 1.0, ())


def own_levels(profile: CareerProfile, signs: Iterable[Evidence], reference: Path) -> dict[str, Own]:
    """A level for every skill and field of knowledge, and for the programs and tools there are signs of.

    A person's own rating is believed; without one the highest of what their words, their occupation and school tell
    counts. What they denied is 0.

    Parameters
    ----------
    signs : iterable of Evidence
        From the ledger, interviews and steps that were done.
    """
    facts = requirements(reference)
    told: dict[str, list[Evidence]] = defaultdict(list)
    for sign in (*profile.rated, *signs):
        kind_of(sign.skill)
        told[sign.skill].append(sign)
    usual = _usual(profile, facts, reference)
    found = {}
    for skill in (*facts.skills, *(one for one in (*told, *usual) if one.startswith(TECHNOLOGY))):
        if skill in profile.denied:
            found[skill] = Own(0.0, 0.0, 0.5, ())
        else:
            found[skill] = _own(told.get(skill, []), usual.get(skill), profile.years_away)
    return found


def _own(told: list[Evidence], usual: Evidence | None, years_away: int) -> Own:
    signs = tuple(sorted((*told, *([usual] if usual else [])), key=lambda sign: _RANK.index(sign.source)))
    if not signs:
        return NOTHING
    rated = [sign.level for sign in signs if sign.source in ("rated", "plan") and sign.level is not None]
    said = {sign.quote for sign in told if sign.level is None}
    words = min(ONE_MENTION + EACH_FURTHER * (len(said) - 1), MOST_FROM_WORDS) if said else 0.0
    level = max(rated) if rated else max(words, (usual.level or 0.0) if usual else 0.0)
    width = WIDTH[signs[0].source]
    if signs[0].source == "occupation":
        width += min(WIDER_BY_YEAR * years_away, WIDER_AT_MOST)
    level = min(max(level, 0.0), 7.0)
    return Own(round(level, 2), round(max(level - width, 0.0), 2), round(min(level + width, 7.0), 2), signs)


def _usual(profile: CareerProfile, facts: Requirements, reference: Path) -> dict[str, Evidence]:
    """What school and the present or last occupation let expect."""
    floor = dict(zip(facts.skills, facts.floor.tolist(), strict=True))
    for subject in profile.subjects:
        for skill in subjects(reference).get(subject, ()):
            floor[skill] += OF_SUBJECT
    found = {skill: Evidence(skill, "school", round(level, 2)) for skill, level in floor.items()}
    at = facts.standing(profile.occupation)
    if at is None:
        return found
    less = BELOW_OCCUPATION + min(FADES_BY_YEAR * max(profile.years_away, 0), FADES_AT_MOST)
    for skill, level in zip(facts.skills, facts.level[at].tolist(), strict=True):
        if level - less > floor[skill]:
            found[skill] = Evidence(skill, "occupation", round(level - less, 2))
    for skill in facts.technologies[at]:
        found[skill] = Evidence(skill, "occupation", OF_JOB_TECHNOLOGY)
    return found
