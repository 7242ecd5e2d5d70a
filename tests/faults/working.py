"""The worker in a process that is there to be killed; it trains the tiny task.

Arguments: folder, seconds a training takes, way. Environment is not used: the forks share it.
"""

from __future__ import annotations

import os
import signal
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shared_backend.operations.training import Training
from shared_backend.registry.model_registry import ModelRegistry
from shared_backend.worker import serve
from tests.tiny import tiny_backend


def child(arguments: list[str], say: Callable[[str], None]) -> None:
    """Serve until killed."""
    folder, seconds, way = arguments
    os.environ["TINY_SECONDS"] = seconds
    WAYS[way]()
    backend = tiny_backend(Path(folder))
    say("ready")
    serve(backend, threading.Event(), tend_seconds=0.5)


def careful() -> None:
    """The product's own way."""


def dying() -> None:
    """Killed at the one instant that counts: the version is registered, the run does not know yet."""
    Training._finish = _die  # type: ignore[method-assign]


def forgetful() -> None:
    """Planted bug: a version is registered without asking whether the run has one; then killed as above."""
    real = ModelRegistry.register

    def register(self: ModelRegistry, connection: Any, **values: Any) -> Any:
        return real(self, connection, **{**values, "run_id": str(uuid.uuid4())})

    ModelRegistry.register = register  # type: ignore[method-assign, assignment]
    dying()


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


WAYS = {"careful": careful, "dying": dying, "forgetful": forgetful}
