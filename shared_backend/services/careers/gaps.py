"""What lies between somebody and an occupation: have, partial or missing, and what mending it takes in hours."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared_backend.domain.career import PREPARATION
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.services.careers.elements import TECHNOLOGY, Effort, effort, elements, kind_of, name_of
from shared_backend.services.careers.matching import Held, Status, held, match
from shared_backend.services.careers.own_levels import Own
from shared_backend.services.careers.requirements import requirements

LEAST_HOURS, MOST_HOURS = 0.5, 60.0
NOT_COUNTED = "Schooling, a licence or experience that is formally asked for is not in these hours."
TECHNOLOGY_PROOF = "A small piece of work made with it that somebody else can open."


@dataclass(frozen=True, slots=True)
class Gap:
    """One line of the table. `hours` are the least and the most to get there, nought for what is there."""

    skill: str
    name: str
    kind: str
    importance: float
    needed: float
    own: Own
    status: Status
    hours: tuple[float, float]
    proof: str


@dataclass(frozen=True, slots=True)
class GapTable:
    """All lines, what weighs most first, with the sum of hours and the weeks at so many hours a week."""

    code: str
    title: str
    match: float
    lines: tuple[Gap, ...]
    hours: tuple[float, float]
    weeks: tuple[int, int]
    hours_per_week: float
    preparation: str
    assumption: str
    not_counted: str = NOT_COUNTED

    @property
    def open(self) -> tuple[Gap, ...]:
        """The lines that are not there yet."""
        return tuple(line for line in self.lines if line.status != "have")


def checked_hours(hours_per_week: float) -> float:
    """Hours a week. Raises `InvalidInput` outside what a week holds."""
    if not LEAST_HOURS <= hours_per_week <= MOST_HOURS:
        raise InvalidInput("Choose between half an hour and 60 hours a week.")
    return hours_per_week


def gap_table(code: str, own: Mapping[str, Own], hours_per_week: float, reference: Path) -> GapTable:
    """The table for one occupation. Raises `NotFound` when it is not described, `InvalidInput` for the hours."""
    facts = requirements(reference)
    if code not in facts.places:
        raise NotFound("This occupation is not described. Choose one of the related ones.")
    checked_hours(hours_per_week)
    assumed = effort(reference)
    found = held(facts.needs(code), own)
    lines = [_gap(line, assumed, reference) for line in found]
    order: list[Status] = ["missing", "partial", "have"]
    lines.sort(key=lambda gap: (order.index(gap.status), -gap.importance, gap.skill))
    low, high = (sum(gap.hours[i] for gap in lines) for i in (0, 1))
    return GapTable(
        code=code,
        title=facts.titles[code],
        match=round(match(found), 4),
        lines=tuple(lines),
        hours=(low, high),
        weeks=(math.ceil(low / hours_per_week), math.ceil(high / hours_per_week)),
        hours_per_week=hours_per_week,
        preparation=PREPARATION[int(facts.zone[facts.places[code]])],
        assumption=assumed.source,
    )


def hours_for(skill: str, start: float, end: float, assumed: Effort) -> tuple[float, float]:
    """Hours from one level to another, rounded to whole hours; the levels above `upper_from` take longer each."""
    low, high = assumed.hours[kind_of(skill)]
    below = max(min(end, assumed.upper_from) - start, 0.0)
    above = max(end - max(start, assumed.upper_from), 0.0)
    levels = (below + above * assumed.upper_times) * (assumed.slower_times if skill in assumed.slower else 1.0)
    return (float(math.ceil(levels * low)), float(math.ceil(levels * high)))


def proof_of(skill: str, reference: Path) -> str:
    """What would show somebody else that a skill is there."""
    known = elements(reference).get(skill)
    return TECHNOLOGY_PROOF if known is None or skill.startswith(TECHNOLOGY) else known.proof


def _gap(line: Held, assumed: Effort, reference: Path) -> Gap:
    need, own = line.need, line.own
    there = line.status == "have"
    return Gap(
        skill=need.skill,
        name=name_of(need.skill),
        kind=kind_of(need.skill),
        importance=need.importance,
        needed=need.level,
        own=own,
        status=line.status,
        hours=(0.0, 0.0) if there else hours_for(need.skill, own.level, need.level, assumed),
        proof=proof_of(need.skill, reference),
    )
