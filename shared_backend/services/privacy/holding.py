"""One kind of thing that is kept about a person: where it lies, how it is sealed, how it is read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table

# Opens one sealed column: record id, column, record version, bytes.
Open = Callable[[str, str, int, bytes], bytes]
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of record.

    Parameters
    ----------
    key : str
        Its name in the export and in receipts.
    title, meaning : str
        For people: what it is called, what stands in it.
    table : Table
        Where it is kept.
    order : str
        The column the export is sorted by.
    fields : mapping
        What each field of an exported record means; empty when it is not exported as records.
    record : callable, optional
        One row as JSON values. None for what is exported in another form or follows from the rest.
    """

    key: str
    title: str
    meaning: str
    table: Table
    order: str
    fields: Mapping[str, str]
    record: Callable[[Any, Open], Record] | None = None

    @property
    def sealed(self) -> tuple[str, ...]:
        """The columns that are sealed with the person's own key."""
        return tuple(column.name for column in self.table.c if "sealed" in column.name)


def whole(row: Any, opened: Open) -> Record:
    """A record that is one sealed JSON object."""
    found: Record = json.loads(opened(row.id, "sealed", row.row_version, row.sealed))
    return found


def moment(value: datetime | None) -> str | None:
    """A time as it is exported."""
    return None if value is None else value.isoformat()
