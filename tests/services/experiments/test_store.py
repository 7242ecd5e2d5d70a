"""Comparisons at rest, on SQLite and PostgreSQL: one at a time, parts sealed and kept by version, gone when it ends."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from shared_backend.domain.errors import InvalidInput, StaleVersion
from shared_backend.domain.experiment import Experiment, Plan, Unit
from shared_backend.services.experiments.store import ExperimentStore
from shared_backend.storage.opening import Storage
from shared_backend.storage.tables.experiments import experiment_units, experiments

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def new(store: ExperimentStore, storage: Storage) -> Experiment:
    made = Experiment(str(uuid.uuid4()), Plan(5, 30), "tests", NOW, "a" * 32)
    storage.database.write(lambda connection: store.start(connection, made))
    return made


def people(storage: Storage, number: int) -> list[str]:
    ids = [uuid.uuid4().hex for _ in range(number)]
    for user_id in ids:
        storage.vault.create(user_id)
    return ids


def test_two_never_run_at_once(storage: Storage) -> None:
    store = ExperimentStore(storage.vault)
    first = new(store, storage)
    with pytest.raises(InvalidInput, match="running already"):
        new(store, storage)
    with storage.database.read() as connection:
        assert store.running(connection) == first
    ended = replace(first, stopped_at=NOW, stopped_by="a" * 32, conclusion={"verdict": "too early"})
    storage.database.write(lambda connection: store.stop(connection, ended))
    with pytest.raises(StaleVersion):
        storage.database.write(lambda connection: store.stop(connection, ended))
    second = new(store, storage)
    with storage.database.read() as connection:
        assert {one.id: one for one in store.all(connection)} == {first.id: ended, second.id: second}


def test_parts_are_sealed_kept_by_version_and_gone_at_the_end(storage: Storage) -> None:
    store = ExperimentStore(storage.vault)
    experiment = new(store, storage)
    ada, bob = people(storage, 2)

    def save(unit: Unit) -> None:
        storage.database.write(lambda connection: store.save_unit(connection, experiment.id, unit, NOW))

    save(Unit(ada, "blend", {"an-answer": 0.625}))
    save(Unit(bob, "global"))
    with storage.database.read() as connection:
        kept = store.unit(connection, experiment.id, ada)
        assert kept == Unit(ada, "blend", {"an-answer": 0.625}, {}, None, 1)
        rows = connection.execute(select(experiment_units)).all()
        assert not any(word in bytes(row.sealed) for row in rows for word in (b"blend", b"global", b"an-answer"))
    save(replace(kept, helpful={"an-answer": True}, full_at=NOW))
    for stale in (kept, Unit(ada, "blend")):
        with pytest.raises(StaleVersion):
            save(stale)
    with storage.database.read() as connection:
        assert {unit.user_id: unit.row_version for unit in store.units(connection, experiment.id)} == {ada: 2, bob: 1}
    storage.vault.shred(bob)
    storage.vault.reclaim()
    with storage.database.read() as connection:
        assert [unit.user_id for unit in store.units(connection, experiment.id)] == [ada]
    ended = replace(experiment, stopped_at=NOW, stopped_by="a" * 32, conclusion={})
    storage.database.write(lambda connection: store.stop(connection, ended))
    with storage.database.read() as connection:
        assert store.units(connection, experiment.id) == ()


def test_a_lot_stays_and_its_salt_is_sealed(storage: Storage) -> None:
    store = ExperimentStore(storage.vault)
    experiment = new(store, storage)
    with storage.database.read() as connection:
        lots = [store.lot(connection, experiment, f"user-{i}") for i in range(200)]
        assert lots == [store.lot(connection, experiment, f"user-{i}") for i in range(200)]
        assert 60 < lots.count("blend") < 140
        assert len(bytes(connection.execute(select(experiments.c.sealed)).scalar_one())) > 32
