"""The history of releases: which version began to serve when, by whom and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, insert, select

from shared_backend.storage.tables.releases import releases


@dataclass(frozen=True, slots=True)
class Release:
    """One change of the champion. `overridden` names the gate checks that warned."""

    task_type: str
    action: Literal["deploy", "rollback"]
    model_version_id: str
    replaced_version_id: str | None
    reason: str
    overridden: Sequence[str]
    at: datetime
    by: str


class ReleaseLog:
    """Append and read; every method belongs to the caller's transaction."""

    def append(self, connection: Connection, release: Release) -> None:
        """Add one release."""
        connection.execute(insert(releases).values(**{**asdict(release), "overridden": list(release.overridden)}))

    def of(self, connection: Connection, task_type: str) -> tuple[Release, ...]:
        """The releases of a task, newest first."""
        query = select(releases).where(releases.c.task_type == task_type).order_by(releases.c.seq.desc())
        rows = (dict(row._mapping) for row in connection.execute(query))
        return tuple(Release(**{name: value for name, value in row.items() if name != "seq"}) for row in rows)
