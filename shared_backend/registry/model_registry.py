"""Which global models exist and which one serves: versions, their cards, and the aliases champion and previous."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, func, insert, select

from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.registry import artifacts
from shared_backend.storage.tables.models import model_aliases, model_versions

Alias = Literal["champion", "previous"]


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """One registered version of a model. `card` is the JSON-able model card; `number` counts from 1 per name."""

    id: str
    name: str
    number: int
    scenario_id: str
    run_id: str
    artifact_digest: str
    data_digest: str
    card: Mapping[str, Any]
    created_at: datetime
    created_by: str

    @property
    def label(self) -> str:
        """The short form shown to people, e.g. ``v7``."""
        return f"v{self.number}"


class ModelRegistry:
    """Versions and aliases in the database, model files below `folder`/<name>/<number>/.

    Every method that takes a connection belongs to the caller's transaction.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def register(
        self,
        connection: Connection,
        *,
        name: str,
        scenario_id: str,
        run_id: str,
        blob: bytes,
        data_digest: str,
        card: Mapping[str, Any],
        at: datetime,
        by: str,
    ) -> ModelVersion:
        """Store a model file and its row. Registering the same run again returns the first version."""
        existing = connection.execute(select(model_versions).where(model_versions.c.run_id == run_id)).one_or_none()
        if existing is not None:
            return _version(existing)
        highest = connection.execute(
            select(func.max(model_versions.c.number)).where(model_versions.c.name == name)
        ).scalar()
        number = (highest or 0) + 1
        digest = artifacts.write(self.folder / name / str(number), blob)
        version = ModelVersion(
            str(uuid.uuid4()), name, number, scenario_id, run_id, digest, data_digest, dict(card), at, by
        )
        connection.execute(insert(model_versions).values(**asdict(version)))
        return version

    def get(self, connection: Connection, version_id: str) -> ModelVersion:
        """One version. Raises `NotFound`."""
        row = connection.execute(select(model_versions).where(model_versions.c.id == version_id)).one_or_none()
        if row is None:
            raise NotFound("There is no such model version.")
        return _version(row)

    def versions(self, connection: Connection, name: str) -> tuple[ModelVersion, ...]:
        """All versions of a model, newest first."""
        query = select(model_versions).where(model_versions.c.name == name).order_by(model_versions.c.number.desc())
        return tuple(_version(row) for row in connection.execute(query))

    def with_alias(self, connection: Connection, name: str, alias: Alias) -> ModelVersion | None:
        """The version an alias points at, or None."""
        query = (
            select(model_versions)
            .join(model_aliases, model_aliases.c.model_version_id == model_versions.c.id)
            .where(model_aliases.c.name == name, model_aliases.c.alias == alias)
        )
        row = connection.execute(query).one_or_none()
        return None if row is None else _version(row)

    def deploy(self, connection: Connection, version_id: str, *, at: datetime, by: str) -> ModelVersion:
        """Make a version champion; the champion before it becomes previous. Deploying the champion changes nothing."""
        version = self.get(connection, version_id)
        champion = self.with_alias(connection, version.name, "champion")
        if champion is not None and champion.id == version.id:
            return version
        if champion is not None:
            self._point(connection, version.name, "previous", champion.id, at, by)
        self._point(connection, version.name, "champion", version.id, at, by)
        return version

    def rollback(self, connection: Connection, name: str, *, at: datetime, by: str) -> ModelVersion:
        """Make the previous version champion again (and the other way round). Raises `InvalidInput` without one."""
        previous = self.with_alias(connection, name, "previous")
        if previous is None:
            raise InvalidInput("There is no earlier version to go back to.")
        return self.deploy(connection, previous.id, at=at, by=by)

    def load(self, version: ModelVersion) -> tuple[dict[str, Any], dict[str, Any]]:
        """Arrays and JSON of a version. Raises `ArtifactCorrupt` when the file is not what was registered."""
        return artifacts.read(self.folder / version.name / str(version.number), version.artifact_digest)

    def _point(self, connection: Connection, name: str, alias: Alias, version_id: str, at: datetime, by: str) -> None:
        connection.execute(delete(model_aliases).where(model_aliases.c.name == name, model_aliases.c.alias == alias))
        connection.execute(
            insert(model_aliases).values(name=name, alias=alias, model_version_id=version_id, set_at=at, set_by=by)
        )


def _version(row: Row[Any]) -> ModelVersion:
    return ModelVersion(**row._mapping)
