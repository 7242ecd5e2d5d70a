"""Reads CVs in confined processes: whatever is in a file, the caller gets a reading or a plain refusal."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import IO, Any, TypeVar

from pydantic import ValidationError

from shared_backend.domain.errors import CoachError
from shared_backend.services.resumes.fields.values import Reading
from shared_backend.services.resumes.notices import LIMIT_BYTES, REFUSALS, notice
from shared_backend.services.resumes.reading_process import LENGTH, WIRE

T = TypeVar("T")
AT_ONCE = 2


class ResumeReader:
    """Up to two files are read at once; others wait.

    Parameters
    ----------
    at_once : int
        Reading processes kept; they start with the first file and end with this object or this process.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free: queue.LifoQueue[_Process | None] = queue.LifoQueue()
        for _ in range(at_once):
            self._free.put(None)
        self._lock = threading.Lock()
        self._started: list[_Process] = []
        # Whoever forgets to close it: the processes go with the reader, at the latest when the program ends.
        weakref.finalize(self, _stop, self._started)

    def read(self, data: bytes, password: str | None = None) -> Reading:
        """What a file says. Never raises for what is in the file: `refused` says why nothing was read.

        Raises
        ------
        CoachError
            When no reading process can be started.
        """
        if not data.strip():
            return Reading(None, refused=notice("empty"))
        if len(data) > LIMIT_BYTES:
            return Reading(None, refused=notice("too_large"))
        return self._asked({"password": password}, data, _reading)

    def page_image(self, data: bytes, page: int) -> bytes | None:
        """A page of a PDF as PNG, counted from 1; None when it cannot be drawn.

        Raises
        ------
        CoachError
            When no reading process can be started.
        """
        return self._asked({"page": page}, data, lambda answer: answer[1:] if answer[:1] == b"P" else None)

    def _asked(self, options: Mapping[str, Any], data: bytes, made: Callable[[bytes], T]) -> T:
        process = self._free.get()
        try:
            for _ in range(2):
                if process is None or not process.alive:
                    process = self._renewed(process)
                with contextlib.suppress(EOFError, OSError):
                    return made(process.ask(options, data))
                process.stop()
            # Files end their own child only: when this process ends, the fault is ours and not the file's.
            raise CoachError("CVs cannot be read right now. Your file was not changed; try again.", retryable=True)
        finally:
            self._free.put(process)

    def read_text(self, pasted: str) -> Reading:
        """What a pasted text says."""
        return self.read(pasted.encode("utf-8", "replace"))

    def close(self) -> None:
        """End the reading processes."""
        with self._lock:
            _stop(self._started)

    def __enter__(self) -> ResumeReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _renewed(self, old: _Process | None) -> _Process:
        if old is not None:
            old.stop()
        process = _Process()
        with self._lock:
            self._started[:] = [p for p in self._started if p.alive] + [process]
        return process


class _Process:
    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "shared_backend.services.resumes.reading_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise OSError("no pipes")
        self._in: IO[bytes] = self._process.stdin
        self._out: IO[bytes] = self._process.stdout

    @property
    def alive(self) -> bool:
        """True while it can be asked."""
        return self._process.poll() is None

    def ask(self, options: Mapping[str, Any], data: bytes) -> bytes:
        """The answer for one file."""
        head = json.dumps(options).encode()
        self._in.write(LENGTH.pack(len(head)) + head + LENGTH.pack(len(data)) + data)
        self._in.flush()
        head = self._out.read(LENGTH.size)
        if len(head) < LENGTH.size:
            raise EOFError
        return self._out.read(LENGTH.unpack(head)[0])

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            self._in.close()
        self._out.close()


def _reading(answer: bytes) -> Reading:
    if answer[:1] == b"R":
        try:
            return WIRE.validate_json(answer[1:])
        except ValidationError:
            return Reading(None, refused=notice("damaged"))
    code = answer[1:].decode("ascii", "replace")
    return Reading(None, refused=notice(code if code in REFUSALS else "damaged"))


def _stop(processes: list[_Process]) -> None:
    for process in processes:
        process.stop()
    processes.clear()
