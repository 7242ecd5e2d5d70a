"""One learner whom several processes serve at once: the place they all know, and how to start them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from shared_backend.storage.opening import Storage
from tests.learners import Learner, new_learner
from tests.people import new_storage
from tests.servers import postgres_database

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class LearningDesk:
    """A learner and where their data lies."""

    storage: Storage
    learner: Learner
    url: str
    key_file: Path

    def start(self, way: str, times: int, seed: int = 0) -> subprocess.Popen[str]:
        """A process that learns for this person; it acknowledges on standard output."""
        person = (self.learner.trainer.user_id, self.learner.scenario_id)
        command = [sys.executable, "-m", "tests.faults.learning", self.url, str(self.key_file), *person]
        return subprocess.Popen([*command, way, str(times), str(seed)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


@contextmanager
def learning_desk(kind: str, folder: Path) -> Iterator[LearningDesk]:
    """A new learner on a SQLite file or on PostgreSQL."""
    with ExitStack() as stack:
        server = stack.enter_context(postgres_database()) if kind == "postgresql" else None
        url = server or f"sqlite:///{folder / 'data' / 'coach.db'}"
        storage = new_storage(folder, url)
        yield LearningDesk(storage, new_learner(storage), url, folder / "keys.json")
        storage.database.close()


def acknowledged(process: subprocess.Popen[str], *, seconds: float = 280.0) -> list[str]:
    """All whole lines a process has written, once it has ended."""
    output, _ = process.communicate(timeout=seconds)
    return [line for line in output.splitlines(keepends=False) if line]
