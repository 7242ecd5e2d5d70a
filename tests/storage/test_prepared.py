"""A prepared statement does what SQLAlchemy's own execution does, on both databases, and fails with its errors."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from shared_backend.storage.opening import Storage
from shared_backend.storage.prepared import Prepared, send
from shared_backend.storage.tables.vault import data_keys

ADD = Prepared(insert(data_keys))
FIND = Prepared(select(data_keys.c.subject_id, data_keys.c.wrapped).where(data_keys.c.dek_id == bindparam("one")))
CHANGE = Prepared(
    update(data_keys).where(data_keys.c.dek_id == bindparam("one")).values(wrapped=bindparam("bytes"))
)  # fmt: skip
DROP = Prepared(delete(data_keys).where(data_keys.c.dek_id == bindparam("one")))
NOON = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=2)))
ROW = {"dek_id": "d", "subject_id": "naïve 'quote' %s ?", "kid": "k", "wrapped": b"\x00\xff'", "created_at": NOON}


def test_rows_are_written_and_read_as_by_sqlalchemy(storage: Storage) -> None:
    storage.database.write(lambda connection: ADD.run(connection, ROW))
    with storage.database.read() as connection:
        found = connection.execute(select(data_keys).where(data_keys.c.dek_id == "d")).one()
        assert found._asdict() == {**ROW, "created_at": NOON.astimezone(UTC)}
        subject, wrapped = FIND.run(connection, {"one": "d"}).fetchone()
        assert (subject, bytes(wrapped)) == (ROW["subject_id"], ROW["wrapped"])
        assert FIND.run(connection, {"one": "absent"}).fetchone() is None


def test_it_says_how_many_rows_it_changed(storage: Storage) -> None:
    def work(connection: Connection) -> list[int]:
        ADD.run(connection, ROW)
        counts = [CHANGE.run(connection, {"one": one, "bytes": b"new"}).rowcount for one in ("d", "absent")]
        return [*counts, DROP.run(connection, {"one": "d"}).rowcount]

    assert storage.database.write(work) == [1, 0, 1]


def test_it_belongs_to_the_transaction(storage: Storage) -> None:
    def work(connection: Connection) -> None:
        ADD.run(connection, ROW)
        raise KeyError("stop")

    with pytest.raises(KeyError):
        storage.database.write(work)
    with storage.database.read() as connection:
        assert FIND.run(connection, {"one": "d"}).fetchone() is None


def test_errors_are_sqlalchemys_and_hold_no_values(storage: Storage) -> None:
    storage.database.write(lambda connection: ADD.run(connection, ROW))
    with pytest.raises(IntegrityError) as caught:
        storage.database.write(lambda connection: ADD.run(connection, ROW))
    assert caught.value.params is None
    with pytest.raises((OperationalError, ProgrammingError)), storage.database.engine.connect() as connection:
        send(connection, "select nothing from nowhere")


def test_a_missing_value_is_refused(storage: Storage) -> None:
    with storage.database.read() as connection, pytest.raises(KeyError):
        FIND.run(connection, {})
