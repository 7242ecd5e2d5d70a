"""One person's small models at rest: scenario, state and the interactions it was learned from, all sealed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from shared_backend.domain.errors import NotFound, StaleVersion
from shared_backend.registry.model_receipts import ModelReceipts
from shared_backend.registry.user_records import StoredInteraction, StoredState, UserScenario
from shared_backend.storage.prepared import Prepared
from shared_backend.storage.tables.models import model_aliases
from shared_backend.storage.tables.practice import (
    model_receipts,
    model_trails,
    personal_states,
    user_interactions,
    user_scenarios,
)
from shared_backend.storage.vault import Vault

__all__ = ["StoredInteraction", "StoredState", "UserModels", "UserScenario"]

# One encoder for all: `json.dumps` with separators makes a new one each time.
_compact = json.JSONEncoder(separators=(",", ":")).encode
_LOAD = Prepared(
    select(
        personal_states.c.row_version,
        personal_states.c.sealed,
        user_scenarios.c.paused,
        select(model_aliases.c.model_version_id)
        .where(model_aliases.c.name == user_scenarios.c.task_type, model_aliases.c.alias == bindparam("alias"))
        .scalar_subquery()
        .label("serving"),
        select(user_interactions.c.id).where(user_interactions.c.id == bindparam("one")).exists().label("learned"),
    )
    .select_from(
        user_scenarios.outerjoin(
            personal_states,
            and_(
                personal_states.c.scenario_id == user_scenarios.c.id,
                personal_states.c.user_id == user_scenarios.c.user_id,
            ),
        )
    )
    .where(user_scenarios.c.id == bindparam("scenario"), user_scenarios.c.user_id == bindparam("person"))
)
_ADD_INTERACTION = Prepared(insert(user_interactions))
_ADD_STATE = Prepared(insert(personal_states))
_REPLACE_STATE = Prepared(
    update(personal_states)
    .where(
        personal_states.c.user_id == bindparam("person"),
        personal_states.c.scenario_id == bindparam("scenario"),
        personal_states.c.row_version == bindparam("before"),
    )
    .values(row_version=bindparam("after"), updated_at=bindparam("at"), sealed=bindparam("bytes"))
)


class UserModels:
    """Every method belongs to the caller's transaction and touches the rows of the user named, of nobody else."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self.receipts = ModelReceipts(vault)

    def scenario(self, connection: Connection, user_id: str, task_type: str) -> UserScenario | None:
        """The person's scenario for a task, or None."""
        table = user_scenarios
        row = connection.execute(
            select(table).where(table.c.user_id == user_id, table.c.task_type == task_type)
        ).one_or_none()
        if row is None:
            return None
        plain = json.loads(self._vault.open(user_id, table.name, row.id, "sealed", row.row_version, row.sealed))
        return UserScenario(
            row.id,
            user_id,
            task_type,
            row.inherits_version_id,
            row.created_at,
            plain["goals"],
            plain["preferences"],
            row.row_version,
            bool(row.paused),
            bool(row.global_only),
        )

    def scenarios(self, connection: Connection, user_id: str) -> tuple[UserScenario, ...]:
        """The person's scenarios of all tasks, in order of task."""
        query = select(user_scenarios.c.task_type).where(user_scenarios.c.user_id == user_id)
        found = (self.scenario(connection, user_id, task) for task in sorted(connection.execute(query).scalars()))
        return tuple(one for one in found if one is not None)

    def create_scenario(self, connection: Connection, scenario: UserScenario) -> None:
        """Store a new scenario."""
        connection.execute(
            insert(user_scenarios).values(
                id=scenario.id,
                user_id=scenario.user_id,
                task_type=scenario.task_type,
                inherits_version_id=scenario.inherits_version_id,
                created_at=scenario.created_at,
                row_version=scenario.row_version,
                sealed=self._sealed_scenario(scenario),
            )
        )

    def update_scenario(self, connection: Connection, scenario: UserScenario) -> None:
        """Store changed goals or preferences; `scenario.row_version` is the new version, one above the stored.

        Raises `StaleVersion` when somebody else changed it first.
        """
        table = user_scenarios
        changed = connection.execute(
            update(table)
            .where(
                table.c.id == scenario.id,
                table.c.user_id == scenario.user_id,
                table.c.row_version == scenario.row_version - 1,
            )
            .values(row_version=scenario.row_version, sealed=self._sealed_scenario(scenario))
        )
        if changed.rowcount != 1:
            raise StaleVersion

    def switch(self, connection: Connection, user_id: str, task_type: str, **switches: bool) -> None:
        """Set `paused` or `global_only` of the person's scenario. Raises `NotFound` before it exists."""
        table = user_scenarios
        mine = (table.c.user_id == user_id, table.c.task_type == task_type)
        values = {name: int(on) for name, on in switches.items()}
        if connection.execute(update(table).where(*mine).values(**values)).rowcount != 1:
            raise NotFound("You have not started with this coach yet.")

    def state(self, connection: Connection, user_id: str, scenario_id: str, *, interaction_id: str = "") -> StoredState:
        """The person's state, still sealed. Raises `NotFound` when the scenario is not theirs."""
        given = {"person": user_id, "scenario": scenario_id, "one": interaction_id, "alias": "champion"}
        row = _LOAD.run(connection, given).fetchone()
        if row is None:
            raise NotFound("You have not started with this coach yet.")
        row_version, sealed, paused, serving, learned = row
        return StoredState(row_version or 0, sealed, bool(learned), bool(paused), serving)

    def unsealed(self, user_id: str, scenario_id: str, stored: StoredState) -> bytes | None:
        """The bytes `save_state` was given, None before the first. Raises `RecordUnreadable`."""
        if stored.sealed is None:
            return None
        return self._vault.open(user_id, personal_states.name, scenario_id, "sealed", stored.row_version, stored.sealed)

    def save_state(
        self,
        connection: Connection,
        user_id: str,
        scenario_id: str,
        *,
        before: int,
        after: int,
        blob: bytes,
        at: datetime,
    ) -> None:
        """Replace version `before` (0: none yet) by version `after`. Raises `StaleVersion` when it is not there."""
        sealed = self._vault.seal(user_id, personal_states.name, scenario_id, "sealed", after, blob)
        if before == 0:
            given = {"user_id": user_id, "scenario_id": scenario_id}
            _ADD_STATE.run(connection, {**given, "row_version": after, "updated_at": at, "sealed": sealed})
            return
        given = {"person": user_id, "scenario": scenario_id}
        changed = _REPLACE_STATE.run(connection, {**given, "before": before, "after": after, "at": at, "bytes": sealed})
        if changed.rowcount != 1:
            raise StaleVersion

    def interaction(
        self, connection: Connection, user_id: str, scenario_id: str, interaction_id: str
    ) -> StoredInteraction:
        """One interaction of this person in this scenario. Raises `NotFound`."""
        table = user_interactions
        mine = (table.c.id == interaction_id, table.c.user_id == user_id, table.c.scenario_id == scenario_id)
        row = connection.execute(select(table).where(*mine)).one_or_none()
        if row is None:
            raise NotFound("There is no such practice record.")
        return self._interaction(user_id, row)

    def add_interaction(
        self,
        connection: Connection,
        user_id: str,
        scenario_id: str,
        interaction: StoredInteraction,
    ) -> None:
        """Append one interaction. Its id must be new (an id in use raises the database's IntegrityError)."""
        _ADD_INTERACTION.run(connection, self.row(user_id, scenario_id, interaction))

    def row(self, user_id: str, scenario_id: str, interaction: StoredInteraction) -> dict[str, Any]:
        """The table row of an interaction, sealed."""
        return {
            "id": interaction.id,
            "user_id": user_id,
            "scenario_id": scenario_id,
            "interaction_type": str(interaction.payload["kind"]),
            "attempt_id": interaction.attempt_id,
            "seq": interaction.seq,
            "timestamp": interaction.timestamp,
            "sealed": self._sealed_interaction(user_id, interaction),
        }

    def take_out(self, connection: Connection, user_id: str, scenario_id: str, ids: Sequence[str]) -> None:
        """Delete the interactions named; what is not there, or not this person's, is passed over."""
        table = user_interactions
        mine = (table.c.user_id == user_id, table.c.scenario_id == scenario_id)
        for start in range(0, len(ids), 500):  # databases limit how many values a statement may hold
            connection.execute(delete(table).where(*mine, table.c.id.in_(ids[start : start + 500])))

    def replace_interaction(self, connection: Connection, user_id: str, interaction: StoredInteraction) -> None:
        """Change what an interaction says; its place in the order stays. Raises `NotFound`."""
        table = user_interactions
        changed = connection.execute(
            update(table)
            .where(table.c.id == interaction.id, table.c.user_id == user_id)
            .values(sealed=self._sealed_interaction(user_id, interaction))
        )
        if changed.rowcount != 1:
            raise NotFound("There is no such practice record.")

    def history(
        self, connection: Connection, user_id: str, scenario_id: str, *, after: int = 0
    ) -> tuple[StoredInteraction, ...]:
        """All interactions in the order in which they were learned, or those whose `seq` lies above `after`."""
        table = user_interactions
        mine = (table.c.user_id == user_id, table.c.scenario_id == scenario_id, table.c.seq > after)
        query = select(table).where(*mine)
        return tuple(self._interaction(user_id, row) for row in connection.execute(query.order_by(table.c.seq)))

    def forget_attempt(self, connection: Connection, user_id: str, attempt_id: str) -> int:
        """Delete the interactions of one attempt, kept copies too; how many there were."""
        self.receipts.drop_attempt(connection, user_id, attempt_id)
        table = user_interactions
        return int(
            connection.execute(
                delete(table).where(table.c.user_id == user_id, table.c.attempt_id == attempt_id)
            ).rowcount
        )

    def reset(self, connection: Connection, user_id: str, scenario_id: str) -> None:
        """Delete all that was learned in a scenario, with its receipts and trail; the scenario itself stays."""
        for table in (user_interactions, personal_states, model_receipts, model_trails):
            connection.execute(delete(table).where(table.c.user_id == user_id, table.c.scenario_id == scenario_id))

    def count(self, connection: Connection, user_id: str) -> int:
        """How many interactions a person has."""
        table = user_interactions
        return int(
            connection.execute(select(func.count()).select_from(table).where(table.c.user_id == user_id)).scalar() or 0
        )

    def _interaction(self, user_id: str, row: Any) -> StoredInteraction:
        plain = self._vault.open(user_id, user_interactions.name, row.id, "sealed", 1, row.sealed)
        return StoredInteraction(row.id, row.attempt_id, row.seq, row.timestamp, json.loads(plain))

    def _sealed_interaction(self, user_id: str, interaction: StoredInteraction) -> bytes:
        payload = _compact(interaction.payload).encode()
        return self._vault.seal(user_id, user_interactions.name, interaction.id, "sealed", 1, payload)

    def _sealed_scenario(self, scenario: UserScenario) -> bytes:
        plain = json.dumps({"goals": dict(scenario.goals), "preferences": dict(scenario.preferences)}).encode()
        return self._vault.seal(
            scenario.user_id, user_scenarios.name, scenario.id, "sealed", scenario.row_version, plain
        )
