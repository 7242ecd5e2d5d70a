"""`DbosJobs`: submits jobs and tells where they stand, without running any itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from shared_backend.domain.errors import StorageError
from shared_backend.domain.ports import JobState
from shared_backend.jobs.shared import APPLICATION, JOBS_VERSION, QUEUE, SCHEMA, json_only

if TYPE_CHECKING:
    from dbos import DBOSClient

_STATES = {
    "ENQUEUED": JobState.QUEUED,
    "DELAYED": JobState.QUEUED,
    "PENDING": JobState.RUNNING,
    "SUCCESS": JobState.FINISHED,
    "ERROR": JobState.FAILED,
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": JobState.FAILED,
    "CANCELLED": JobState.CANCELLED,
}


class DbosJobs:
    """The `JobEngine` of the portals and of the command line. Raises `StorageError` when the queue does not answer.

    Parameters
    ----------
    address : str
        The URL from `jobs_address`; its tables were made by `prepare`.
    """

    def __init__(self, address: str) -> None:
        self._address = address

    def submit(self, name: str, job_id: str, arguments: Mapping[str, Any]) -> None:
        """Hand a job to the worker. The same `job_id` again changes nothing."""
        with _reachable():
            self._client.enqueue(
                {"workflow_name": name, "queue_name": QUEUE, "workflow_id": job_id, "app_version": JOBS_VERSION},
                None,
                dict(arguments),
            )

    def status(self, job_id: str) -> JobState:
        """Where the job stands."""
        with _reachable():
            found = self._client.list_workflows(workflow_ids=[job_id], load_input=False, load_output=False)
        return _STATES.get(found[0].status, JobState.UNKNOWN) if found else JobState.UNKNOWN

    def cancel(self, job_id: str) -> None:
        """Do not start this job."""
        if self.status(job_id) in (JobState.QUEUED, JobState.RUNNING):
            with _reachable():
                self._client.cancel_workflow(job_id)

    def schedule(self, schedule_id: str, name: str, cron: str, arguments: Mapping[str, Any]) -> None:
        """Submit a job at the times of a cron line (UTC)."""
        wanted = (name, cron, dict(arguments))
        with _reachable():
            existing = self._client.get_schedule(schedule_id)
            if existing is not None:
                if (existing["workflow_name"], existing["schedule"], existing["context"]) == wanted:
                    return
                self._client.delete_schedule(schedule_id)
            self._client.create_schedule(
                schedule_name=schedule_id, workflow_name=name, schedule=cron, context=dict(arguments), queue_name=QUEUE
            )

    def close(self) -> None:
        """Give the connections back."""
        if "_client" in self.__dict__:
            self._client.destroy()
            del self.__dict__["_client"]

    @cached_property
    def _client(self) -> DBOSClient:
        # On first use: the import takes half a second, and most pages never touch a job.
        from dbos import DBOSClient

        return DBOSClient(
            system_database_url=self._address,
            dbos_system_schema=SCHEMA,
            serializer=json_only(),
            application_name=APPLICATION,
            retry_connection_errors=False,
        )


@contextmanager
def _reachable() -> Iterator[None]:
    # A busy SQLite file is waited for (30 s) and tried again by DBOS itself; what arrives here is out of reach.
    try:
        yield
    except SQLAlchemyError as error:
        raise StorageError("The job queue does not answer. Try again in a moment.", retryable=True) from error
