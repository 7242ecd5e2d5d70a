"""What somebody said and did last, as far as it speaks for learning one skill before another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared_backend.services.careers.elements import TECHNOLOGY
from shared_backend.services.careers.requirements import requirements

LAST = 10
# Each path that interests them adds this share to a skill it calls for, at most three times; so does a kind of step
# that helped, and one that did not takes it away.
MORE, MOST_TIMES = 0.10, 3
_KINDS: Mapping[str, str] = {"skill": "skill", "knowledge": "field of knowledge", TECHNOLOGY: "tool"}


@dataclass(frozen=True, slots=True)
class Lately:
    """By how much a skill comes sooner (1: no change), and why in words."""

    weight: float
    reasons: tuple[str, ...]


NOTHING_LATELY: Mapping[str, Lately] = {}


def lately(liked: Sequence[str], steps: Sequence[tuple[str, float]], reference: Path) -> dict[str, Lately]:
    """For each skill that the last things speak for or against.

    Parameters
    ----------
    liked : sequence of str
        Codes of occupations that were called interesting or chosen.
    steps : sequence of (str, float)
        ``do:kind`` or ``help:kind`` of steps, and how it went in [0, 1].
    """
    facts = requirements(reference)
    called = Counter(need.skill for code in dict.fromkeys(liked) if code in facts.places for need in facts.needs(code))
    told: dict[str, list[float]] = {}
    for name, outcome in steps:
        about, _, kind = name.partition(":")
        if about == "help":
            told.setdefault(kind, []).append(outcome)
    kinds = {kind: sum(found) / len(found) for kind, found in told.items()}
    return {skill: _of(skill, called[skill], kinds) for skill in (*called, *_others(facts.skills, called, kinds))}


def _others(skills: Sequence[str], called: Mapping[str, int], kinds: Mapping[str, float]) -> list[str]:
    return [skill for skill in skills if skill not in called and skill.partition(":")[0] in kinds]


def _of(skill: str, times: int, kinds: Mapping[str, float]) -> Lately:
    kind = skill.partition(":")[0]
    reasons = []
    weight = 1 + MORE * min(times, MOST_TIMES)
    if times:
        some = "a path you chose or liked lately calls"
        many = f"{times} paths you chose or liked lately call"
        reasons.append(f"{some if times == 1 else many} for it")
    if kind in kinds:
        helped = kinds[kind]
        weight += MORE * (2 * helped - 1)
        if helped > 0.5:
            reasons.append(f"learning a {_KINDS[kind]} helped you lately")
        elif helped < 0.5:
            reasons.append(f"learning a {_KINDS[kind]} did not help you lately")
    return Lately(weight, tuple(reasons))
