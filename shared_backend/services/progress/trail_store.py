"""Trails at rest: one sealed row a person and scenario; losing it costs a replay, nothing else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from shared_backend.domain.errors import RecordUnreadable
from shared_backend.storage.tables.practice import model_trails
from shared_backend.storage.vault import Vault


class TrailStore:
    """Every method belongs to the caller's transaction and touches the row of the user named."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def load(self, connection: Connection, user_id: str, scenario_id: str) -> bytes | None:
        """What was kept last, or None; a damaged row counts as none."""
        row = connection.execute(select(model_trails).where(*_mine(user_id, scenario_id))).one_or_none()
        if row is None:
            return None
        try:
            return self._vault.open(user_id, model_trails.name, scenario_id, "sealed", row.row_version, row.sealed)
        except RecordUnreadable:
            return None

    def save(self, connection: Connection, user_id: str, scenario_id: str, blob: bytes, at: datetime) -> None:
        """Keep this one instead."""
        mine = _mine(user_id, scenario_id)
        before = connection.execute(select(model_trails.c.row_version).where(*mine)).scalar() or 0
        sealed = self._vault.seal(user_id, model_trails.name, scenario_id, "sealed", before + 1, blob)
        values = {"row_version": before + 1, "updated_at": at, "sealed": sealed}
        if before:
            connection.execute(update(model_trails).where(*mine).values(**values))
        else:
            connection.execute(insert(model_trails).values(user_id=user_id, scenario_id=scenario_id, **values))


def _mine(user_id: str, scenario_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return model_trails.c.user_id == user_id, model_trails.c.scenario_id == scenario_id
