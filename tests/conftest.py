"""What many tests stand on: a storage on either database, a clock set by hand, people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from shared_backend.storage.opening import Storage
from tests.people import HandClock, People, new_storage, people_over
from tests.servers import postgres_database

# Scripts that Streamlit runs, not modules to import.
collect_ignore_glob = ["*/tiny_portal/*"]


@pytest.fixture
def clock() -> HandClock:
    """A clock the test moves."""
    return HandClock()


@pytest.fixture(params=["sqlite", "postgresql"])
def storage(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Storage]:
    """The same storage on both databases."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres_database()) if request.param == "postgresql" else None
        made = new_storage(tmp_path, url, clock)
        yield made
        made.database.close()


@pytest.fixture
def local_storage(tmp_path: Path, clock: HandClock) -> Iterator[Storage]:
    """A storage in a SQLite file, for what does not depend on the database."""
    made = new_storage(tmp_path, None, clock)
    yield made
    made.database.close()


@pytest.fixture
def people(storage: Storage, clock: HandClock) -> People:
    """Accounts on both databases."""
    return people_over(storage, clock)


@pytest.fixture
def local_people(local_storage: Storage, clock: HandClock) -> People:
    """Accounts in a SQLite file."""
    return people_over(local_storage, clock)
