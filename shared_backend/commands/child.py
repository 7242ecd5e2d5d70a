"""The child processes of ``run``: ``python -m shared_backend.commands.child user|admin|worker``."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

from shared_backend.commands.common import ROOT
from shared_backend.settings import load_settings

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """End when the parent is gone, even when it was killed: a left-over portal would keep its port busy (Linux)."""
    parent = os.environ.get("INTELLICOACH_SUPERVISOR")
    if parent is None or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):
        sys.exit(0)


def main() -> None:
    """Become one of the portals or the worker."""
    die_with_parent()
    kind = sys.argv[1]
    if kind == "worker":
        from shared_backend.worker import main as work

        code = work()
        sys.stderr.flush()
        os._exit(code)
    settings = load_settings()
    port = settings.user_port if kind == "user" else settings.admin_port
    from streamlit.web.cli import main as streamlit

    streamlit(
        ["run", str(ROOT / f"{kind}_portal" / "asgi.py"), f"--server.port={port}", f"--server.address={settings.host}"]
    )


if __name__ == "__main__":
    main()
