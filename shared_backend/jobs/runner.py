"""`JobRunner`: does the jobs in this process, and takes over what a dead worker left undone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

import structlog

from shared_backend.domain.ports import Clock
from shared_backend.jobs.shared import APPLICATION, JOBS_VERSION, POLLING_SECONDS, QUEUE, SCHEMA, json_only, prepare
from shared_backend.jobs.workers import Heartbeats

Handler = Callable[[Mapping[str, Any]], None]
BEAT_SECONDS = 5.0
# A job that kills its worker every time must not do so for ever.
MAX_ATTEMPTS = 5

log = structlog.get_logger()


class JobFailed(Exception):
    """A job ended with an error; only its kind is kept, because its text could quote a person."""


class JobRunner:
    """Runs handlers by name. One per process: DBOS keeps its state in the process.

    Parameters
    ----------
    address : str
        The URL from `jobs_address`.
    handlers : mapping of job name to function
        Called with the job's arguments. A handler must be safe to run again after a kill in the middle.
    worker : str
        A stable name, from `claim_slot`.
    at_once : int
        How many jobs this process does at the same time.
    """

    def __init__(
        self,
        address: str,
        handlers: Mapping[str, Handler],
        *,
        worker: str,
        clock: Clock,
        at_once: int = 1,
        beat_seconds: float = BEAT_SECONDS,
    ) -> None:
        self._address = address
        self._handlers = dict(handlers)
        self._worker = worker
        self._at_once = at_once
        self._beat_seconds = beat_seconds
        self._heartbeats = Heartbeats(address, clock)
        self._stopping = threading.Event()
        self._beating = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def start(self) -> None:
        """Begin with the jobs this worker was killed in, then take new ones."""
        from dbos import DBOS

        prepare(self._address)
        self._heartbeats.prepare()
        self._heartbeats.beat(self._worker)
        DBOS(
            config={
                "name": APPLICATION,
                "system_database_url": self._address,
                "dbos_system_schema": SCHEMA,
                "serializer": json_only(),
                "application_version": JOBS_VERSION,
                "executor_id": self._worker,
                "use_listen_notify": False,
                "log_level": "WARNING",
                "enable_otlp": False,
            }
        )
        for name, handler in self._handlers.items():
            DBOS.workflow(name=name, max_recovery_attempts=MAX_ATTEMPTS)(_guarded(name, handler))
        DBOS.launch()
        DBOS.register_queue(
            QUEUE,
            worker_concurrency=self._at_once,
            polling_interval_sec=POLLING_SECONDS,
            on_conflict="always_update",
        )
        self._beating.start()

    def take_over(self) -> int:
        """Put jobs of dead workers back into the queue; how many there were.

        DBOS leaves them to the worker they belong to, which may never come back.
        """
        from dbos import DBOS

        pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        alive = self._heartbeats.alive().keys() | {self._worker}
        orphans = [job.workflow_id for job in pending if job.executor_id and job.executor_id not in alive]
        for job_id in orphans:
            # Named, because the default would move the job to DBOS's own queue, past our limit of jobs at once.
            DBOS.resume_workflow(job_id, queue_name=QUEUE)
        if orphans:
            log.warning("jobs_taken_over", count=len(orphans))
        return len(orphans)

    def stop(self) -> None:
        """Take no more jobs and say goodbye. A job in the middle stays pending and is resumed by the next start."""
        from dbos import DBOS

        self._stopping.set()
        if self._beating.is_alive():
            self._beating.join(timeout=self._beat_seconds + 1)
        DBOS.destroy(destroy_registry=True)
        self._heartbeats.leave(self._worker)
        self._heartbeats.close()

    def _beat(self) -> None:
        while not self._stopping.wait(self._beat_seconds):
            try:
                self._heartbeats.beat(self._worker)
            except Exception as error:
                # The next beat may succeed; a worker must not die because one could not be written.
                log.warning("heartbeat_failed", error=type(error).__name__)


def _guarded(name: str, handler: Handler) -> Callable[[Any, dict[str, Any]], None]:
    def job(_scheduled_at: Any, arguments: dict[str, Any]) -> None:
        try:
            handler(arguments)
        except Exception as error:
            log.error("job_failed", job=name, error=type(error).__name__)
            raise JobFailed(type(error).__name__) from None

    # Scheduled and submitted jobs share one form: DBOS calls a scheduled job with (time, context).
    return job
