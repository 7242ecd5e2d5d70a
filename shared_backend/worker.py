"""The worker process: does the jobs, tends what crashes left behind, stops cleanly on SIGTERM."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Mapping
from typing import Any

import structlog

from shared_backend import logs
from shared_backend.bootstrap import Backend, build
from shared_backend.domain.errors import CoachError
from shared_backend.jobs.runner import Handler, JobRunner
from shared_backend.jobs.shared import jobs_address
from shared_backend.jobs.workers import claim_slot
from shared_backend.operations.training import JOB as TRAINING_RUN
from shared_backend.settings import load_settings

TEND_SECONDS = 5.0

log = structlog.get_logger()


def handlers(backend: Backend) -> dict[str, Handler]:
    """What this worker can do, by job name."""

    def train(arguments: Mapping[str, Any]) -> None:
        backend.training.run_training(arguments["run_id"])

    return {TRAINING_RUN: train}


def serve(backend: Backend, stopping: threading.Event, *, tend_seconds: float = TEND_SECONDS) -> None:
    """Work until told to stop."""
    address = jobs_address(backend.settings.data_dir, backend.settings.database_address)
    slot = claim_slot(backend.settings.data_dir)
    runner = JobRunner(address, handlers(backend), worker=slot.name, clock=backend.clock)
    runner.start()
    log.info("worker_started", worker=slot.name)
    try:
        while True:
            try:
                runner.take_over()
                backend.training.tend()
                backend.my_model.drop_old_copies()
            except Exception as error:
                log.warning("tending_failed", error=type(error).__name__, at=logs.where(error))
            if stopping.wait(tend_seconds):
                return
    finally:
        runner.stop()
        slot.release()
        log.info("worker_stopped", worker=slot.name)


def main() -> int:
    """Run as ``python -m shared_backend.worker``; settings come from the environment."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    try:
        settings = load_settings()
        logs.configure(settings.log_level)
        serve(build(settings), stopping)
    except CoachError as error:
        print(error.user_message, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # A training in the middle cannot be interrupted from outside its thread, and an orderly exit would wait for it.
    # Its job stays pending and is resumed by the next start.
    os._exit(code)
