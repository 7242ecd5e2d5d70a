"""Changes to a plan, each a pure function: a new plan comes out, the old one stays as it was."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from shared_backend.domain.career import Plan, State, Step
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.careers.planning import MOST_STEPS


def rename_step(plan: Plan, step_id: str, title: str) -> Plan:
    """Another title for one step."""
    return _changed(plan, step_id, title=" ".join(title.split()))


def annotate(plan: Plan, step_id: str, note: str) -> Plan:
    """Another note on one step."""
    return _changed(plan, step_id, note=note.strip())


def set_hours(plan: Plan, step_id: str, hours: float) -> Plan:
    """Another estimate for one step; its dates stay."""
    return _changed(plan, step_id, hours=hours)


def move_in_time(plan: Plan, step_id: str, start: date, due: date) -> Plan:
    """Other dates for one step; the others stay where they are."""
    return _changed(plan, step_id, start=start, due=due)


def set_state(plan: Plan, step_id: str, state: State, on: date) -> Plan:
    """Mark one step as done, skipped or open again."""
    return _changed(plan, step_id, state=state, done_on=on if state == "done" else None)


def done_everywhere(plans: Iterable[Plan], step: Step, on: date) -> tuple[Plan, ...]:
    """The plans in which a step that is done finishes steps for the same skill at no higher a level; only those."""
    found = []
    for plan in plans:
        same = [
            one for one in plan.steps if one.state == "open" and one.skill == step.skill and one.level <= step.level
        ]
        for one in same:
            plan = set_state(plan, one.id, "done", on)
        if same:
            found.append(plan)
    return tuple(found)


def move_step(plan: Plan, step_id: str, place: int) -> Plan:
    """The step at another place of the order (0 is the first); dates stay."""
    step = plan.step(step_id)
    others = [one for one in plan.steps if one.id != step_id]
    if not 0 <= place <= len(others):
        raise InvalidInput(f"Choose a place between 1 and {len(plan.steps)}.")
    return replace(plan, steps=(*others[:place], step, *others[place:]))


def add_step(plan: Plan, step: Step) -> Plan:
    """One more step at the end; the same id again changes nothing."""
    if any(one.id == step.id for one in plan.steps):
        return plan
    if len(plan.steps) >= MOST_STEPS:
        raise InvalidInput(f"A plan holds at most {MOST_STEPS} steps. Remove one first.")
    return replace(plan, steps=(*plan.steps, step))


def remove_step(plan: Plan, step_id: str) -> Plan:
    """Without one step."""
    plan.step(step_id)
    return replace(plan, steps=tuple(one for one in plan.steps if one.id != step_id))


def late(plan: Plan, today: date) -> tuple[Step, ...]:
    """The open steps that should be done by now."""
    return tuple(step for step in plan.steps if step.state == "open" and step.due < today)


def replan(plan: Plan, today: date) -> Plan:
    """Open steps one after the other from today, in their order, at the hours a week of the plan; others stay.

    A plan that is laid out so already comes back unchanged, so that calendars are not told of nothing.
    """
    begins, steps = today, []
    for step in plan.steps:
        if step.state == "open":
            due = begins + timedelta(days=max(math.ceil(step.hours / plan.hours_per_week * 7), 1) - 1)
            if (step.start, step.due) != (begins, due):
                step = replace(step, start=begins, due=due, sequence=step.sequence + 1)
            begins = due + timedelta(days=1)
        steps.append(step)
    return replace(plan, steps=tuple(steps))


def progress(plan: Plan) -> tuple[int, int]:
    """How many steps are done, of those that are not skipped."""
    counted: Sequence[Step] = [step for step in plan.steps if step.state != "skipped"]
    return sum(step.state == "done" for step in counted), len(counted)


def _changed(plan: Plan, step_id: str, **values: Any) -> Plan:
    step = plan.step(step_id)
    if all(getattr(step, name) == value for name, value in values.items()):
        return plan
    # A calendar takes a change for newer by its sequence number (RFC 5545, 3.8.7.4).
    new = replace(step, **values, sequence=step.sequence + 1)
    return replace(plan, steps=tuple(new if one.id == step_id else one for one in plan.steps))
