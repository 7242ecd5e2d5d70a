"""Bring a database to the present schema; run by the program itself, never by hand."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from shared_backend.domain.errors import ConfigurationError
from shared_backend.storage.database import Database

_FOLDER = Path(__file__).parent
_VERSION = table("alembic_version", column("version_num"))


def revisions() -> tuple[str, ...]:
    """The revisions of this release, oldest first, by the names of their files: ``r0001_…`` is revision 0001."""
    return tuple(sorted(file.stem[1:].partition("_")[0] for file in (_FOLDER / "versions").glob("r*.py")))


def migrate(database: Database) -> None:
    """Apply every missing revision in one transaction; a second call does nothing.

    Raises
    ------
    ConfigurationError
        When the folder cannot be written, or the database was made by a newer release.
    """
    database.prepare()
    known = revisions()

    def work(connection: Connection) -> None:
        present = _present(connection)
        if present == known[-1]:
            return
        if present is not None and present not in known:
            raise ConfigurationError("This database was made by a newer release. Install that release or newer.")
        _upgrade(connection)

    database.write(work)


def _present(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION.name):
        return None
    found: str | None = connection.execute(select(_VERSION.c.version_num)).scalar()
    return found


def _upgrade(connection: Connection) -> None:
    # Imported here: Alembic costs every process a sixth of its start, and is needed after an update only.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
