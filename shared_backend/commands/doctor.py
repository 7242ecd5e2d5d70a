"""``doctor``: check an installation, one line for each thing, without changing any."""

from __future__ import annotations

import argparse
import platform
import shutil
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from shared_backend.bootstrap import Backend, build
from shared_backend.commands.common import add_data_dir, say, settings_of
from shared_backend.domain.errors import CoachError
from shared_backend.settings import Settings
from shared_backend.storage.database import Database
from shared_backend.storage.sqlite import journal_mode

NEEDED_PYTHON = (3, 11)
LOW_DISK_BYTES = 1_000_000_000
Level = Literal["ok", "note", "FAIL"]


@dataclass(frozen=True, slots=True)
class Line:
    """What was looked at and what was found; only FAIL makes the command fail."""

    level: Level
    what: str
    found: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_data_dir(parser)


def run(options: argparse.Namespace) -> int:
    """Look at everything and say what is wrong."""
    failed = 0
    for line in lines(settings_of(options)):
        failed += line.level == "FAIL"
        say(f"{line.level:4} {line.what:13} {line.found}")
    say(f"{failed} of the checks failed." if failed else "Everything is in order.")
    return 1 if failed else 0


def lines(settings: Settings) -> Iterator[Line]:
    """Every check, in the order in which one rests on the other."""
    enough = sys.version_info[:2] >= NEEDED_PYTHON
    yield Line("ok" if enough else "FAIL", "Python", platform.python_version())
    yield _disk(settings)
    try:
        if not Database(settings.database_address).exists():
            yield Line("FAIL", "Installation", f"There is none in {settings.data_dir} yet. Run intellicoach init.")
            return
        backend = build(settings)
    except CoachError as error:
        yield Line("FAIL", "Keys and data", error.user_message)
        return
    yield Line("ok", "Keys", f"{settings.key_file if settings.master_keys is None else 'from the environment'}")
    yield _guarded("Database", lambda: _database(backend))
    yield _guarded("Audit log", lambda: _audit(backend))
    yield _guarded("Facts", lambda: _facts(backend))
    for task in backend.workshop.tasks:
        yield _guarded("Model", lambda task_type=task.id: _champion(backend, task_type))  # type: ignore[misc]
    yield _worker(backend)
    for name, port in (("User portal", settings.user_port), ("Staff portal", settings.admin_port)):
        yield _port(settings, name, port)
    backend.database.close()


def _guarded(what: str, look: Callable[[], Line]) -> Line:
    try:
        return look()
    except CoachError as error:
        return Line("FAIL", what, error.user_message)


def _disk(settings: Settings) -> Line:
    folder = settings.data_dir
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return Line("ok" if free > LOW_DISK_BYTES else "FAIL", "Disk", f"{free / 1e9:.1f} GB free")


def _database(backend: Backend) -> Line:
    backend.database.check()
    if backend.database.dialect != "sqlite":
        return Line("ok", "Database", f"{backend.database.dialect}, schema up to date")
    with backend.database.read() as connection:
        whole = connection.exec_driver_sql("PRAGMA quick_check").scalar()
        mode = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar()).upper()
    found = f"SQLite {sqlite3.sqlite_version}, journal {mode}, schema up to date"
    if whole != "ok":
        return Line("FAIL", "Database", f"{found}, but damaged: {whole}. Restore a backup.")
    if mode != journal_mode():
        return Line("FAIL", "Database", f"{found}, but the journal should be {journal_mode()}.")
    return Line("ok", "Database", found)


def _audit(backend: Backend) -> Line:
    check = backend.audit.verify()
    if not check.ok:
        return Line("FAIL", "Audit log", f"{check.problem} (entry {check.at_seq})")
    return Line("ok", "Audit log", f"{check.entries} entries, unbroken")


def _facts(backend: Backend) -> Line:
    told = []
    for source in backend.facts.releases():
        day = source.imported
        told.append(f"{source.name} ({'shipped' if day is None else f'imported {day:%Y-%m-%d} from {source.file}'})")
    stale = ", ".join(one.task_type for one in backend.facts.stale())
    if stale:
        return Line("note", "Facts", f"{', '.join(told)}; train again to use them: {stale}")
    return Line("ok", "Facts", ", ".join(told))


def _champion(backend: Backend, task_type: str) -> Line:
    version = backend.training.trainer.champion(task_type)
    if version is None:
        return Line("FAIL", "Model", f"{task_type}: nothing serves. Run intellicoach init.")
    backend.workshop.registry.load(version)
    return Line("ok", "Model", f"{task_type} {version.label}, digest {version.artifact_digest[:12]} is right")


def _worker(backend: Backend) -> Line:
    alive = backend.workers.alive()
    if not alive:
        return Line("note", "Worker", "none is running; training waits until one is")
    newest = max(alive.values())
    seconds = (backend.clock.now() - newest).total_seconds()
    return Line("ok", "Worker", f"{len(alive)} running, last heard of {seconds:.0f} s ago")


def _port(settings: Settings, name: str, port: int) -> Line:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        taken = probe.connect_ex((settings.host, port)) == 0
    return Line("note" if not taken else "ok", name, f"port {port} {'answers' if taken else 'is free, not running'}")
