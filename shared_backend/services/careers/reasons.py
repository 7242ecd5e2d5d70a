"""Why an occupation is suggested: sentences that hold, because each is made from the number it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from shared_backend.domain.career import CareerProfile
from shared_backend.services.careers.elements import name_of, subjects
from shared_backend.services.careers.interests import in_words
from shared_backend.services.careers.matching import Held
from shared_backend.services.careers.requirements import Requirements
from shared_backend.services.careers.rules import leads

LINKS = {1.0: "one of the closest to", 0.8: "close to", 0.6: "related to"}
TOP = 2
HIGHEST = 5
_TELLING = 3


def why(
    facts: Requirements, profile: CareerProfile, code: str, lines: Sequence[Held], reference: Path
) -> tuple[str, ...]:
    """How many key skills are there, how it is linked to the present occupation, and which interests it shares."""
    have = sum(line.status == "have" for line in lines)
    found = [f"You have {have} of {len(lines)} key skills."]
    if have == 0:
        found += _nothing_yet(profile, lines)
    at, now = facts.places[code], facts.standing(profile.occupation)
    if now == at:
        found.append("It is what you did before.")
        if facts.entry[at][0] == "licence":
            found.append("After years away, ask first whether your licence or registration is still valid.")
    elif now is not None:
        title = facts.titles[facts.codes[now]]
        weight = facts.links.get(facts.codes[now], {}).get(code)
        if weight is not None:
            found.append(f"It is listed as {LINKS[weight]} {title}.")
        found.append(_preparation(int(facts.zone[at] - facts.zone[now]), title))
    elif facts.zone[at] <= 2:
        found.append("Most of it is learned on the job.")
    if code[:2] in profile.towards:
        found.append("It is in a field you said you would like to move to.")
    shared = _shared_interests(facts, profile, at)
    if shared:
        found.append(f"It suits your interests: {', '.join(map(in_words, shared))}.")
    taught = _subjects(profile, lines, reference)
    if taught:
        found.append(f"It uses what you like at school: {', '.join(taught)}.")
    return tuple(found)


def _nothing_yet(profile: CareerProfile, lines: Sequence[Held]) -> list[str]:
    """Why it is shown all the same: as a beginning, in work or in leading others."""
    partly = f"{sum(line.status == 'partial' for line in lines)} of them are there in part"
    if profile.occupation is None:
        return [f"Nobody expects them of a beginner: {partly}, and the rest is taught."]
    return [f"Leading others is a beginning of its own: {partly}, and the rest is learned by taking on a little of it."]


def without_step_up(facts: Requirements, profile: CareerProfile) -> str:
    """Why no card is a step up, for somebody with an occupation."""
    at = facts.standing(profile.occupation)
    if at is None:
        return ""
    title = facts.titles[facts.codes[at]]
    if facts.zone[at] >= HIGHEST and leads(facts.codes[at], facts.titles[facts.codes[at]]):
        return (
            f"There is no step up from {title} among the occupations we know: it leads others and needs the most "
            "preparation there is. A larger organisation or another field is what can come next."
        )
    return (
        f"No step up from {title} fits what you can do now well enough to be suggested. Rate more of your skills, or "
        "look at what a stretch would take."
    )


def _preparation(zones: int, title: str) -> str:
    if zones == 0:
        return f"It needs as much preparation as {title}."
    return f"It needs {'more' if zones > 0 else 'less'} preparation than {title}."


def _shared_interests(facts: Requirements, profile: CareerProfile, at: int) -> list[str]:
    """Interests that are above the person's own middle and among the strongest two of the occupation."""
    if not profile.interests:
        return []
    middle = sum(profile.interests.values()) / len(profile.interests)
    mine = {name for name, value in profile.interests.items() if value >= middle}
    theirs = sorted(zip(facts.interest_names, facts.interests[at].tolist(), strict=True), key=lambda pair: -pair[1])
    return [name for name, _ in theirs[:TOP] if name in mine]


def _subjects(profile: CareerProfile, lines: Sequence[Held], reference: Path) -> list[str]:
    """Subjects that teach one of the key skills."""
    called = {line.need.skill for line in lines}
    taught = subjects(reference)
    return [one for one in profile.subjects if called & set(taught.get(one, ()))][:_TELLING]


def transfers(lines: Sequence[Held]) -> tuple[Held, ...]:
    """The key skills somebody has, those with words of their own first."""
    there = [line for line in lines if line.status == "have"]
    return tuple(sorted(there, key=lambda line: not any(sign.quote for sign in line.own.evidence)))


def lacking(lines: Sequence[Held]) -> tuple[str, ...]:
    """Names of the key skills that are missing or there in part, most important first."""
    return tuple(dict.fromkeys(name_of(line.need.skill) for line in lines if line.status != "have"))
