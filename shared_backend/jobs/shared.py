"""What the portals and the worker must agree on to find each other's jobs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from shared_backend.domain.errors import ConfigurationError

APPLICATION = "intellicoach"
# Raised by hand when a job's arguments change. The default would be a hash of the source: jobs queued before an
# update would then wait for ever for a worker that runs the old source.
JOBS_VERSION = "1"
QUEUE = "jobs"
SCHEMA = "dbos"
POLLING_SECONDS = 0.2


def jobs_address(data_dir: Path, database_url: str | None) -> str:
    """The database jobs are kept in: the PostgreSQL server when there is one, else a file beside the main one.

    Parameters
    ----------
    database_url : str or None
        The main database; a SQLite one is not shared, so that a busy queue never makes a person wait.
    """
    if database_url and make_url(database_url).get_backend_name() == "postgresql":
        return make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    return f"sqlite:///{data_dir / 'jobs.db'}"


def json_only() -> Any:
    """The serializer of arguments: JSON. The default is pickle, which executes what it reads."""
    from dbos import DBOSPortableJSONSerializer

    return DBOSPortableJSONSerializer()


def is_prepared(address: str) -> bool:
    """Whether there is a job queue; looking creates nothing and does not load the queue's library.

    One that an earlier release of the library made counts: the worker brings it up to date when it starts.
    """
    url = make_url(address)
    is_file = url.get_backend_name() == "sqlite"
    if is_file and not (url.database and os.path.exists(url.database)):
        return False
    engine = create_engine(url if is_file else url.set(drivername="postgresql+psycopg"))
    try:
        return inspect(engine).has_table("workflow_status", schema=None if is_file else SCHEMA)
    except SQLAlchemyError:
        return False
    finally:
        engine.dispose()


def prepare(address: str) -> None:
    """Make the tables jobs are kept in; a second call does nothing.

    Raises
    ------
    ConfigurationError
        When the place cannot be written.
    """
    import logging

    from dbos import DBOS

    logging.getLogger("dbos").setLevel(logging.WARNING)
    url = make_url(address)
    try:
        if url.get_backend_name() == "sqlite" and url.database:
            # Made before SQLite would make it, so that only the owner may read it.
            os.close(os.open(url.database, os.O_CREAT | os.O_WRONLY, 0o600))
        DBOS.migrate(address, schema=SCHEMA)
    except Exception as error:
        raise ConfigurationError(f"The job queue cannot be opened ({type(error).__name__}).") from error
