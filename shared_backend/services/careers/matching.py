"""How much of what an occupation calls for somebody has: skill by skill, and as one share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray
from shared_backend.services.careers.own_levels import NOTHING, Own
from shared_backend.services.careers.requirements import (
    TECHNOLOGY_IMPORTANCE,
    TECHNOLOGY_LEVEL,
    Need,
    Requirements,
)

Status = Literal["have", "partial", "missing"]
# As good as there: the scale is no more exact than that.
NEARLY = 0.5
PARTLY = 0.5
# The first half of a skill is the smaller half: half the level counts as a quarter of the way.
STEEP = 2


@dataclass(frozen=True, slots=True)
class Held:
    """One need beside what somebody has of it; `share` is in [0, 1]."""

    need: Need
    own: Own
    status: Status
    share: float


def status_of(level: float, needed: float) -> Status:
    """Whether a level does: nearly there is there, half of it is a part."""
    if level >= needed - NEARLY:
        return "have"
    return "partial" if level >= PARTLY * needed else "missing"


def held(needs: Sequence[Need], own: Mapping[str, Own]) -> tuple[Held, ...]:
    """Every need of an occupation beside what somebody has of it."""
    found = []
    for need in needs:
        mine = own.get(need.skill, NOTHING)
        share = 1.0 if need.level <= 0 else min(mine.level / need.level, 1.0) ** STEEP
        status = status_of(mine.level, need.level)
        found.append(Held(need, mine, status, 1.0 if status == "have" else share))
    return tuple(found)


def match(lines: Sequence[Held]) -> float:
    """The share in [0, 1] of what is called for, weighted by importance above 1 ("not important")."""
    weight = sum(line.need.importance - 1 for line in lines)
    return sum((line.need.importance - 1) * line.share for line in lines) / weight if weight > 0 else 0.0


@dataclass(frozen=True)
class Counts:
    """How many key skills of every occupation somebody has in full and in part; arrays in the order of the codes."""

    have: NDArray[np.intp]
    partial: NDArray[np.intp]
    number: NDArray[np.intp]


def counts(facts: Requirements, own: Mapping[str, Own]) -> Counts:
    """`held` of every occupation at once, counted."""
    mine = np.array([own.get(skill, NOTHING).level for skill in facts.skills])
    full = facts.key & (mine >= facts.level - NEARLY)
    partial = facts.key & ~full & (mine >= PARTLY * facts.level)
    have, some = full.sum(axis=1), partial.sum(axis=1)
    for at, names in enumerate(facts.technologies):
        states = [status_of(own.get(name, NOTHING).level, TECHNOLOGY_LEVEL) for name in names]
        have[at] += states.count("have")
        some[at] += states.count("partial")
    number = facts.key.sum(axis=1) + np.array([len(names) for names in facts.technologies])
    return Counts(have, some, number)


def matches(facts: Requirements, own: Mapping[str, Own]) -> FloatArray:
    """`match` of every occupation at once, in the order of `facts.codes`."""
    mine = np.array([own.get(skill, NOTHING).level for skill in facts.skills])
    share = np.where(mine >= facts.level - NEARLY, 1.0, np.minimum(mine / np.maximum(facts.level, 1e-9), 1.0) ** STEEP)
    weight = (facts.importance - 1) * facts.key
    got, whole = (weight * share).sum(axis=1), weight.sum(axis=1)
    one = TECHNOLOGY_IMPORTANCE - 1
    for at, names in enumerate(facts.technologies):
        for name in names:
            level = own.get(name, NOTHING).level
            got[at] += one * (1.0 if level >= TECHNOLOGY_LEVEL - NEARLY else (level / TECHNOLOGY_LEVEL) ** STEEP)
        whole[at] += one * len(names)
    found: FloatArray = got / np.maximum(whole, 1e-9)
    return found
