"""What do I do on Monday: plans made from gaps, changed step by step, done once for all of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import get_args

from sqlalchemy import Connection

from shared_backend.coaching.career_desk import CareerDesk
from shared_backend.domain.career import Plan, State, Step
from shared_backend.domain.errors import InvalidInput, StaleVersion
from shared_backend.domain.principal import Principal
from shared_backend.services.careers import plan_edits as edits
from shared_backend.services.careers.elements import kind_of, name_of
from shared_backend.services.careers.gaps import gap_table, proof_of
from shared_backend.services.careers.plan_files import from_json
from shared_backend.services.careers.planning import make_plan
from shared_backend.services.careers.store import STALE


class CareerPlans:
    """A change names the `row_version` it was made on; one made on an older state is refused."""

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
            plan = make_plan(table, plan_id=key, start=start or now.date(), at=now, reference=self._desk.reference)
            return self._desk.store.add_plan(connection, principal.user_id, plan)

        return self._desk.database.write(work)

    def bring(self, principal: Principal, content: bytes, new_id: str) -> Plan:
        """A plan from its JSON file, under an id of its own when this person has it already.

        Steps keep their ids, so a calendar knows them. Raises `InvalidInput` when it is no plan.
        """
        plan, key = from_json(content), _checked_id(new_id)
        self._desk.known(plan.target)

        def work(connection: Connection) -> Plan:
            return self._desk.store.add_plan(connection, principal.user_id, replace(plan, id=key, row_version=1))

        return self._desk.database.write(work)

    def rename_step(self, principal: Principal, plan_id: str, row_version: int, step: str, title: str) -> Plan:
        """Another title for one step."""
        return self._edited(principal, plan_id, row_version, lambda plan: edits.rename_step(plan, step, title))

    def annotate(self, principal: Principal, plan_id: str, row_version: int, step: str, note: str) -> Plan:
        """Another note on one step."""
        return self._edited(principal, plan_id, row_version, lambda plan: edits.annotate(plan, step, note))

    def move_in_time(
        self, principal: Principal, plan_id: str, row_version: int, step: str, start: date, due: date
    ) -> Plan:
        """Other dates for one step."""
        return self._edited(principal, plan_id, row_version, lambda plan: edits.move_in_time(plan, step, start, due))

    def move_step(self, principal: Principal, plan_id: str, row_version: int, step: str, place: int) -> Plan:
        """Another place in the order for one step."""
        return self._edited(principal, plan_id, row_version, lambda plan: edits.move_step(plan, step, place))

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
                    self._desk.store.save_plan(connection, principal.user_id, other, self._desk.clock.now())
            return saved

        return self._desk.database.write(work)

    def add_step(
        self, principal: Principal, plan_id: str, row_version: int, new_id: str, *,
        title: str, skill: str, level: float, start: date, due: date, hours: float,
    ) -> Plan:  # fmt: skip
        """One more step, in the person's own words; the same id again changes nothing."""
        kind_of(skill)
        why = f"You added it for {name_of(skill)}."
        step = Step(
            _checked_id(new_id), title, skill, level, why, proof_of(skill, self._desk.reference), start, due, hours
        )
        return self._edited(principal, plan_id, row_version, lambda plan: edits.add_step(plan, step))

    def remove_step(self, principal: Principal, plan_id: str, row_version: int, step: str) -> Plan:
        """Without one step."""
        return self._edited(principal, plan_id, row_version, lambda plan: edits.remove_step(plan, step))

    def late(self, principal: Principal, plan_id: str) -> tuple[Step, ...]:
        """The open steps that should be done by now."""
        return edits.late(self.get(principal, plan_id), self._desk.clock.now().date())

    def replan(self, principal: Principal, plan_id: str, row_version: int) -> Plan:
        """Open steps anew from today, one after the other, at the hours a week of the plan."""
        today = self._desk.clock.now().date()
        return self._edited(principal, plan_id, row_version, lambda plan: edits.replan(plan, today))

    def delete(self, principal: Principal, plan_id: str) -> None:
        """Delete a plan. Raises `NotFound`."""
        self._desk.database.write(
            lambda connection: self._desk.store.delete_plan(connection, principal.user_id, plan_id)
        )

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
        return self._desk.store.save_plan(connection, principal.user_id, after, self._desk.clock.now())


def _checked_id(new_id: str) -> str:
    try:
        return str(uuid.UUID(new_id))
    except (ValueError, AttributeError, TypeError):
        raise InvalidInput("This form is damaged. Reload the page and start again.") from None
