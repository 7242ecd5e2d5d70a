"""The worker as a process: killed in the middle it resumes, and one run gives one version."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from shared_backend.bootstrap import Backend
from shared_backend.jobs import workers
from shared_backend.jobs.shared import is_prepared, jobs_address, prepare
from shared_backend.registry.training_runs import TrainingRun
from tests.servers import postgres_database
from tests.tiny import new_id, person, tiny_backend

TASK = "interview_coach"
ADMIN = person()


class Place:
    """One installation and the workers started in it."""

    def __init__(self, folder: Path, url: str | None) -> None:
        self.folder, self.url = folder, url
        self.backend: Backend = tiny_backend(folder, url)
        self.processes: list[subprocess.Popen[bytes]] = []

    def worker(self, seconds: float = 0.0) -> subprocess.Popen[bytes]:
        """Start a worker whose trainings take `seconds`."""
        command = [sys.executable, "-m", "tests.tiny_worker", str(self.folder), *([self.url] if self.url else [])]
        environment = {**os.environ, "TINY_SECONDS": str(seconds), "PYTHONPATH": str(Path.cwd())}
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        self.processes.append(process)
        return process

    def start(self) -> str:
        """Queue a run on the built-in rows."""
        scenario = self.backend.training.create_scenario(ADMIN, new_id(), name="A run", task_type=TASK)
        run_id = new_id()
        self.backend.training.start_training(ADMIN, run_id, scenario.id, builtin=True)
        return run_id

    def run(self, run_id: str) -> TrainingRun:
        """Where the run stands."""
        return self.backend.training.get_run(ADMIN, run_id)

    def wait(self, run_id: str, until: Callable[[TrainingRun], bool], seconds: float = 60) -> TrainingRun:
        """The run, once it is as wanted."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            run = self.run(run_id)
            if until(run):
                return run
            time.sleep(0.05)
        raise AssertionError(f"still {run.state}: {run.message}")

    def close(self) -> None:
        """End what is left."""
        for process in self.processes:
            process.kill()
            process.wait()
        self.backend.jobs.close()
        self.backend.workers.close()
        self.backend.database.close()


@contextmanager
def opened(folder: Path, kind: str) -> Iterator[Place]:
    with ExitStack() as stack:
        place = Place(folder, stack.enter_context(postgres_database()) if kind == "postgresql" else None)
        stack.callback(place.close)
        yield place


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with opened(tmp_path, request.param) as made:
        yield made


def in_the_middle(run: TrainingRun) -> bool:
    return run.state == "running" and run.fraction > 0


def ended(run: TrainingRun) -> bool:
    return not run.open


def test_killed_in_the_middle_it_starts_over_and_registers_one_version(place: Place) -> None:
    run_id = place.start()
    worker = place.worker(seconds=4)
    place.wait(run_id, in_the_middle)
    worker.kill()
    worker.wait()
    assert place.run(run_id).state == "running"
    place.worker()
    run = place.wait(run_id, ended)
    assert run.state == "finished"
    assert "The worker was interrupted; starting over." in [line.message for line in run.log]
    assert [v.run_id for v in place.backend.releases.versions(ADMIN, TASK).all] == [run_id]


def test_another_worker_takes_over_from_a_dead_one(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    first, run_id = place.worker(seconds=6), place.start()
    place.wait(run_id, in_the_middle)
    second = place.worker()
    deadline = time.monotonic() + 30
    while len(place.backend.workers.alive()) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    alive = sorted(place.backend.workers.alive())
    assert [name.rsplit("-", 1)[1] for name in alive] == ["1", "2"]
    first.kill()
    first.wait()
    # As after half a minute without a heartbeat.
    place.backend.workers.leave(alive[0])
    run = place.wait(run_id, ended)
    assert run.state == "finished"
    assert second.poll() is None
    assert len(place.backend.releases.versions(ADMIN, TASK).all) == 1


def test_two_workers_share_the_runs(place: Place) -> None:
    place.worker(seconds=1)
    place.worker(seconds=1)
    runs = [place.start() for _ in range(4)]
    finished = [place.wait(run_id, ended) for run_id in runs]
    assert [run.state for run in finished] == ["finished"] * 4
    assert len({run.model_version_id for run in finished}) == 4


def test_cancel_reaches_a_working_worker(place: Place) -> None:
    run_id = place.start()
    place.worker(seconds=20)
    place.wait(run_id, in_the_middle)
    place.backend.training.cancel_training(ADMIN, run_id)
    run = place.wait(run_id, ended, seconds=10)
    assert run.state == "cancelled"
    assert place.backend.releases.versions(ADMIN, TASK).all == ()


def test_sigterm_stops_a_worker_in_mid_run_and_the_next_one_resumes(tmp_path: Path) -> None:
    with opened(tmp_path, "sqlite") as place:
        run_id = place.start()
        worker = place.worker(seconds=30)
        place.wait(run_id, in_the_middle)
        asked = time.monotonic()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=20) == 0
        assert time.monotonic() - asked < 10
        assert place.backend.workers.alive() == {}
        assert place.run(run_id).open
        place.worker()
        assert place.wait(run_id, ended).state == "finished"


def test_a_name_is_free_again_when_its_worker_is_gone(tmp_path: Path) -> None:
    first, second = workers.claim_slot(tmp_path), workers.claim_slot(tmp_path)
    assert first.name != second.name
    first.release()
    assert workers.claim_slot(tmp_path).name == first.name


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_hundred_kills_at_random_moments(tmp_path: Path, kind: str) -> None:
    draw = random.Random(7)
    with opened(tmp_path, kind) as place:
        runs, kills = [place.start() for _ in range(5)], 0
        while kills < 100:
            worker = place.worker(seconds=0.5 if kills % 5 else 0.0)
            time.sleep(draw.uniform(0.8, 4.0))
            worker.kill()
            worker.wait()
            kills += 1
            if all(ended(place.run(run_id)) for run_id in runs[-5:]):
                runs += [place.start() for _ in range(5)]
        place.worker()
        states = [place.wait(run_id, ended, seconds=300) for run_id in runs]
        versions = place.backend.releases.versions(ADMIN, TASK).all
        finished = [run for run in states if run.state == "finished"]
        assert sorted(v.run_id for v in versions) == sorted(run.id for run in finished)
        for made in versions:
            place.backend.workshop.registry.load(made)
        gave_up = [run for run in states if run.state == "failed"]
        assert all("could not carry" in run.message for run in gave_up)
        assert place.backend.audit.verify().ok


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_looking_for_a_queue_makes_none(kind: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        url = stack.enter_context(postgres_database()) if kind == "postgresql" else None
        address = jobs_address(tmp_path, url)
        assert not is_prepared(address)
        assert list(tmp_path.iterdir()) == []
        prepare(address)
        assert is_prepared(address)
