"""Reads everything kept about one person: how much there is, and all of it for the export."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from shared_backend.domain.errors import RecordUnreadable
from shared_backend.services.privacy.archive import File
from shared_backend.services.privacy.holding import Holding, Open, Record
from shared_backend.services.privacy.holdings import HOLDINGS
from shared_backend.services.privacy.resume_holdings import GIVEN, RESUME_HOLDINGS, given_name
from shared_backend.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Kept:
    """How much of one kind is kept: records, and bytes of what is sealed with the person's own key."""

    key: str
    title: str
    meaning: str
    records: int
    sealed_bytes: int
    sealed: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The rows of one person as they lay at one moment, by the key of their kind; still sealed."""

    user_id: str
    rows: Mapping[str, list[Row[Any]]]


class PersonalData:
    """Every method touches the rows of the user named, of nobody else."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def kept(self, connection: Connection, user_id: str) -> tuple[Kept, ...]:
        """How much there is of each kind."""
        return tuple(_count(connection, user_id, holding) for holding in HOLDINGS)

    def snapshot(self, connection: Connection, user_id: str) -> Snapshot:
        """All rows at once, so that an export is of one moment and holds no writer up while it is made."""
        found = {}
        for holding in HOLDINGS:
            if holding.record is not None:
                table = holding.table
                query = (
                    select(table).where(_mine(holding, user_id)).order_by(table.c[holding.order], *table.primary_key)
                )
                found[holding.key] = list(connection.execute(query))
        return Snapshot(user_id, found)

    def records(self, snapshot: Snapshot, holding: Holding) -> Iterator[Record | None]:
        """The records of one kind, opened one by one; None for one that failed its check."""
        read, user_id = holding.record, snapshot.user_id
        if read is None:
            return
        opened = self._opener(user_id, holding)
        for row in snapshot.rows[holding.key]:
            try:
                yield read(row, opened)
            except RecordUnreadable:
                yield None

    def given_files(self, snapshot: Snapshot) -> Iterator[File]:
        """The CV files as they were given; one that failed its check is left out, and counted with its record."""
        opened = self._opener(snapshot.user_id, RESUME_HOLDINGS[0])
        for row in snapshot.rows[GIVEN]:
            with suppress(RecordUnreadable):
                reading = json.loads(opened(row.id, "sealed_reading", row.row_version, row.sealed_reading))["reading"]
                data = opened(row.id, "sealed", row.row_version, row.sealed)
                yield File(given_name(row, reading["kind"]), [data])

    def _opener(self, user_id: str, holding: Holding) -> Open:
        def opened(record_id: str, column: str, version: int, blob: bytes) -> bytes:
            return self._vault.open(user_id, holding.table.name, record_id, column, version, blob)

        return opened


def _count(connection: Connection, user_id: str, holding: Holding) -> Kept:
    sizes = [func.coalesce(func.length(holding.table.c[name]), 0) for name in holding.sealed]
    total = func.coalesce(func.sum(sum(sizes[1:], sizes[0])), 0) if sizes else func.sum(0)
    records, size = connection.execute(select(func.count(), total).where(_mine(holding, user_id))).one()
    return Kept(holding.key, holding.title, holding.meaning, int(records), int(size or 0), bool(sizes))


def _mine(holding: Holding, user_id: str) -> ColumnElement[bool]:
    mine: ColumnElement[bool] = holding.table.c.user_id == user_id
    return mine
