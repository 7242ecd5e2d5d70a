"""What a start makes sure of: keys, database, job queue, and a first model for every task."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import IO

from shared_backend.bootstrap import Backend, build
from shared_backend.commands.common import ROOT, child_environment, say
from shared_backend.domain.errors import ConfigurationError
from shared_backend.jobs.shared import is_prepared, jobs_address, prepare
from shared_backend.operations.baseline import missing_baselines
from shared_backend.settings import Settings

AT_ONCE = 2


def prepare_installation(settings: Settings) -> Backend:
    """Make what is missing; when nothing is, only look.

    Raises
    ------
    ConfigurationError
        When the folder, the keys or the database are wrong, or a first model could not be trained.
    """
    is_new = not settings.key_file.exists() and settings.master_keys is None
    backend = build(settings, create=True)
    if is_new:
        say(f"New keys: {settings.key_file}. Keep a copy elsewhere; without them the data cannot be read.")
    jobs = jobs_address(settings.data_dir, settings.database_address)
    if not is_prepared(jobs):
        prepare(jobs)
    missing = missing_baselines(backend.training.trainer)
    if missing:
        say(f"First start: training {len(missing)} models on the shipped data. This takes a minute or two.")
        _train(settings, missing)
    return backend


def _train(settings: Settings, tasks: tuple[str, ...]) -> None:
    # A process each: training keeps a processor busy, and what it loads is given back when it ends.
    speaking = threading.Lock()
    running: list[subprocess.Popen[str]] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        trained = [pool.submit(_train_one, settings, task, speaking, running) for task in tasks]
        try:
            problems = [one.result() for one in trained]
        except BaseException:
            # Stopped by a person: nothing may go on behind their back.
            for one in trained:
                one.cancel()
            for process in running:
                process.terminate()
            raise
    for problem in problems:
        if problem:
            raise ConfigurationError(problem)


def _train_one(
    settings: Settings, task: str, speaking: threading.Lock, running: list[subprocess.Popen[str]]
) -> str | None:
    command = [sys.executable, "-m", "shared_backend.cli", "train", task, "--first"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=child_environment(settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    running.append(process)
    last = _relay(process.stderr, task, speaking)
    code = process.wait()
    return f"The first model of {task} could not be trained: {last}" if code else None


def _relay(lines: IO[str] | None, task: str, speaking: threading.Lock) -> str:
    last = "no reason was given"
    for line in lines or ():
        if line.strip():
            last = line.strip()
            with speaking:
                say(f"  {task:16} {last}")
    return last.removeprefix("intellicoach: ")
