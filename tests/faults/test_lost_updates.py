"""D5: however many processes write at once, every acknowledged update is there afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from shared_backend.storage.database import Database
from tests.faults.counting import add_one, count, counters
from tests.servers import postgres_database

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with one counter at zero."""
    with ExitStack() as stack:
        is_server = request.param == "postgresql"
        made = stack.enter_context(postgres_database()) if is_server else f"sqlite:///{tmp_path / 'c.db'}"
        database = Database(made)
        database.write(lambda connection: counters.metadata.create_all(connection))
        database.write(lambda connection: connection.execute(insert(counters).values(number=1, value=0)))
        database.close()
        yield made


def in_processes(url: str, writers: int, times: int) -> list[int]:
    """What all writers were told was saved."""
    command = [sys.executable, "-m", "tests.faults.counting", url, str(times)]
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(writers)]
    saved: list[int] = []
    for process in started:
        output, _ = process.communicate(timeout=280)
        assert process.returncode == 0
        saved += json.loads(output)
    return saved


def final(url: str) -> int:
    database = Database(url)
    with database.read() as connection:
        value = int(connection.execute(select(counters.c.value)).scalar_one())
    database.close()
    return value


def test_processes_keep_every_update(url: str) -> None:
    saved = in_processes(url, 4, 25)
    assert sorted(saved) == list(range(1, 101))
    assert final(url) == 100


@pytest.mark.long
def test_processes_keep_every_update_long(url: str) -> None:
    saved = in_processes(url, 8, 250)
    assert sorted(saved) == list(range(1, 2001))
    assert final(url) == 2000


def in_threads(database: Database, tabs: int, times: int) -> tuple[int, int]:
    """Two tabs of one process: how many updates were acknowledged, and how many errors there were."""
    saved, errors = [], []

    def tab() -> None:
        for _ in range(times):
            try:
                saved.append(database.write(add_one))
            except Exception as error:
                errors.append(error)

    threads = [threading.Thread(target=tab) for _ in range(tabs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(saved), len(errors)


def test_two_tabs_keep_every_update(url: str) -> None:
    database = Database(url)
    assert in_threads(database, 2, 50) == (100, 0)
    database.close()
    assert final(url) == 100


@pytest.mark.long
def test_two_tabs_keep_every_update_long(url: str) -> None:
    database = Database(url)
    assert in_threads(database, 2, 500) == (1000, 0)
    database.close()
    assert final(url) == 1000


def test_the_harness_notices_a_read_outside_the_transaction(url: str) -> None:
    database = Database(url)

    class Careless(Database):
        def write(self, work):  # type: ignore[no-untyped-def]
            with database.read() as connection:
                value = int(connection.execute(select(counters.c.value)).scalar_one()) + 1
            database.write(lambda connection: connection.execute(counters.update().values(value=value)))
            return value

    careless = Careless(url)
    acknowledged, _ = in_threads(careless, 4, 50)
    careless.close()
    database.close()
    assert final(url) < acknowledged


def test_one_writer_counts(url: str) -> None:
    assert count(url, 3) == [1, 2, 3]
