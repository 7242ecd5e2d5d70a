"""Processes that are there to be killed, forked from one that has imported everything, so the next is up at once."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_ENDED = "ended"


@dataclass
class Nursery:
    """Starts one process after the other, each running ``child(arguments, say)`` of the module named."""

    _process: subprocess.Popen[str]

    def start(self, *arguments: str) -> Victim:
        """A new process; returns once it has said its first line."""
        assert self._process.stdin is not None
        self._process.stdin.write("\t".join(arguments) + "\n")
        self._process.stdin.flush()
        pid = int(self._next_line())
        return Victim(self, pid, self._next_line())

    def _next_line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().rstrip("\n")
        assert line, "the nursery ended"
        return line

    def until_ended(self) -> list[str]:
        """What the present process said, once it is gone."""
        said: list[str] = []
        while (line := self._next_line()) != _ENDED:
            said.append(line)
        return said


@dataclass
class Victim:
    """One process."""

    nursery: Nursery
    pid: int
    first: str

    def kill(self) -> list[str]:
        """SIGKILL; what it had said since its first line."""
        os.kill(self.pid, signal.SIGKILL)
        return self.nursery.until_ended()


@contextmanager
def nursery(module: str) -> Iterator[Nursery]:
    """The process the others are forked from."""
    command = [sys.executable, "-m", "tests.faults.forking", module]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        try:
            yield Nursery(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


def main(module: str) -> None:
    """Fork for each line of standard input, and say when the fork is gone."""
    # What a fork prints or logs goes nowhere: the channel holds its words alone.
    channel = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def say(word: str) -> None:
        # One short write: a pipe takes it whole or not at all, so a killed process leaves no half words.
        os.write(channel, f"{word}\n".encode())

    child = importlib.import_module(module).child
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            say(str(os.getpid()))
            child(line.rstrip("\n").split("\t"), say)
            os._exit(0)
        os.waitpid(pid, 0)
        say(_ENDED)


if __name__ == "__main__":
    main(sys.argv[1])
