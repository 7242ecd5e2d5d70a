"""``run``: start both portals and the worker, and keep them running until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import threading
import time
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from shared_backend.commands.common import ROOT, add_data_dir, child_environment, say, settings_of
from shared_backend.commands.first_start import prepare_installation
from shared_backend.commands.supervisor import Child, Supervisor
from shared_backend.domain.errors import CoachError, ConfigurationError
from shared_backend.settings import Settings

LOOK_SECONDS = 0.2
READY_SECONDS = 90.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_data_dir(parser)
    parser.add_argument("--user-port", metavar="PORT", help="user portal (default 8501)")
    parser.add_argument("--admin-port", metavar="PORT", help="staff portal (default 8502)")
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1)")


def run(options: argparse.Namespace) -> int:
    """Prepare what is missing, start, print the addresses, watch."""
    settings = settings_of(options)
    _need_free(settings)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    backend = prepare_installation(settings)
    token = backend.accounts.invitations.set_up_token()
    backend.jobs.close()
    backend.database.close()

    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    environment = {**child_environment(settings), "INTELLICOACH_SUPERVISOR": str(os.getpid())}
    supervisor = Supervisor(
        [_child("user portal", "user"), _child("staff portal", "admin")],
        environment=environment,
        folder=ROOT,
        say=say,
    )
    try:
        supervisor.start()
        if _ready(settings, supervisor, stopping):
            # Last, so that the portals have the processors to themselves until they answer. Jobs wait for it.
            supervisor.add(_child("worker", "worker"))
            _welcome(settings, token)
        while not stopping.wait(LOOK_SECONDS):
            supervisor.look()
        say("Stopping.")
    except CoachError:
        supervisor.stop()
        raise
    supervisor.stop()
    return 0


def _child(name: str, kind: str) -> Child:
    return Child(name, [sys.executable, "-m", "shared_backend.commands.child", kind])


def _need_free(settings: Settings) -> None:
    for name, port in (("user", settings.user_port), ("admin", settings.admin_port)):
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.host, port))
            except OSError as error:
                raise ConfigurationError(
                    f"Port {port} on {settings.host} cannot be used ({error.strerror}). "
                    f"Stop what uses it, or choose another with --{name}-port."
                ) from None


def _ready(settings: Settings, supervisor: Supervisor, stopping: threading.Event) -> bool:
    waiting = {settings.user_port, settings.admin_port}
    deadline = time.monotonic() + READY_SECONDS
    while waiting and not stopping.is_set():
        supervisor.look()
        waiting = {port for port in waiting if not _answers(f"http://{_reachable(settings.host)}:{port}/healthz")}
        if waiting and time.monotonic() > deadline:
            raise ConfigurationError(f"The portal on port {min(waiting)} did not answer in {READY_SECONDS:.0f} s.")
        if waiting:
            stopping.wait(LOOK_SECONDS)
    return not waiting


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=2) as answer:  # noqa: S310 - our own portal
            return bool(answer.status == 200)
    except HTTPError:
        return False
    except (URLError, OSError):
        return False


def _reachable(host: str) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - only to be shown
    return f"[{shown}]" if ":" in shown and not shown.startswith("[") else shown


def _welcome(settings: Settings, token: str | None) -> None:
    host = _reachable(settings.host)
    say("")
    say("intellicoach is ready.")
    say(f"  Job seekers    http://{host}:{settings.user_port}")
    say(f"  Staff          http://{host}:{settings.admin_port}")
    if token is not None:
        say(f"  First admin    http://{host}:{settings.admin_port}/auth/invitation?token={token}")
        say("                 Open this once, within a day, to make the first staff account.")
    say("Stop with Ctrl-C.")
