"""A trail at rest, on both databases: sealed, replaced, lost without harm."""

from __future__ import annotations

from sqlalchemy import select, update

from shared_backend.services.progress.trail_store import TrailStore
from shared_backend.storage.opening import Storage
from shared_backend.storage.tables.practice import model_trails
from tests.learners import new_learner
from tests.people import HandClock


def test_a_trail_is_kept_sealed_and_replaced(storage: Storage, clock: HandClock) -> None:
    mine, other = new_learner(storage, clock), new_learner(storage, clock)
    store = TrailStore(storage.vault)
    user, scenario = mine.trainer.user_id, mine.scenario_id
    for blob in (b"first secret", b"second secret"):
        storage.database.write(lambda c, blob=blob: store.save(c, user, scenario, blob, clock.now()))
    with storage.database.read() as connection:
        assert store.load(connection, user, scenario) == b"second secret"
        assert store.load(connection, other.trainer.user_id, other.scenario_id) is None
        assert store.load(connection, other.trainer.user_id, scenario) is None
        (row,) = connection.execute(select(model_trails)).all()
    assert b"secret" not in bytes(row.sealed)
    assert row.row_version == 2


def test_a_damaged_trail_counts_as_none(storage: Storage, clock: HandClock) -> None:
    mine = new_learner(storage, clock)
    store = TrailStore(storage.vault)
    user, scenario = mine.trainer.user_id, mine.scenario_id
    storage.database.write(lambda c: store.save(c, user, scenario, b"a trail", clock.now()))
    storage.database.write(lambda c: c.execute(update(model_trails).values(sealed=b"\0" * 60)))
    with storage.database.read() as connection:
        assert store.load(connection, user, scenario) is None
    storage.database.write(lambda c: store.save(c, user, scenario, b"a new one", clock.now()))
    with storage.database.read() as connection:
        assert store.load(connection, user, scenario) == b"a new one"
