"""A plan from gaps: what weighs most and is missing most comes first, but nothing before what it builds on."""

from __future__ import annotations

import math
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from shared_backend.domain.career import Evidence, Plan, Step
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.careers.elements import TECHNOLOGY, effort
from shared_backend.services.careers.gaps import Gap, GapTable
from shared_backend.services.careers.recent import NOTHING_LATELY, Lately

MOST_STEPS = 60
_KINDS = {"skill": "skill", "knowledge": "knowledge", TECHNOLOGY: "tool"}
WEIGHTS: Mapping[int, str] = {
    1: "of little importance",
    2: "somewhat important",
    3: "important",
    4: "very important",
}
_NAMESPACE = uuid.UUID("6b1f2a52-9c0e-5d0b-8f0b-3f4f6a1d7e11")


@dataclass(frozen=True, slots=True)
class Priority:
    """One gap at its place in the order, with what speaks for that place."""

    gap: Gap
    reasons: tuple[str, ...]


def make_plan(
    table: GapTable,
    *,
    plan_id: str,
    start: date,
    at: datetime,
    reference: Path,
    lately: Mapping[str, Lately] = NOTHING_LATELY,
) -> Plan:
    """Steps for every gap, one after the other at the hours a week of the table, beginning on `start`.

    `lately` is what the last things said and done speak for. The same plan id and table give the same steps with the
    same ids.
    """
    steps: list[Step] = []
    begins = start
    for gap in in_order(table.open, reference, lately):
        hours = max(round(sum(gap.hours) / 2), 1)
        due = begins + timedelta(days=max(math.ceil(hours / table.hours_per_week * 7), 1) - 1)
        told = lately[gap.skill].reasons if gap.skill in lately else ()
        steps.append(_step(gap, plan_id, table.title, begins, due, hours, told))
        begins = due + timedelta(days=1)
    return Plan(plan_id, table.code, f"Towards {table.title}"[:200], table.hours_per_week, tuple(steps), at, at)


def in_order(gaps: Iterable[Gap], reference: Path, lately: Mapping[str, Lately] = NOTHING_LATELY) -> tuple[Gap, ...]:
    """By importance times what is missing, and what was said and done lately; each after the gaps it builds on."""

    def worth(gap: Gap) -> float:
        return priority(gap) * (lately[gap.skill].weight if gap.skill in lately else 1.0)

    left = sorted(gaps, key=lambda gap: (-worth(gap), gap.skill))
    before, after_all = effort(reference).before, effort(reference).technology_after
    found: list[Gap] = []
    while left:
        waiting = {gap.skill for gap in left}

        def free(gap: Gap, waiting: set[str] = waiting) -> bool:
            first = after_all if gap.kind == TECHNOLOGY else before.get(gap.skill, ())
            return not waiting & set(first) - {gap.skill}

        # Two that wait for each other would wait for ever: then the weightier goes first.
        chosen = next((gap for gap in left if free(gap)), left[0])
        left.remove(chosen)
        found.append(chosen)
    return tuple(found)


def priority(gap: Gap) -> float:
    """Importance above "not important" times the share of the level that is missing."""
    return (gap.importance - 1) * max(1 - gap.own.level / gap.needed, 0.0) if gap.needed > 0 else 0.0


def priorities(
    gaps: Iterable[Gap], reference: Path, lately: Mapping[str, Lately] = NOTHING_LATELY
) -> tuple[Priority, ...]:
    """The gaps in the order in which they are best closed, each with the reasons for its place."""
    ordered = in_order(gaps, reference, lately)
    before, after_all = effort(reference).before, effort(reference).technology_after

    def first_of(gap: Gap) -> set[str]:
        return set(after_all if gap.kind == TECHNOLOGY else before.get(gap.skill, ())) - {gap.skill}

    found = []
    for place, gap in enumerate(ordered):
        builds = [other.name for other in ordered[place + 1 :] if gap.skill in first_of(other)]
        after = [other.name for other in ordered[:place] if other.skill in first_of(gap)]
        reasons = [f"{weight(gap.importance)} ({gap.importance:.1f} of 5)"]
        reasons.append("nothing of it is there" if gap.own.level <= 0 else _there(gap))
        reasons += [f"{_listed(builds)} {'builds' if len(builds) == 1 else 'build'} on it"] if builds else []
        reasons += [f"builds on {_listed(after)}"] if after else []
        reasons += lately[gap.skill].reasons if gap.skill in lately else ()
        found.append(Priority(gap, tuple(reasons)))
    return tuple(found)


def weight(importance: float) -> str:
    """Importance (1 to 5) in words.

    >>> weight(4.2), weight(2.9)
    ('very important', 'somewhat important')
    """
    return WEIGHTS[min(max(int(importance), 1), 4)]


def done_evidence(plans: Iterable[Plan]) -> tuple[Evidence, ...]:
    """What steps that are done add to what somebody can do, wherever it is asked."""
    return tuple(
        Evidence(step.skill, "plan", step.level, step.title)
        for plan in plans
        for step in plan.steps
        if step.state == "done"
    )


def what_if(skills: Mapping[str, float]) -> tuple[Evidence, ...]:
    """Evidence as if these skills were learned to these levels. Raises `InvalidInput` for a level outside 0 to 7."""
    if any(not 0 <= level <= 7 for level in skills.values()):
        raise InvalidInput("A level lies between 0 and 7.")
    return tuple(Evidence(skill, "plan", level) for skill, level in sorted(skills.items()))


def _there(gap: Gap) -> str:
    return f"{gap.own.level:.1f} of the {gap.needed:.1f} that it takes are there"


def _listed(names: list[str]) -> str:
    """At most three names.

    >>> _listed(["A", "B", "C", "D"])
    'A, B and 2 more'
    """
    kept = names if len(names) <= 3 else [*names[:2], f"{len(names) - 2} more"]
    return " and ".join(filter(None, (", ".join(kept[:-1]), kept[-1])))


def _step(
    gap: Gap, plan_id: str, target: str, start: date, due: date, hours: float, told: tuple[str, ...] = ()
) -> Step:
    low, high = (f"{hour:g}" for hour in gap.hours)
    also = f" {' and '.join(told).capitalize()}." if told else ""
    word = "missing" if gap.status == "missing" else "there in part"
    return Step(
        id=str(uuid.uuid5(_NAMESPACE, f"{plan_id}/{gap.skill}")),
        title=f"Learn {gap.name} ({_KINDS[gap.kind]})"[:300],
        skill=gap.skill,
        level=round(gap.needed, 2),
        why=f"{target} needs it at {gap.needed:.1f} of 7 and it is {word}: {low} to {high} hours.{also}"[:300],
        proof=gap.proof,
        start=start,
        due=due,
        hours=hours,
    )
