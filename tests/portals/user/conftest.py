"""A user portal over a fresh installation, for each test its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import user_portal.services
from tests.people import HandClock
from tests.portals.user.tab import Portals
from tests.practising import practice_backend


@pytest.fixture
def portals(tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portals]:
    """A user portal with a deployed interview coach."""
    backend = practice_backend(tmp_path, clock=clock)
    yield Portals(backend, monkeypatch)
    user_portal.services.services.cache_clear()
    backend.jobs.close()
    backend.database.close()
