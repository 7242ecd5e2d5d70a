"""Bring a database to the present schema; run by the program itself, never by hand."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from shared_backend.domain.errors import ConfigurationError
from shared_backend.storage.database import Database


def migrate(database: Database) -> None:
    """Apply every missing revision in one transaction; a second call does nothing.

    Raises
    ------
    ConfigurationError
        When the folder cannot be written, or the database was made by a newer release.
    """
    database.prepare()
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}

    def work(connection: Connection) -> None:
        present = MigrationContext.configure(connection).get_current_revision()
        if present is not None and present not in known:
            raise ConfigurationError("This database was made by a newer release. Install that release or newer.")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    database.write(work)
