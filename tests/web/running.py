"""A portal as its own process, started the way an operator starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Site:
    """Where a running portal is, and what it has printed."""

    url: str
    port: int
    log: Path


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(entry: str, home: Path, *, port: int | None = None, **environment: str) -> Iterator[Site]:
    """Start a portal over the data in `home` and stop it afterwards."""
    port = port or free_port()
    home.mkdir(parents=True, exist_ok=True)
    log = home / f"portal-{port}.log"
    values = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "INTELLICOACH_DATA_DIR": str(home / "data"),
        "INTELLICOACH_KEY_FILE": str(home / "keys.json"),
        **environment,
    }
    address = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / entry), *address]
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=values, stdout=output, stderr=output)
        try:
            _wait(f"http://127.0.0.1:{port}/healthz", process, log)
            yield Site(f"http://127.0.0.1:{port}", port, log)
        finally:
            process.terminate()
            process.wait(20)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"the portal ended:\n{log.read_text()}")
        try:
            if httpx.get(address, timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"the portal did not come up:\n{log.read_text()}")
