"""D1, web: kill -9 at any instant of the answer recipe; what was acknowledged, learned and counted still agrees."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from shared_backend.bootstrap import Backend
from shared_backend.domain.ports import SystemClock
from shared_backend.domain.principal import Principal
from tests.faults.answering import problems
from tests.faults.forking import Nursery, nursery
from tests.practising import practice_backend, practiser


@dataclass
class Portal:
    """One person's portal, killed and started again; `pace` is how long an answer takes on this machine today."""

    folder: Path
    backend: Backend
    me: Principal
    nursery: Nursery
    rng: Random
    said: list[str] = field(default_factory=list)
    pace: float = 0.2

    def kill_one(self, way: str) -> None:
        """Start the portal's process and kill it at a random instant of its first three answers."""
        victim = self.nursery.start(str(self.folder), self.me.user_id, way)
        began = float(victim.first.split()[1])
        time.sleep(self.rng.uniform(0.0, 3.0 * self.pace))
        lines = [line.split() for line in victim.kill()]
        self.said += [attempt_id for attempt_id, _ in lines]
        self.pace = (float(lines[-1][1]) - began) / len(lines) if lines else self.pace * 1.2

    def kills(self, way: str, times: int, *, every: int = 1) -> list[str]:
        """What is wrong after so many kills, looked at after `every` few; stops at the first problem."""
        for killed in range(1, times + 1):
            self.kill_one(way)
            # One answer a kill may be committed without its acknowledgement having been written.
            if killed % every == 0 and (found := problems(self.backend, self.me, self.said, unacknowledged=killed)):
                return found
        return []


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Portal]:
    """A person at a fresh installation."""
    backend = practice_backend(tmp_path, clock=SystemClock())
    with nursery("tests.faults.answering") as made:
        yield Portal(tmp_path, backend, practiser(backend), made, Random(5))
    backend.jobs.close()
    backend.database.close()


def test_a_killed_portal_loses_nothing_it_acknowledged(portal: Portal) -> None:
    assert portal.kills("careful", 14) == []
    assert portal.said


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_400_killed_portals_lose_nothing_they_acknowledged(portal: Portal) -> None:
    assert portal.kills("careful", 400, every=10) == []
    assert len(portal.said) > 100


def test_the_harness_notices_an_acknowledgement_before_the_commit(portal: Portal) -> None:
    assert any("lost" in problem for problem in portal.kills("hasty", 60))


def test_the_harness_notices_two_transactions(portal: Portal) -> None:
    assert "answers and what was learned differ" in portal.kills("torn", 60)
