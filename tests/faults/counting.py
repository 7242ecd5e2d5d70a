"""One writer of the lost-update harness: load a number, add one, save it; run as a process."""

from __future__ import annotations

import json
import sys

from sqlalchemy import Column, Connection, Integer, MetaData, Table, select, update

from shared_backend.storage.database import Database

counters = Table("counters", MetaData(), Column("number", Integer, primary_key=True), Column("value", Integer))


def add_one(connection: Connection) -> int:
    """Load, modify, save: loses updates unless the transaction holds its lock from the start."""
    value = int(connection.execute(select(counters.c.value)).scalar_one()) + 1
    connection.execute(update(counters).values(value=value))
    return value


def count(url: str, times: int) -> list[int]:
    """The values this writer was told were saved."""
    database = Database(url, patience_seconds=120)
    saved = [database.write(add_one) for _ in range(times)]
    database.close()
    return saved


if __name__ == "__main__":
    print(json.dumps(count(sys.argv[1], int(sys.argv[2]))))
