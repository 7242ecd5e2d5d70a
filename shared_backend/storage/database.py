"""One transaction for each piece of work, the same on SQLite and PostgreSQL, retried when another writer came first."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from shared_backend.domain.errors import ConfigurationError, StorageError
from shared_backend.storage import sqlite

T = TypeVar("T")
# serialization failure, deadlock, lock not available, no room for another predicate lock
_POSTGRES_CONFLICTS = frozenset({"40001", "40P01", "55P03", "53200"})


class _Open(NamedTuple):
    """The transaction this thread is in."""

    connection: Connection
    writing: bool


class Database:
    """The one door to the database.

    A service that is called inside `write` joins the transaction that is already open, so a recipe that wraps
    several services in one `write` saves all of their changes or none.

    Parameters
    ----------
    url : str
        ``sqlite:///path`` or ``postgresql://…``.
    patience_seconds : float
        How long a write keeps trying while other writers come first.
    """

    def __init__(self, url: str, *, patience_seconds: float = 30.0) -> None:
        try:
            address = make_url(url)
            if address.drivername == "postgresql":
                address = address.set(drivername="postgresql+psycopg")
            self.engine = create_engine(address, hide_parameters=True, pool_pre_ping=address.drivername != "sqlite")
        except (ArgumentError, NoSuchModuleError, ImportError):
            raise ConfigurationError("The database URL cannot be read. Use sqlite:///path or postgresql://…") from None
        self.dialect = self.engine.dialect.name
        self.path = Path(address.database).absolute() if self.dialect == "sqlite" and address.database else None
        self._patience = patience_seconds
        self._joined: ContextVar[_Open | None] = ContextVar(f"transaction-{id(self)}", default=None)
        if self.dialect == "sqlite":
            sqlite.attach(self.engine)

    def prepare(self) -> None:
        """Make sure there is a place to write to; raises `ConfigurationError` when there is none."""
        if self.path is not None:
            sqlite.prepare_file(self.path)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one durable transaction; run it again from the start when another writer came first.

        Because it may run more than once, `work` must change nothing outside the database.

        Raises
        ------
        StorageError
            When the database stayed busy, is full or is broken. Nothing was changed.
        """
        outer = self._joined.get()
        if outer is not None:
            if not outer.writing:
                raise RuntimeError("a write was started inside a read")
            return work(outer.connection)
        deadline = time.monotonic() + self._patience
        pause = 0.005
        while True:
            try:
                return self._once(work)
            except IntegrityError:
                raise  # a broken rule (a duplicate, a missing parent) is the caller's to understand
            except DBAPIError as error:
                if not self._conflict(error):
                    raise _storage_error(error) from error
                if time.monotonic() >= deadline:
                    raise StorageError(
                        "The database is busy. Nothing was changed; try again in a moment.", retryable=True
                    ) from error
            # Jitter: writers that collided once must not collide again in step.
            time.sleep(pause * random.uniform(0.5, 1.5))
            pause = min(pause * 2, 0.25)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state; inside `write` it sees that transaction's own changes."""
        outer = self._joined.get()
        if outer is not None:
            yield outer.connection
            return
        try:
            with self.engine.connect() as connection:
                if self.dialect == "postgresql":
                    connection = connection.execution_options(
                        isolation_level="REPEATABLE READ", postgresql_readonly=True
                    )
                else:
                    sqlite.begin(connection)
                token = self._joined.set(_Open(connection, writing=False))
                try:
                    yield connection
                finally:
                    self._joined.reset(token)
        except DBAPIError as error:
            raise _storage_error(error) from error

    def exists(self) -> bool:
        """Whether there is a database with tables in it; looking creates nothing."""
        if self.path is not None and (not self.path.exists() or self.path.stat().st_size == 0):
            return False
        try:
            return bool(inspect(self.engine).get_table_names())
        except SQLAlchemyError as error:
            raise _storage_error(error) from error

    def has_table(self, name: str) -> bool:
        """Whether the table is there; looking creates nothing."""
        return self.exists() and inspect(self.engine).has_table(name)

    def reclaim(self, *tables: str) -> None:
        """Make what was deleted unreadable on disk too; called after a key was destroyed.

        On SQLite the file is written anew, which takes about as long as copying it. Where that cannot be done now (a
        full disk, somebody who keeps writing) it is logged, and the next call does it.
        """
        if self.dialect == "postgresql":
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                for table in tables:
                    connection.exec_driver_sql(f'VACUUM "{table}"')
            return
        raw = self.engine.raw_connection()
        try:
            sqlite.write_anew(raw.cursor())
        finally:
            raw.close()

    def check(self) -> None:
        """One small question to the database; raises `StorageError` when it does not answer."""
        with self.read() as connection:
            connection.execute(text("select 1"))

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    def _once(self, work: Callable[[Connection], T]) -> T:
        with self.engine.connect() as connection:
            if self.dialect == "postgresql":
                connection = connection.execution_options(isolation_level="SERIALIZABLE")
            with connection.begin():
                if self.dialect == "sqlite":
                    sqlite.begin(connection, writing=True)
                token = self._joined.set(_Open(connection, writing=True))
                try:
                    return work(connection)
                finally:
                    self._joined.reset(token)

    def _conflict(self, error: DBAPIError) -> bool:
        if self.dialect == "sqlite":
            return sqlite.is_busy(error.orig)
        return getattr(error.orig, "sqlstate", None) in _POSTGRES_CONFLICTS


def _storage_error(error: SQLAlchemyError) -> StorageError:
    return StorageError(
        f"The database did not accept the request ({type(error).__name__}). Nothing was changed.", retryable=True
    )
