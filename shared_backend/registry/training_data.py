"""Rows to learn from: data sets staff uploaded and corrections they made, sealed under the installation's own key."""

from __future__ import annotations

import hashlib
import json
import uuid
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from shared_backend.domain.errors import NotFound
from shared_backend.storage.tables.models import corrections, datasets
from shared_backend.storage.vault import INSTALLATION, Vault

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Dataset:
    """An uploaded data set without its rows."""

    id: str
    task_type: str
    name: str
    row_count: int
    digest: str
    created_at: datetime
    created_by: str


def digest_of(records: Iterable[Record]) -> str:
    """SHA-256 over the records as canonical JSON, one a line, in order."""
    total = hashlib.sha256()
    for record in records:
        total.update(json.dumps(record, sort_keys=True, ensure_ascii=True).encode() + b"\n")
    return total.hexdigest()


class TrainingData:
    """Stored training rows. Every method belongs to the caller's transaction."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def save_dataset(
        self, connection: Connection, *, task_type: str, name: str, records: Sequence[Record], at: datetime, by: str
    ) -> Dataset:
        """Store a data set whole; the same rows under the same task are stored once."""
        digest = digest_of(records)
        query = select(datasets).where(datasets.c.task_type == task_type, datasets.c.digest == digest)
        existing = connection.execute(query).first()
        if existing is not None:
            return _dataset(existing._mapping)
        dataset = Dataset(str(uuid.uuid4()), task_type, name, len(records), digest, at, by)
        packed = zlib.compress(json.dumps(list(records), ensure_ascii=True).encode())
        connection.execute(
            insert(datasets).values(
                id=dataset.id,
                task_type=task_type,
                name=name,
                row_count=len(records),
                digest=digest,
                created_at=at,
                created_by=by,
                sealed_rows=self._vault.seal(INSTALLATION, "training_datasets", dataset.id, "sealed_rows", 1, packed),
            )
        )
        return dataset

    def datasets(self, connection: Connection, task_type: str) -> tuple[Dataset, ...]:
        """The data sets of a task, newest first."""
        query = select(datasets).where(datasets.c.task_type == task_type).order_by(datasets.c.created_at.desc())
        return tuple(_dataset(row._mapping) for row in connection.execute(query))

    def records(self, connection: Connection, dataset_id: str) -> list[Record]:
        """The rows of a data set. Raises `NotFound`, or `RecordUnreadable` when they were tampered with."""
        row = connection.execute(select(datasets).where(datasets.c.id == dataset_id)).one_or_none()
        if row is None:
            raise NotFound("There is no such data set.")
        packed = self._vault.open(INSTALLATION, "training_datasets", dataset_id, "sealed_rows", 1, row.sealed_rows)
        rows: list[Record] = json.loads(zlib.decompress(packed))
        return rows

    def add_correction(
        self,
        connection: Connection,
        *,
        correction_id: str,
        task_type: str,
        model_version_id: str,
        record: Record,
        at: datetime,
        by: str,
    ) -> bool:
        """Keep a corrected prediction as a training row; False when this very correction was kept before."""
        if connection.execute(select(corrections.c.id).where(corrections.c.id == correction_id)).first() is not None:
            return False
        sealed = self._vault.seal(INSTALLATION, "corrections", correction_id, "sealed", 1, json.dumps(record).encode())
        connection.execute(
            insert(corrections).values(
                id=correction_id,
                task_type=task_type,
                model_version_id=model_version_id,
                created_at=at,
                created_by=by,
                sealed=sealed,
            )
        )
        return True

    def corrections(self, connection: Connection, task_type: str) -> list[Record]:
        """All corrected rows of a task, oldest first."""
        query = select(corrections).where(corrections.c.task_type == task_type)
        rows = connection.execute(query.order_by(corrections.c.created_at, corrections.c.id)).all()
        return [json.loads(self._open(row.id, row.sealed)) for row in rows]

    def correction_count(self, connection: Connection, task_type: str) -> int:
        """How many corrections of a task there are; none is opened."""
        query = select(func.count()).where(corrections.c.task_type == task_type)
        return int(connection.execute(query).scalar_one())

    def _open(self, correction_id: str, sealed: bytes) -> bytes:
        return self._vault.open(INSTALLATION, "corrections", correction_id, "sealed", 1, sealed)


def _dataset(row: Mapping[Any, Any]) -> Dataset:
    return Dataset(
        row["id"], row["task_type"], row["name"], row["row_count"], row["digest"], row["created_at"], row["created_by"]
    )
