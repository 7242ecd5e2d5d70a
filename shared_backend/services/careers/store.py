"""A person's career at rest: sealed rows of the person named, of nobody else."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from shared_backend.domain.career import STALE, CareerProfile, Feedback, Plan
from shared_backend.domain.errors import InvalidInput, NotFound, RecordUnreadable, StaleVersion
from shared_backend.storage.tables.careers import career_feedback, career_plans, career_profiles
from shared_backend.storage.vault import Vault

MOST_PLANS, MOST_FEEDBACK = 20, 300
USED = "This form was used already. Reload the page and start again."
UNREADABLE = "A part of your career plan could not be read. It was left as it is; the rest is not affected."
_PROFILE: TypeAdapter[CareerProfile] = TypeAdapter(CareerProfile)
_PLAN: TypeAdapter[Plan] = TypeAdapter(Plan)
_FEEDBACK: TypeAdapter[Feedback] = TypeAdapter(Feedback)


class CareerStore:
    """Every method belongs to the caller's transaction."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def profile(self, connection: Connection, user_id: str) -> CareerProfile:
        """What they told; an empty profile before they told anything."""
        query = select(career_profiles).where(career_profiles.c.user_id == user_id)
        row = connection.execute(query).one_or_none()
        if row is None:
            return CareerProfile()
        found: CareerProfile = self._opened(_PROFILE, career_profiles.name, user_id, user_id, row)
        return found

    def save_profile(self, connection: Connection, user_id: str, profile: CareerProfile, at: datetime) -> CareerProfile:
        """Store a changed profile. Raises `StaleVersion` when it changed since it was read."""
        new = replace(profile, row_version=profile.row_version + 1)
        name, table = career_profiles.name, career_profiles
        sealed = self._vault.seal(user_id, name, user_id, "sealed", new.row_version, _PROFILE.dump_json(new))
        values = {"updated_at": at, "row_version": new.row_version, "sealed": sealed}
        if profile.row_version == 0:
            try:
                connection.execute(insert(table).values(user_id=user_id, **values))
            except IntegrityError:
                raise StaleVersion(STALE) from None
            return new
        mine = (table.c.user_id == user_id, table.c.row_version == profile.row_version)
        if connection.execute(update(table).where(*mine).values(**values)).rowcount != 1:
            raise StaleVersion(STALE)
        return new

    def plans(self, connection: Connection, user_id: str) -> tuple[Plan, ...]:
        """All plans of this person, the one changed last first."""
        table = career_plans
        query = select(table).where(table.c.user_id == user_id).order_by(table.c.updated_at.desc(), table.c.id)
        return tuple(self._opened(_PLAN, table.name, user_id, row.id, row) for row in connection.execute(query))

    def plan(self, connection: Connection, user_id: str, plan_id: str) -> Plan:
        """One plan. Raises `NotFound`, also when it is somebody else's."""
        found = self._find(connection, user_id, plan_id)
        if found is None:
            raise NotFound("There is no such plan.")
        return found

    def add_plan(self, connection: Connection, user_id: str, plan: Plan) -> Plan:
        """Store a new plan; the same id again gives the stored one. Raises `InvalidInput` for an id in other hands."""
        known = self._find(connection, user_id, plan.id)
        if known is not None:
            return known
        if len(self.plans(connection, user_id)) >= MOST_PLANS:
            raise InvalidInput(f"You can keep {MOST_PLANS} plans. Delete one first.")
        new = replace(plan, row_version=1)
        statement = insert(career_plans).values(
            id=new.id,
            user_id=user_id,
            created_at=new.created_at,
            updated_at=new.updated_at,
            row_version=1,
            sealed=self._sealed_plan(user_id, new),
        )
        try:
            connection.execute(statement)
        except IntegrityError:
            raise InvalidInput(USED) from None
        return new

    def save_plan(self, connection: Connection, user_id: str, plan: Plan, at: datetime) -> Plan:
        """Store a changed plan. Raises `StaleVersion` when it changed since it was read, `NotFound` when it is gone."""
        new = replace(plan, row_version=plan.row_version + 1, updated_at=at)
        table = career_plans
        mine = (table.c.id == plan.id, table.c.user_id == user_id, table.c.row_version == plan.row_version)
        values = {"updated_at": at, "row_version": new.row_version, "sealed": self._sealed_plan(user_id, new)}
        if connection.execute(update(table).where(*mine).values(**values)).rowcount != 1:
            self.plan(connection, user_id, plan.id)
            raise StaleVersion(STALE)
        return new

    def delete_plan(self, connection: Connection, user_id: str, plan_id: str) -> None:
        """Delete a plan. Raises `NotFound`."""
        mine = (career_plans.c.id == plan_id, career_plans.c.user_id == user_id)
        if connection.execute(delete(career_plans).where(*mine)).rowcount != 1:
            raise NotFound("There is no such plan.")

    def feedback(self, connection: Connection, user_id: str) -> tuple[Feedback, ...]:
        """What they said of paths, in the order in which it was said."""
        return tuple(said for _, said in self._feedback(connection, user_id))

    def say(self, connection: Connection, user_id: str, said: Feedback) -> None:
        """Keep what they say of a path, in place of what they said of it before; the same again changes nothing."""
        known = self._feedback(connection, user_id)
        before = [(key, one) for key, one in known if one.code == said.code]
        if any(one.verdict == said.verdict for _, one in before):
            return
        if not before and len(known) >= MOST_FEEDBACK:
            raise InvalidInput(f"You have judged {MOST_FEEDBACK} paths. Take some of it back first.")
        self.unsay(connection, user_id, said.code)
        key = str(uuid.uuid4())
        sealed = self._vault.seal(user_id, career_feedback.name, key, "sealed", 1, _FEEDBACK.dump_json(said))
        connection.execute(
            insert(career_feedback).values(id=key, user_id=user_id, created_at=said.at, row_version=1, sealed=sealed)
        )

    def unsay(self, connection: Connection, user_id: str, code: str) -> None:
        """Take back what they said of a path, and all that it taught."""
        gone = [key for key, one in self._feedback(connection, user_id) if one.code == code]
        table = career_feedback
        connection.execute(delete(table).where(table.c.user_id == user_id, table.c.id.in_(gone)))

    def _feedback(self, connection: Connection, user_id: str) -> list[tuple[str, Feedback]]:
        table = career_feedback
        query = select(table).where(table.c.user_id == user_id).order_by(table.c.created_at, table.c.id)
        return [
            (row.id, self._opened(_FEEDBACK, table.name, user_id, row.id, row)) for row in connection.execute(query)
        ]

    def _find(self, connection: Connection, user_id: str, plan_id: str) -> Plan | None:
        query = select(career_plans).where(career_plans.c.id == plan_id, career_plans.c.user_id == user_id)
        row = connection.execute(query).one_or_none()
        if row is None:
            return None
        found: Plan = self._opened(_PLAN, career_plans.name, user_id, row.id, row)
        return found

    def _sealed_plan(self, user_id: str, plan: Plan) -> bytes:
        plain = _PLAN.dump_json(plan)
        return self._vault.seal(user_id, career_plans.name, plan.id, "sealed", plan.row_version, plain)

    def _opened(self, kind: TypeAdapter[Any], table: str, user_id: str, key: str, row: Any) -> Any:
        plain = self._vault.open(user_id, table, key, "sealed", row.row_version, row.sealed)
        try:
            return kind.validate_json(plain)
        except ValidationError:
            raise RecordUnreadable(UNREADABLE) from None
