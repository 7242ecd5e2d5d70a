"""kill -9 at any instant between predicting, learning and committing: nothing acknowledged is lost, nothing is torn."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.faults.learning import problems
from tests.faults.learning_desk import LearningDesk, acknowledged, learning_desk

LATEST_KILL = 0.25  # seconds after the first acknowledgement


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LearningDesk]:
    """A learner on either database."""
    with learning_desk(request.param, tmp_path) as made:
        yield made


def kill_one(desk: LearningDesk, way: str, rng: Random) -> list[str]:
    """Start a learner, kill it at a random instant, return what it acknowledged."""
    process = desk.start(way, 0)
    assert process.stdout is not None
    first = process.stdout.readline().strip()
    time.sleep(rng.uniform(0.0, LATEST_KILL))
    process.kill()
    # A last line without its end was not acknowledged; ids are 36 characters long.
    said = [first, *acknowledged(process)]
    return [line for line in said if len(line) == 36]


def kills(desk: LearningDesk, way: str, times: int, seed: int) -> list[str]:
    """What is wrong after so many kills; stops at the first problem."""
    rng, said = Random(seed), []
    for killed in range(1, times + 1):
        said += kill_one(desk, way, rng)
        # One interaction per kill may be committed without its acknowledgement having been written.
        if found := problems(desk.learner, said, unacknowledged=killed):
            return found
    return []


def test_a_killed_process_loses_nothing_it_acknowledged(desk: LearningDesk) -> None:
    assert kills(desk, "careful", 3, seed=1) == []


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_250_killed_processes_lose_nothing_they_acknowledged(desk: LearningDesk) -> None:
    assert kills(desk, "careful", 250, seed=2) == []


def test_the_harness_notices_an_acknowledgement_before_the_commit(desk: LearningDesk) -> None:
    assert any("lost" in problem for problem in kills(desk, "hasty", 10, seed=3))


def test_the_harness_notices_two_transactions(desk: LearningDesk) -> None:
    assert "the state does not follow from the history" in kills(desk, "torn", 20, seed=4)
