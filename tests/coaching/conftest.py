"""A backend to practise on, for each test its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared_backend.bootstrap import Backend
from tests.people import HandClock
from tests.practising import practice_backend


@pytest.fixture
def backend(tmp_path: Path, clock: HandClock) -> Iterator[Backend]:
    """A fresh installation with a deployed interview coach."""
    made = practice_backend(tmp_path, clock=clock)
    yield made
    made.jobs.close()
    made.database.close()
