"""The user portal as its own process over a practice installation; it can be killed in mid-sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from shared_backend.domain.ports import SystemClock
from tests.practising import practice_backend
from tests.web.running import ROOT, free_port


@dataclass
class PortalServer:
    """One address whose process comes and goes; the data stays."""

    home: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        values = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "INTELLICOACH_DATA_DIR": str(self.home / "data"),
            "INTELLICOACH_KEY_FILE": str(self.home / "keys" / "keys.json"),
        }
        address = ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "user_portal" / "asgi.py"), *address]
        with (self.home / "portal.log").open("ab") as output:
            self.process = subprocess.Popen(command, cwd=ROOT, env=values, stdout=output, stderr=output)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"{self.url}/healthz", timeout=2).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError(f"the portal did not come up:\n{(self.home / 'portal.log').read_text()}")

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(20)

    def crash(self) -> None:
        """Kill it and start it again."""
        self.kill()
        self.start()


@contextmanager
def portal_server(home: Path) -> Iterator[PortalServer]:
    """A running user portal with a deployed interview coach."""
    backend = practice_backend(home, clock=SystemClock())
    backend.jobs.close()
    backend.database.close()
    server = PortalServer(home)
    server.start()
    try:
        yield server
    finally:
        server.kill()
