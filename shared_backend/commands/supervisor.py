"""Keep child processes running: restart one that dies, with growing pauses, and stop all of them together."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shared_backend.domain.errors import ConfigurationError

# A child that dies this often within this time will not be helped by another start.
MAX_DEATHS = 5
WITHIN_SECONDS = 120.0
STOP_SECONDS = 10.0


@dataclass
class Child:
    """One process to keep running."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)
    start_at: float = 0.0


class Supervisor:
    """Start, watch and stop children.

    Parameters
    ----------
    say : callable
        Is told, in one line, when a child died.
    """

    def __init__(
        self, children: Sequence[Child], *, environment: Mapping[str, str], folder: Path, say: Callable[[str], None]
    ) -> None:
        self.children: tuple[Child, ...] = tuple(children)
        self._environment = dict(environment)
        self._folder = folder
        self._say = say

    def start(self) -> None:
        """Start all children."""
        for child in self.children:
            self._spawn(child)

    def add(self, child: Child) -> None:
        """Start one child more and keep it running like the others."""
        self.children += (child,)
        self._spawn(child)

    def look(self) -> None:
        """Restart what died. Raises `ConfigurationError` when a child keeps dying."""
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.start_at:
                    self._spawn(child)
                continue
            code = child.process.poll()
            if code is None:
                continue
            child.process = None
            child.deaths = [at for at in child.deaths if now - at < WITHIN_SECONDS] + [now]
            if len(child.deaths) >= MAX_DEATHS:
                raise ConfigurationError(f"The {child.name} ended {MAX_DEATHS} times ({_why(code)}). Stopping.")
            pause = 2.0 ** (len(child.deaths) - 1)
            child.start_at = now + pause
            self._say(f"The {child.name} ended ({_why(code)}); starting it again in {pause:.0f} s.")

    def stop(self) -> None:
        """Ask all children to end, wait, and end what is left."""
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for process in running:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _spawn(self, child: Child) -> None:
        child.process = subprocess.Popen(
            child.command,
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            # A Ctrl-C in the terminal is for the parent, which then stops the children in order.
            start_new_session=True,
        )


def _why(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
