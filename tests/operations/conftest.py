"""A backend with the tiny task, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared_backend.bootstrap import Backend
from tests.servers import postgres_database
from tests.tiny import tiny_backend


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    """Closed afterwards, so that a connection left open fails the test."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres_database()) if request.param == "postgresql" else None
        made = tiny_backend(tmp_path, url)
        yield made
        made.jobs.close()
        made.workers.close()
        made.database.close()


@pytest.fixture(autouse=True)
def _just_confirmed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module's ADMIN typed the password now, not when the module was read, which may be long ago."""
    admin = getattr(request.module, "ADMIN", None)
    if admin is not None:
        monkeypatch.setattr(request.module, "ADMIN", replace(admin, confirmed_at=datetime.now(UTC)))
