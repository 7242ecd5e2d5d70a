"""Nothing that was learned is lost or learned twice: many deliveries, two tabs, eight processes."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.faults.learning import careful, careless, problems
from tests.faults.learning_desk import LearningDesk, acknowledged, learning_desk
from tests.learners import Learner, new_learner


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LearningDesk]:
    """A learner on either database."""
    with learning_desk(request.param, tmp_path) as made:
        yield made


def in_processes(desk: LearningDesk, way: str, writers: int, times: int) -> list[str]:
    """What all writers acknowledged."""
    started = [desk.start(way, times, seed) for seed in range(writers)]
    said = [line for process in started for line in acknowledged(process)]
    assert [process.returncode for process in started] == [0] * writers
    return said


def in_tabs(learner: Learner, learn: Callable[[Learner, str], None], tabs: int, times: int) -> list[str]:
    """What all threads of this process acknowledged."""
    said: list[str] = []
    errors: list[Exception] = []

    def tab() -> None:
        for _ in range(times):
            interaction_id = str(uuid.uuid4())
            try:
                learn(learner, interaction_id)
            except Exception as error:
                errors.append(error)
            else:
                said.append(interaction_id)

    threads = [threading.Thread(target=tab) for _ in range(tabs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    return said


def check_deliveries(desk: LearningDesk, events: int, deliveries: int, writers: int) -> None:
    said = in_processes(desk, f"event-{events}", writers, deliveries // writers)
    assert len(said) == events * deliveries
    assert len(set(said)) == events
    assert problems(desk.learner, said) == []


def test_an_event_delivered_again_and_again_is_learned_once(desk: LearningDesk) -> None:
    check_deliveries(desk, events=15, deliveries=6, writers=3)


@pytest.mark.long
def test_500_events_delivered_24_times_by_8_writers(desk: LearningDesk) -> None:
    check_deliveries(desk, events=500, deliveries=24, writers=8)


def test_two_tabs_keep_everything(desk: LearningDesk) -> None:
    said = in_tabs(desk.learner, careful, 2, 20)
    assert len(said) == 40
    assert problems(desk.learner, said) == []


@pytest.mark.long
def test_two_tabs_keep_everything_long(desk: LearningDesk) -> None:
    said = in_tabs(desk.learner, careful, 2, 500)
    assert len(said) == 1000
    assert problems(desk.learner, said) == []


def test_the_very_first_interactions_may_come_at_once(desk: LearningDesk) -> None:
    """The state row does not exist yet: there is no row to wait for."""
    for number in range(5):
        learner = new_learner(desk.storage)
        start = threading.Barrier(3)

        def deliver(to: Learner, _: str, event: str = f"first-{number}", start: threading.Barrier = start) -> None:
            start.wait(timeout=60)
            careful(to, event)

        in_tabs(learner, deliver, 3, 1)
        assert problems(learner, [f"first-{number}"]) == []


def test_processes_keep_everything(desk: LearningDesk) -> None:
    said = in_processes(desk, "careful", 3, 15)
    assert len(set(said)) == 45
    assert problems(desk.learner, said) == []


@pytest.mark.long
def test_eight_processes_keep_everything(desk: LearningDesk) -> None:
    said = in_processes(desk, "careful", 8, 250)
    assert len(set(said)) == 2000
    assert problems(desk.learner, said) == []


def test_the_harness_notices_a_state_read_outside_the_transaction(desk: LearningDesk) -> None:
    barrier = threading.Barrier(3, timeout=60)
    said = in_tabs(desk.learner, partial(careless, meet=barrier.wait), 3, 1)
    assert "the state does not follow from the history" in problems(desk.learner, said)


def test_the_harness_notices_an_event_learned_twice(desk: LearningDesk) -> None:
    said = ["event-1", "event-1", "event-2"]
    for interaction_id in said:
        careful(desk.learner, f"{interaction_id}-{uuid.uuid4()}")
    assert "3 rows for 2 interactions" in problems(desk.learner, said)
