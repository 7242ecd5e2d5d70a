"""A statement that runs with every interaction: compiled once, then handed to the driver as it is.

SQLAlchemy works some 30 µs for each statement it runs, ten times what SQLite needs for one row. The few statements on
the path of every acknowledged interaction are still written and compiled by SQLAlchemy, and fail with its errors, but
go past the rest of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

Processor = Callable[[Any], Any]


class _Compiled:
    """One statement for one dialect: its text, and how each named value becomes the driver's."""

    def __init__(self, statement: Select[Any] | Insert | Update | Delete, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.text = str(compiled)
        processors = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()
        }
        self.names: list[tuple[str, Processor | None]] = [
            (name, processors[name]) for name in compiled.positiontup or compiled.binds
        ]
        self.positional = compiled.positiontup is not None

    def given(self, values: Mapping[str, Any]) -> Any:
        if self.positional:
            return [values[name] if made is None else made(values[name]) for name, made in self.names]
        return {name: values[name] if made is None else made(values[name]) for name, made in self.names}


class Prepared:
    """A statement whose values are all named; columns come back as the driver gives them.

    Parameters
    ----------
    statement : select, insert, update or delete
        Every value a `bindparam`, or for an insert a column.
    """

    def __init__(self, statement: Select[Any] | Insert | Update | Delete) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        """The driver's cursor: `fetchone()`, `fetchall()`, `rowcount`.

        Raises
        ------
        sqlalchemy.exc.DBAPIError
            As `Connection.execute` does.
        KeyError
            When a value is missing.
        """
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _Compiled(self._statement, dialect)
        return send(connection, compiled.text, compiled.given(values))


def send(connection: Connection, text: str, values: Any = ()) -> Any:
    """Give the driver one statement; its errors come out as SQLAlchemy's, without the values."""
    driver_error = connection.dialect.loaded_dbapi.Error
    try:
        return connection.connection.driver_connection.execute(text, values)  # type: ignore[union-attr]
    except driver_error as error:
        raise DBAPIError.instance(
            text, None, error, driver_error, hide_parameters=True, dialect=connection.dialect
        ) from error
