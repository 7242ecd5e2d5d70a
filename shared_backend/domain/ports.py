"""Where reality is slow, random or remote: the small protocols that tests replace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, timezone-aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


class Progress(Protocol):
    """Is told how far long work has come; raises `Cancelled` when somebody asked to stop."""

    def __call__(self, fraction: float, message: str) -> None:
        """Report `fraction` in [0, 1] done and one short sentence on the present step."""
        ...


def silent(fraction: float, message: str) -> None:
    """Progress that nobody watches."""


class Sharing(Protocol):
    """Knows who has agreed that their practice results are learned from."""

    def __call__(self, connection: Any, task_type: str) -> Sequence[str]:
        """Their ids, in an order that stays the same, read within the caller's transaction."""
        ...


def nobody_shares(connection: Any, task_type: str) -> Sequence[str]:
    """Until somebody has been asked and has agreed, nobody shares."""
    return ()


class LanguageModel(Protocol):
    """A configured text model, local or remote."""

    def complete_json(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], *, seconds: float
    ) -> Mapping[str, Any]:
        """One answer that satisfies the JSON schema.

        Raises
        ------
        EngineUnavailable
            When no valid answer arrived in time; the message says why and what to do.
        """
        ...


class JobState(StrEnum):
    """Where a job stands."""

    UNKNOWN = "unknown"
    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobEngine(Protocol):
    """Work that outlives the page that asked for it: it survives a crash and is done by the worker."""

    def submit(self, name: str, job_id: str, arguments: Mapping[str, Any]) -> None:
        """Hand a job to the worker. The same `job_id` again changes nothing. `arguments` are ids, as JSON values."""
        ...

    def status(self, job_id: str) -> JobState:
        """Where the job stands; `UNKNOWN` when it was never submitted."""
        ...

    def cancel(self, job_id: str) -> None:
        """Do not start this job. One that runs already goes on until it asks whether it should stop."""
        ...

    def schedule(self, schedule_id: str, name: str, cron: str, arguments: Mapping[str, Any]) -> None:
        """Submit a job at the times of a cron line (UTC). The same `schedule_id` again replaces its line."""
        ...
