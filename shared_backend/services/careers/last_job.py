"""Which of the jobs in a CV is the present or the last one."""

from __future__ import annotations

from collections.abc import Iterable

from shared_backend.domain.resume import PRESENT, Job


def last_job(jobs: Iterable[Job]) -> Job | None:
    """The job held now, otherwise the one that ended last; of several the one begun last. None without a title."""
    named = [job for job in jobs if job.title.strip()]
    return max(named, key=lambda job: (_ends(job), _year(job.start)), default=None)


def still_held(job: Job) -> bool:
    """Whether somebody is in this job now, as their CV says it."""
    return job.end == PRESENT


def _ends(job: Job) -> str:
    # What has a start and no end is taken as going on; a date sorts as it is written, a season after the months.
    return "9999" if still_held(job) or (job.start and not job.end) else _year(job.end)


def _year(date: str) -> str:
    return date or "0000"
