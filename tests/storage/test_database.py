"""One transaction a piece of work, joined by what it calls, the same on both databases."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError
from structlog.testing import capture_logs

from shared_backend.domain.errors import ConfigurationError, StorageError
from shared_backend.storage import migrations
from shared_backend.storage.database import Database
from shared_backend.storage.migrations import migrate
from shared_backend.storage.opening import Storage
from shared_backend.storage.tables import metadata
from shared_backend.storage.tables.vault import key_checks


def add(connection: Connection, kid: str) -> None:
    connection.execute(insert(key_checks).values(kid=kid, check_value="x"))


def kids(database: Database) -> set[str]:
    with database.read() as connection:
        return set(connection.execute(select(key_checks.c.kid)).scalars())


def test_a_failed_piece_of_work_leaves_nothing(storage: Storage) -> None:
    def work(connection: Connection) -> None:
        add(connection, "half")
        raise KeyError("stop")

    with pytest.raises(KeyError):
        storage.database.write(work)
    assert "half" not in kids(storage.database)


def test_a_write_inside_a_write_stands_or_falls_with_it(storage: Storage) -> None:
    database = storage.database

    def work(connection: Connection) -> None:
        database.write(lambda inner: add(inner, "inner"))
        assert "inner" in kids(database), "a read inside sees the transaction's own changes"
        add(connection, "inner")

    with pytest.raises(IntegrityError):
        database.write(work)
    assert "inner" not in kids(database)


def test_a_write_inside_a_read_is_refused(storage: Storage) -> None:
    with storage.database.read(), pytest.raises(RuntimeError, match="inside a read"):
        storage.database.write(lambda connection: add(connection, "x"))


def test_migrated_schema_equals_the_tables(storage: Storage) -> None:
    migrate(storage.database)
    found = inspect(storage.database.engine)
    assert set(found.get_table_names()) == set(metadata.tables) | {"alembic_version"}
    for name, table in metadata.tables.items():
        columns = {column["name"]: column["nullable"] for column in found.get_columns(name)}
        assert columns == {column.name: bool(column.nullable) for column in table.columns}, name
        indexes = {index["name"] for index in found.get_indexes(name) if not index.get("duplicates_constraint")}
        assert indexes == {index.name for index in table.indexes}, name
        assert len(found.get_foreign_keys(name)) == len(table.foreign_key_constraints), name


def test_the_files_are_named_after_their_revisions(local_storage: Storage) -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert migrations.revisions() == tuple(reversed([script.revision for script in scripts.walk_revisions()]))
    with local_storage.database.read() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == migrations.revisions()[-1]


def test_an_older_database_is_brought_up_to_date(storage: Storage) -> None:
    database = storage.database

    def age(connection: Connection) -> None:
        connection.execute(text("create index ix_user_interactions_attempt on user_interactions (attempt_id)"))
        connection.execute(text("update alembic_version set version_num = '0001'"))

    database.write(age)
    migrate(database)
    assert "ix_user_interactions_attempt" not in {i["name"] for i in inspect(database.engine).get_indexes(
        "user_interactions"
    )}  # fmt: skip
    with database.read() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == migrations.revisions()[-1]


def test_an_older_database_is_brought_up_and_keeps_its_rows(storage: Storage) -> None:
    """As the second release left it: without the owner's switches, receipts and trails."""

    def back(connection: Connection) -> None:
        for name in ("model_trails", "model_receipts"):
            connection.execute(text(f"drop table {name}"))
        for name in ("paused", "global_only"):
            connection.execute(text(f"alter table user_scenarios drop column {name}"))
        values = "values ('s', 'u', 'interview_coach', '2026-03-01 09:00:00', 1, 'x')"
        columns = "(id, user_id, task_type, created_at, row_version, sealed)"
        connection.execute(text(f"insert into user_scenarios {columns} {values}"))
        connection.execute(text("update alembic_version set version_num = '0002'"))

    storage.database.write(back)
    migrate(storage.database)
    with storage.database.read() as connection:
        assert connection.execute(text("select paused, global_only from user_scenarios")).one() == (0, 0)
    assert {"model_trails", "model_receipts"} <= set(inspect(storage.database.engine).get_table_names())


def test_a_newer_database_is_left_alone(storage: Storage) -> None:
    storage.database.write(lambda c: c.execute(text("update alembic_version set version_num = '9999'")))
    with pytest.raises(ConfigurationError, match="newer release"):
        migrate(storage.database)


def test_sqlite_is_set_for_several_processes(local_storage: Storage) -> None:
    with local_storage.database.read() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema", "mmap_size")
        }
    safe = "wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "truncate"
    assert values.pop("mmap_size") in (0, None)
    assert values == {
        "journal_mode": safe, "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0
    }  # fmt: skip
    assert local_storage.database.path is not None
    assert local_storage.database.path.stat().st_mode & 0o077 == 0, "only the owner may read the file"


def test_a_busy_database_ends_in_one_sentence(local_storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared_backend.storage.sqlite.BUSY_MILLISECONDS", 10)
    assert local_storage.database.path is not None
    other = sqlite3.connect(local_storage.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = Database(f"sqlite:///{local_storage.database.path}", patience_seconds=0.05)
    with pytest.raises(StorageError, match="busy") as caught:
        waiting.write(lambda connection: add(connection, "late"))
    assert caught.value.retryable
    other.execute("ROLLBACK")
    other.close()
    waiting.write(lambda connection: add(connection, "late"))
    waiting.close()


def test_a_file_that_cannot_be_written_anew_is_logged_and_stays(
    local_storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared_backend.storage.sqlite.BUSY_MILLISECONDS", 10)
    assert local_storage.database.path is not None
    local_storage.database.write(lambda connection: add(connection, "kept"))
    waiting = Database(f"sqlite:///{local_storage.database.path}")
    with closing(sqlite3.connect(local_storage.database.path, isolation_level=None)) as other, capture_logs() as said:
        other.execute("BEGIN IMMEDIATE")
        waiting.reclaim()
        other.execute("ROLLBACK")
    assert {"event": "deleted_not_overwritten", "reason": "SQLITE_BUSY", "log_level": "warning"} in said
    waiting.reclaim()
    waiting.write(lambda connection: add(connection, "also kept"))
    assert {"kept", "also kept"} <= kids(waiting)
    waiting.close()


def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ConfigurationError, match="cannot be written"):
        Database(f"sqlite:///{tmp_path / 'file' / 'coach.db'}").prepare()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql+nothing://x"])
def test_a_wrong_url_is_one_line(url: str) -> None:
    with pytest.raises(ConfigurationError, match="database URL"):
        Database(url)


def test_a_damaged_file_is_a_storage_error(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    path.write_bytes(b"this is not a database" * 100)
    database = Database(f"sqlite:///{path}")
    with pytest.raises(StorageError), database.read() as connection:
        connection.execute(text("select 1 from sqlite_master"))
    database.close()
