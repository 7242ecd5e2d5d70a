"""Changes to a plan, each a pure function: a new plan comes out, the old one stays as it was."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from shared_backend.domain.career import Helped, Plan, State, Step
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.careers.planning import MOST_STEPS


@dataclass(frozen=True, slots=True)
class Moved:
    """One step that a change would put elsewhere in time: as it is, and when it would start and be due."""

    step: Step
    start: date
    due: date


def rename(plan: Plan, title: str) -> Plan:
    """Another title for the plan."""
    return replace(plan, title=" ".join(title.split()))


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
    """Other dates for one step; the others keep theirs. In the order it goes where its start puts it."""
    new = _changed(plan, step_id, start=start, due=due)
    at = [one.id for one in new.steps].index(step_id)
    before, after = new.steps[:at], new.steps[at + 1 :]
    if (not before or before[-1].start <= start) and (not after or start <= after[0].start):
        return new
    others = (*before, *after)
    place = next((i for i, one in enumerate(others) if one.start > start), len(others))
    return move_step(new, step_id, place)


def set_state(plan: Plan, step_id: str, state: State, on: date) -> Plan:
    """Mark one step as done, skipped or open again; what is not done has helped nobody."""
    if plan.step(step_id).state == state:
        return plan
    return _changed(plan, step_id, state=state, done_on=on if state == "done" else None, helped=None)


def say_helped(plan: Plan, step_id: str, helped: Helped | None) -> Plan:
    """Say whether a step that is done helped, or take it back; a calendar shows nothing of it."""
    step = plan.step(step_id)
    if step.state != "done":
        raise InvalidInput("Say whether it helped once the step is done.")
    return _with(plan, replace(step, helped=helped))


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


def earlier(plan: Plan, step_id: str) -> Plan:
    """The step changes places with the open step before it, in order and in time; the first stays."""
    at = [step.id for step in plan.steps]
    before = [step for step in plan.steps[: at.index(plan.step(step_id).id)] if step.state == "open"]
    return _exchanged(plan, before[-1], plan.step(step_id)) if before else plan


def later(plan: Plan, step_id: str) -> Plan:
    """The step changes places with the open step after it, in order and in time; the last stays."""
    at = [step.id for step in plan.steps]
    after = [step for step in plan.steps[at.index(plan.step(step_id).id) + 1 :] if step.state == "open"]
    return _exchanged(plan, plan.step(step_id), after[0]) if after else plan


def add_step(plan: Plan, step: Step) -> Plan:
    """One more step at the end; the same id again changes nothing."""
    if any(one.id == step.id for one in (*plan.steps, *plan.removed)):
        return plan
    if len(plan.steps) >= MOST_STEPS:
        raise InvalidInput(f"A plan holds at most {MOST_STEPS} steps. Remove one first.")
    return replace(plan, steps=(*plan.steps, step))


def remove_step(plan: Plan, step_id: str) -> Plan:
    """Without one step, which can be put back."""
    gone = plan.step(step_id)
    # A calendar takes the news that it is gone for newer by its sequence number.
    gone = replace(gone, sequence=gone.sequence + 1)
    kept = tuple(one for one in plan.steps if one.id != step_id)
    return replace(plan, steps=kept, removed=(*plan.removed, gone)[-MOST_STEPS:])


def put_back(plan: Plan, step_id: str) -> Plan:
    """A step that was removed, before the first one that starts later."""
    found = [one for one in plan.removed if one.id == step_id]
    if not found:
        raise InvalidInput("This step was not removed from this plan. Reload the page to see its present state.")
    if len(plan.steps) >= MOST_STEPS:
        raise InvalidInput(f"A plan holds at most {MOST_STEPS} steps. Remove one first.")
    step = replace(found[0], sequence=found[0].sequence + 1)
    place = next((at for at, one in enumerate(plan.steps) if one.start > step.start), len(plan.steps))
    steps = (*plan.steps[:place], step, *plan.steps[place:])
    return replace(plan, steps=steps, removed=tuple(one for one in plan.removed if one.id != step_id))


def late(plan: Plan, today: date) -> tuple[Step, ...]:
    """The open steps that should be done by now."""
    return tuple(step for step in plan.steps if step.state == "open" and step.due < today)


def replan(plan: Plan, start: date, hours_per_week: float | None = None) -> Plan:
    """Open steps one after the other from `start`, in their order, at so many hours a week (the plan's by default).

    A plan that is laid out so already comes back unchanged, so that calendars are not told of nothing.
    """
    hours = plan.hours_per_week if hours_per_week is None else float(hours_per_week)
    plan = replace(plan, hours_per_week=hours)
    begins, steps = start, []
    for step in plan.steps:
        if step.state == "open":
            due = begins + timedelta(days=max(math.ceil(step.hours / hours * 7), 1) - 1)
            if (step.start, step.due) != (begins, due):
                step = replace(step, start=begins, due=due, sequence=step.sequence + 1)
            begins = due + timedelta(days=1)
        steps.append(step)
    return replace(plan, steps=tuple(steps))


def moved(before: Plan, after: Plan) -> tuple[Moved, ...]:
    """The steps whose dates differ, in the order of the plan as it was."""
    then = {step.id: step for step in after.steps}
    return tuple(
        Moved(step, then[step.id].start, then[step.id].due)
        for step in before.steps
        if step.id in then and (then[step.id].start, then[step.id].due) != (step.start, step.due)
    )


def progress(plan: Plan) -> tuple[int, int]:
    """How many steps are done, of those that are not skipped."""
    counted: Sequence[Step] = [step for step in plan.steps if step.state != "skipped"]
    return sum(step.state == "done" for step in counted), len(counted)


def _exchanged(plan: Plan, first: Step, then: Step) -> Plan:
    """`then` where `first` stood and `first` behind it, both as long as they were."""
    length, pause = then.due - then.start, max(then.start - first.due, timedelta(days=1))
    begins = min(first.start, then.start)
    after = begins + length + pause
    new = _changed(plan, then.id, start=begins, due=begins + length)
    new = _changed(new, first.id, start=after, due=after + (first.due - first.start))
    swapped = {first.id: new.step(then.id), then.id: new.step(first.id)}
    return replace(new, steps=tuple(swapped.get(one.id, one) for one in new.steps))


def _changed(plan: Plan, step_id: str, **values: Any) -> Plan:
    step = plan.step(step_id)
    if all(getattr(step, name) == value for name, value in values.items()):
        return plan
    # A calendar takes a change for newer by its sequence number (RFC 5545, 3.8.7.4).
    return _with(plan, replace(step, **values, sequence=step.sequence + 1))


def _with(plan: Plan, step: Step) -> Plan:
    return replace(plan, steps=tuple(step if one.id == step.id else one for one in plan.steps))
