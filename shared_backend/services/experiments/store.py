"""Comparisons at rest: the one that runs with its secret salt, each person's sealed part, what earlier ones found."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from shared_backend.domain.errors import InvalidInput, RecordUnreadable, StaleVersion
from shared_backend.domain.experiment import Arm, Experiment, Plan, Unit
from shared_backend.services.experiments.lots import SALT_BYTES, drawn
from shared_backend.storage.tables.experiments import experiment_units, experiments
from shared_backend.storage.vault import INSTALLATION, Vault

_UNIT: TypeAdapter[Unit] = TypeAdapter(Unit)
ONE_RUNS = "A comparison is running already. Stop it before you start another."


class ExperimentStore:
    """Every method belongs to the caller's transaction."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def start(self, connection: Connection, experiment: Experiment) -> None:
        """Store a new one that runs from now on. Raises `InvalidInput` while another runs."""
        salt = os.urandom(SALT_BYTES)
        statement = insert(experiments).values(
            id=experiment.id,
            running=1,
            plan=asdict(experiment.plan),
            reason=experiment.reason,
            started_at=experiment.started_at,
            started_by=experiment.started_by,
            sealed=self._vault.seal(INSTALLATION, experiments.name, experiment.id, "sealed", 1, salt),
        )
        try:
            with connection.begin_nested():
                connection.execute(statement)
        except IntegrityError:
            raise InvalidInput(ONE_RUNS) from None

    def running(self, connection: Connection) -> Experiment | None:
        """The one that runs, or None."""
        row = connection.execute(select(experiments).where(experiments.c.running == 1)).one_or_none()
        return None if row is None else _experiment(row)

    def all(self, connection: Connection) -> tuple[Experiment, ...]:
        """Every comparison, the newest first."""
        rows = connection.execute(select(experiments).order_by(experiments.c.started_at.desc(), experiments.c.id))
        return tuple(map(_experiment, rows))

    def stop(self, connection: Connection, experiment: Experiment) -> None:
        """Store how it ended and delete everybody's part in it. Raises `StaleVersion` when it does not run."""
        changed = connection.execute(
            update(experiments)
            .where(experiments.c.id == experiment.id, experiments.c.running == 1)
            .values(
                running=None,
                stopped_at=experiment.stopped_at,
                stopped_by=experiment.stopped_by,
                conclusion=experiment.conclusion,
            )
        )
        if changed.rowcount != 1:
            raise StaleVersion
        connection.execute(delete(experiment_units).where(experiment_units.c.experiment_id == experiment.id))

    def lot(self, connection: Connection, experiment: Experiment, user_id: str) -> Arm:
        """The arm a person gets; the same whenever it is asked."""
        query = select(experiments.c.sealed).where(experiments.c.id == experiment.id)
        sealed = connection.execute(query).scalar_one()
        return drawn(self._vault.open(INSTALLATION, experiments.name, experiment.id, "sealed", 1, sealed), user_id)

    def unit(self, connection: Connection, experiment_id: str, user_id: str) -> Unit | None:
        """One person's part, or None before their first answer in it."""
        table = experiment_units
        query = select(table).where(table.c.experiment_id == experiment_id, table.c.user_id == user_id)
        row = connection.execute(query).one_or_none()
        return None if row is None else self._unit(row)

    def units(self, connection: Connection, experiment_id: str) -> tuple[Unit, ...]:
        """Everybody's part, for counting; one that cannot be read is left out."""
        table = experiment_units
        found = []
        for row in connection.execute(select(table).where(table.c.experiment_id == experiment_id)):
            try:
                found.append(self._unit(row))
            except RecordUnreadable:
                continue
        return tuple(found)

    def save_unit(self, connection: Connection, experiment_id: str, unit: Unit, at: datetime) -> None:
        """Store a new or changed part. Raises `StaleVersion` when it changed elsewhere."""
        table, version = experiment_units, unit.row_version + 1
        plain = _UNIT.dump_json(replace(unit, row_version=version))
        sealed = self._vault.seal(unit.user_id, table.name, experiment_id, "sealed", version, plain)
        values = {"updated_at": at, "row_version": version, "sealed": sealed}
        if version == 1:
            try:
                with connection.begin_nested():
                    connection.execute(
                        insert(table).values(experiment_id=experiment_id, user_id=unit.user_id, **values)
                    )
            except IntegrityError:
                raise StaleVersion from None
            return
        mine = (table.c.experiment_id == experiment_id, table.c.user_id == unit.user_id)
        changed = connection.execute(
            update(table).where(*mine, table.c.row_version == unit.row_version).values(**values)
        )
        if changed.rowcount != 1:
            raise StaleVersion

    def _unit(self, row: Any) -> Unit:
        plain = self._vault.open(
            row.user_id, experiment_units.name, row.experiment_id, "sealed", row.row_version, row.sealed
        )
        try:
            return _UNIT.validate_python(json.loads(plain))
        except (ValueError, ValidationError):
            raise RecordUnreadable("One of your records could not be read. It was left as it is.") from None


def _experiment(row: Any) -> Experiment:
    return Experiment(
        row.id,
        Plan(**row.plan),
        row.reason,
        row.started_at,
        row.started_by,
        row.stopped_at,
        row.stopped_by,
        row.conclusion,
    )
