"""What do I do on Monday: plans made from gaps, changed step by step, done once for all of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from sqlalchemy import Connection

from shared_backend.coaching.career_desk import CareerDesk
from shared_backend.domain.career import STALE, Helped, Plan, State, Step
from shared_backend.domain.errors import InvalidInput, StaleVersion
from shared_backend.domain.principal import Principal
from shared_backend.services.careers import plan_edits as edits
from shared_backend.services.careers.elements import kind_of, name_of
from shared_backend.services.careers.gaps import checked_hours, gap_table, proof_of
from shared_backend.services.careers.matching import Status
from shared_backend.services.careers.own_levels import Own
from shared_backend.services.careers.plan_files import from_json
from shared_backend.services.careers.planning import make_plan
from shared_backend.services.careers.requirements import requirements


@dataclass(frozen=True, slots=True)
class Counts:
    """Where a step counts: the skill as it stands now, its line among what is missing, other plans, how many paths.

    `own` is None for a skill there is no sign of, `status` None where the plan's occupation does not call for it.
    """

    own: Own | None
    title: str
    status: Status | None
    plans: tuple[str, ...]
    paths: int


class CareerPlans:
    """A change names the `row_version` it was made on; one made on an older state is refused.

    What a person writes is screened as their answers are: words that speak of danger to them raise `UnsafeContent`,
    and nothing is changed.
    """

    def __init__(self, desk: CareerDesk) -> None:
        self._desk = desk

    def all(self, principal: Principal) -> tuple[Plan, ...]:
        """The plans of this person, the one changed last first."""
        with self._desk.database.read() as connection:
            return self._desk.store.plans(connection, principal.user_id)

    def get(self, principal: Principal, plan_id: str) -> Plan:
        """One plan. Raises `NotFound`."""
        with self._desk.database.read() as connection:
            return self._desk.store.plan(connection, principal.user_id, plan_id)

    def make(self, principal: Principal, code: str, new_id: str, *, start: date | None = None) -> Plan:
        """A plan towards an occupation from what is missing now; the same id again gives the stored one."""
        key = _checked_id(new_id)

        def work(connection: Connection) -> Plan:
            now = self._desk.clock.now()
            stands = self._desk.standing(connection, principal.user_id)
            table = gap_table(code, stands.own, stands.profile.hours_per_week, self._desk.reference)
            begins, lately = start or now.date(), self._desk.learning.lately(connection, principal.user_id)
            reference = self._desk.reference
            plan = make_plan(table, plan_id=key, start=begins, at=now, reference=reference, lately=lately)
            return self._desk.store.add_plan(connection, principal.user_id, plan)

        return self._desk.database.write(work)

    def bring(self, principal: Principal, content: bytes, new_id: str) -> Plan:
        """A plan from its JSON file, under an id of its own when this person has it already.

        Steps keep their ids, so a calendar knows them. Raises `InvalidInput` when it is no plan.
        """
        plan, key = from_json(content), _checked_id(new_id)
        self._desk.known(plan.target)
        for step in (*plan.steps, *plan.removed):
            self._screen(principal, step.title, step.note)
        self._screen(principal, plan.title)

        def work(connection: Connection) -> Plan:
            known = {one.id for one in self._desk.store.plans(connection, principal.user_id)}
            added = self._desk.store.add_plan(connection, principal.user_id, replace(plan, id=key, row_version=1))
            if added.id not in known:
                self._teach(principal, added, {step.id for step in added.steps})
            return added

        return self._desk.database.write(work)

    def rename(self, principal: Principal, plan_id: str, row_version: int, title: str) -> Plan:
        """Another title for the plan."""
        self._screen(principal, title)
        return self._edited(principal, plan_id, row_version, lambda plan: edits.rename(plan, title))

    def rename_step(self, principal: Principal, plan_id: str, row_version: int, step: str, title: str) -> Plan:
        """Another title for one step."""
        self._screen(principal, title)
        return self._edited(principal, plan_id, row_version, lambda plan: edits.rename_step(plan, step, title))

    def annotate(self, principal: Principal, plan_id: str, row_version: int, step: str, note: str) -> Plan:
        """Another note on one step."""
        self._screen(principal, note)
        return self._edited(principal, plan_id, row_version, lambda plan: edits.annotate(plan, step, note))

    def move_in_time(
        self, principal: Principal, plan_id: str, row_version: int, step: str, start: date, due: date
    ) -> Plan:
        """Other dates for one step."""
        return self._edited(principal, plan_id, row_version, lambda plan: edits.move_in_time(plan, step, start, due))

    def move_step(self, principal: Principal, plan_id: str, row_version: int, step: str, place: int) -> Plan:
        """Another place in the order for one step."""
        return self._edited(principal, plan_id, row_version, lambda plan: edits.move_step(plan, step, place))

    def earlier(self, principal: Principal, plan_id: str, row_version: int, step: str) -> Plan:
        """Do one step before the open one that stands before it."""
        return self._edited(principal, plan_id, row_version, lambda plan: edits.earlier(plan, step))

    def later(self, principal: Principal, plan_id: str, row_version: int, step: str) -> Plan:
        """Do one step after the open one that follows it."""
        return self._edited(principal, plan_id, row_version, lambda plan: edits.later(plan, step))

    def set_hours(self, principal: Principal, plan_id: str, row_version: int, step: str, hours: float) -> Plan:
        """Another estimate for one step."""
        return self._edited(principal, plan_id, row_version, lambda plan: edits.set_hours(plan, step, hours))

    def set_state(self, principal: Principal, plan_id: str, row_version: int, step: str, state: State) -> Plan:
        """Mark a step as done, skipped or open; what is done is done in every plan."""
        if state not in get_args(State):
            raise InvalidInput("A step is open, done or skipped.")
        today = self._desk.clock.now().date()

        def work(connection: Connection) -> Plan:
            plan = self._at(connection, principal, plan_id, row_version)
            saved = self._kept(connection, principal, plan, edits.set_state(plan, step, state, today))
            if state == "done":
                others = [one for one in self._desk.store.plans(connection, principal.user_id) if one.id != plan_id]
                for other in edits.done_everywhere(others, saved.step(step), today):
                    old = self._desk.store.plan(connection, principal.user_id, other.id)
                    self._kept(connection, principal, old, other)
            return saved

        return self._desk.database.write(work)

    def add_step(
        self, principal: Principal, plan_id: str, row_version: int, new_id: str, *,
        title: str, skill: str, level: float, start: date, due: date, hours: float,
    ) -> Plan:  # fmt: skip
        """One more step, in the person's own words; the same id again changes nothing."""
        kind_of(skill)
        self._screen(principal, title)
        why = f"You added it for {name_of(skill)}."
        step = Step(
            _checked_id(new_id), title, skill, level, why, proof_of(skill, self._desk.reference), start, due, hours
        )
        return self._edited(principal, plan_id, row_version, lambda plan: edits.add_step(plan, step))

    def say_helped(
        self, principal: Principal, plan_id: str, row_version: int, step: str, helped: Helped | None
    ) -> Plan:
        """Say whether a step that is done helped, or take it back with None."""
        if helped is not None and helped not in get_args(Helped):
            raise InvalidInput("Say whether the step helped: yes, partly or no.")
        return self._edited(principal, plan_id, row_version, lambda plan: edits.say_helped(plan, step, helped))

    def counts(self, principal: Principal, plan_id: str, step: str) -> Counts:
        """Where what a step brings is counted now."""
        facts = requirements(self._desk.reference)
        with self._desk.database.read() as connection:
            plans = self._desk.store.plans(connection, principal.user_id)
            plan = self._desk.store.plan(connection, principal.user_id, plan_id)
            stands = self._desk.standing(connection, principal.user_id)
        skill = plan.step(step).skill
        table = gap_table(plan.target, stands.own, plan.hours_per_week, self._desk.reference)
        status = next((line.status for line in table.lines if line.skill == skill), None)
        others = (one for one in plans if one.id != plan_id)
        there = (one.title for one in others if any(s.skill == skill and s.state == "done" for s in one.steps))
        paths = sum(any(need.skill == skill for need in facts.needs(code)) for code in facts.codes)
        return Counts(stands.own.get(skill), table.title, status, tuple(there), paths)

    def remove_step(self, principal: Principal, plan_id: str, row_version: int, step: str) -> Plan:
        """Without one step, which can be put back."""
        return self._edited(principal, plan_id, row_version, lambda plan: edits.remove_step(plan, step))

    def put_back(self, principal: Principal, plan_id: str, row_version: int, step: str) -> Plan:
        """With a step that was removed."""
        return self._edited(principal, plan_id, row_version, lambda plan: edits.put_back(plan, step))

    def late(self, principal: Principal, plan_id: str) -> tuple[Step, ...]:
        """The open steps that should be done by now."""
        return edits.late(self.get(principal, plan_id), self._desk.clock.now().date())

    def would_move(
        self, principal: Principal, plan_id: str, *, start: date | None = None, hours_per_week: float | None = None
    ) -> tuple[edits.Moved, ...]:
        """What `replan` would move; nothing is changed."""
        plan = self.get(principal, plan_id)
        return edits.moved(plan, self._laid_out(plan, start, hours_per_week))

    def replan(
        self,
        principal: Principal,
        plan_id: str,
        row_version: int,
        *,
        start: date | None = None,
        hours_per_week: float | None = None,
    ) -> Plan:
        """Open steps anew from a day (today), one after the other, at so many hours a week (those of the plan)."""
        return self._edited(principal, plan_id, row_version, lambda plan: self._laid_out(plan, start, hours_per_week))

    def delete(self, principal: Principal, plan_id: str) -> None:
        """Delete a plan. Raises `NotFound`."""

        def work(connection: Connection) -> None:
            plan = self._desk.store.plan(connection, principal.user_id, plan_id)
            self._desk.store.delete_plan(connection, principal.user_id, plan_id)
            self._desk.learning.plan(principal.user_id, plan, None)
            # A plan that was brought may share steps with another one: what was done there is still done.
            for other in self._desk.store.plans(connection, principal.user_id):
                self._teach(principal, other, {step.id for step in plan.steps})

        self._desk.database.write(work)

    def _teach(self, principal: Principal, plan: Plan, steps: set[str]) -> None:
        """Let the personal model learn from those of these steps that are not open."""
        told = tuple(step for step in plan.steps if step.id in steps and step.state != "open")
        self._desk.learning.plan(principal.user_id, replace(plan, steps=()), replace(plan, steps=told))

    def _laid_out(self, plan: Plan, start: date | None, hours_per_week: float | None) -> Plan:
        hours = None if hours_per_week is None else checked_hours(hours_per_week)
        return edits.replan(plan, start or self._desk.clock.now().date(), hours)

    def _screen(self, principal: Principal, *texts: str) -> None:
        for text in texts:
            self._desk.stop_if_in_danger(principal.user_id, text)

    def _edited(self, principal: Principal, plan_id: str, row_version: int, change: Callable[[Plan], Plan]) -> Plan:
        def work(connection: Connection) -> Plan:
            plan = self._at(connection, principal, plan_id, row_version)
            return self._kept(connection, principal, plan, change(plan))

        return self._desk.database.write(work)

    def _at(self, connection: Connection, principal: Principal, plan_id: str, row_version: int) -> Plan:
        plan = self._desk.store.plan(connection, principal.user_id, plan_id)
        if plan.row_version != row_version:
            raise StaleVersion(STALE)
        return plan

    def _kept(self, connection: Connection, principal: Principal, before: Plan, after: Plan) -> Plan:
        if after == before:
            return before
        saved = self._desk.store.save_plan(connection, principal.user_id, after, self._desk.clock.now())
        self._desk.learning.plan(principal.user_id, before, saved)
        return saved


def _checked_id(new_id: str) -> str:
    try:
        return str(uuid.UUID(new_id))
    except (ValueError, AttributeError, TypeError):
        raise InvalidInput("This form is damaged. Reload the page and start again.") from None
