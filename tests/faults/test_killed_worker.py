"""D1, worker: kill -9 at any instant of a training; the run is taken up and gives exactly one version."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from shared_backend.bootstrap import Backend
from shared_backend.registry.training_runs import TrainingRun
from tests.faults.forking import Nursery, nursery
from tests.tiny import TinyTask, new_id, person, tiny_backend

ADMIN = person()
SECONDS = 2.0


@dataclass
class Shift:
    """An installation and its worker."""

    folder: Path
    backend: Backend
    nursery: Nursery

    def queue(self) -> str:
        """A run that waits for a worker."""
        run_id = new_id()
        self.backend.training.start_new(ADMIN, run_id, name="A run", task_type=TinyTask.id, builtin=True)
        return run_id

    def wait(self, run_id: str, until: Callable[[TrainingRun], bool]) -> TrainingRun:
        """The run, once it is as wanted."""
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            run = self.backend.training.get_run(ADMIN, run_id)
            if until(run):
                return run
            time.sleep(0.02)
        raise AssertionError(f"still {run.state}: {run.message}")

    def kill_in_the_middle(self, run_id: str, rng: Random) -> None:
        """A worker that is killed somewhere in its training."""
        before = len(self.backend.training.get_run(ADMIN, run_id).log)
        victim = self.nursery.start(str(self.folder), str(SECONDS), "careful")
        self.wait(run_id, lambda run: run.state == "running" and len(run.log) > before)
        time.sleep(rng.uniform(0.0, 1.2 * SECONDS))
        victim.kill()

    def finish(self, run_id: str) -> TrainingRun:
        """What the last worker, which nobody kills, makes of it."""
        last = self.nursery.start(str(self.folder), "0", "careful")
        run = self.wait(run_id, lambda run: not run.open)
        last.kill()
        return run

    def die(self, way: str) -> None:
        """A worker that ends by itself."""
        self.nursery.start(str(self.folder), "0", way)
        assert self.nursery.until_ended() == []

    def problems(self, run_id: str) -> list[str]:
        """What is wrong with what a run has left behind."""
        run = self.backend.training.get_run(ADMIN, run_id)
        made = [v for v in self.backend.releases.versions(ADMIN, TinyTask.id).all if v.name == TinyTask.id]
        found = [] if run.state == "finished" else [f"the run is {run.state}"]
        if len(made) != 1 or made[0].id != run.model_version_id or made[0].run_id != run_id:
            found.append(f"{len(made)} versions for one run")
        for version in made:
            self.backend.workshop.registry.load(version)
        for name in ("coach.db", "jobs.db"):
            connection = sqlite3.connect(self.folder / "data" / name)
            found += [f"{name} is damaged" for row in connection.execute("pragma integrity_check") if row != ("ok",)]
            connection.close()
        return found if self.backend.audit.verify().ok else [*found, "the audit log is broken"]


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    """A fresh installation."""
    backend = tiny_backend(tmp_path)
    with nursery("tests.faults.working") as made:
        yield Shift(tmp_path, backend, made)
    backend.jobs.close()
    backend.workers.close()
    backend.database.close()


def test_a_run_whose_worker_is_killed_again_and_again_gives_one_version(shift: Shift) -> None:
    rng, run_id = Random(3), shift.queue()
    for _ in range(4):
        shift.kill_in_the_middle(run_id, rng)
    assert shift.finish(run_id).state == "finished"
    assert shift.problems(run_id) == []


def test_killed_between_registering_and_saying_so_it_registers_once(shift: Shift) -> None:
    run_id = shift.queue()
    for _ in range(2):
        shift.die("dying")
    shift.finish(run_id)
    assert shift.problems(run_id) == []


def test_the_harness_notices_a_second_version(shift: Shift) -> None:
    run_id = shift.queue()
    shift.die("forgetful")
    shift.finish(run_id)
    assert "2 versions for one run" in shift.problems(run_id)
