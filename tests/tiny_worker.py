"""A worker process that knows the tiny task: ``python -m tests.tiny_worker FOLDER [DATABASE_URL]``."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from shared_backend.worker import serve
from tests.tiny import tiny_backend


def main() -> None:
    """Serve until SIGTERM."""
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    serve(tiny_backend(Path(sys.argv[1]), *sys.argv[2:]), stopping, tend_seconds=0.5)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
