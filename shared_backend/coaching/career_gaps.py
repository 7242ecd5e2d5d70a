"""What is missing: the table of one occupation, with what is there, the evidence for it, and hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from shared_backend.coaching.career_desk import CareerDesk
from shared_backend.domain.career import Evidence
from shared_backend.domain.principal import Principal
from shared_backend.services.careers.gaps import GapTable, checked_hours, gap_table
from shared_backend.services.careers.planning import Priority, priorities
from shared_backend.services.careers.requirements import requirements


@dataclass(frozen=True, slots=True)
class Supposed:
    """A table as it is, and as it would be if something were done."""

    now: GapTable
    then: GapTable


class CareerGaps:
    """Reads, but for the hours a week."""

    def __init__(self, desk: CareerDesk) -> None:
        self._desk = desk

    def table(self, principal: Principal, code: str, hours_per_week: float | None = None) -> GapTable:
        """The table at so many hours a week, at those of the profile when not given. Raises `NotFound`."""
        with self._desk.database.read() as connection:
            stands = self._desk.standing(connection, principal.user_id)
        hours = stands.profile.hours_per_week if hours_per_week is None else hours_per_week
        return gap_table(code, stands.own, hours, self._desk.reference)

    def priorities(self, principal: Principal, code: str) -> tuple[Priority, ...]:
        """What is missing in the order in which it is best learned, with reasons. Raises `NotFound`."""
        with self._desk.database.read() as connection:
            lately = self._desk.learning.lately(connection, principal.user_id)
        return priorities(self.table(principal, code).open, self._desk.reference, lately)

    def choices(self, principal: Principal) -> dict[str, str]:
        """Titles by code: what they work towards, what plans lead to, what they called interesting."""
        with self._desk.database.read() as connection:
            target = self._desk.store.profile(connection, principal.user_id).target
            plans = self._desk.store.plans(connection, principal.user_id)
            said = self._desk.store.feedback(connection, principal.user_id)
        liked = [one.code for one in said if one.verdict == "interested"]
        known = requirements(self._desk.reference)
        codes = (*([target] if target else []), *(plan.target for plan in plans), *liked)
        return {code: known.titles[code] for code in dict.fromkeys(codes) if code in known.places}

    def set_hours(self, principal: Principal, hours_per_week: float) -> None:
        """Keep how many hours a week there are for learning. Raises `InvalidInput` outside what a week holds."""
        hours = float(checked_hours(hours_per_week))

        def work(connection: Connection) -> None:
            before = self._desk.store.profile(connection, principal.user_id)
            if before.hours_per_week != hours:
                after = replace(before, hours_per_week=hours)
                self._desk.store.save_profile(connection, principal.user_id, after, self._desk.clock.now())

        self._desk.database.write(work)

    def if_done(self, principal: Principal, plan_id: str, steps: Sequence[str]) -> Supposed:
        """The table of a plan's occupation now, and if these of its steps were done; nothing is stored.

        Raises `NotFound` for the plan, `InvalidInput` for a step it does not have.
        """
        with self._desk.database.read() as connection:
            plan = self._desk.store.plan(connection, principal.user_id, plan_id)
            found = [plan.step(one) for one in steps]
            supposed = [Evidence(step.skill, "plan", step.level, step.title) for step in found]
            now = self._desk.standing(connection, principal.user_id)
            then = self._desk.standing(connection, principal.user_id, supposed)
        hours, reference = plan.hours_per_week, self._desk.reference
        return Supposed(
            gap_table(plan.target, now.own, hours, reference), gap_table(plan.target, then.own, hours, reference)
        )
