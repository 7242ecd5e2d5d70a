"""The files CVs were read from, as they were given, and what was read from them: sealed rows of the person named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from shared_backend.domain.errors import InvalidInput, NotFound, RecordUnreadable
from shared_backend.services.resumes.fields.values import Reading
from shared_backend.services.resumes.store import UNREADABLE, USED
from shared_backend.storage.tables.resumes import resume_files
from shared_backend.storage.vault import Vault

MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file a person gave and what was read from it.

    `name` is what it is called on their machine, empty for a pasted text; `locked` says that it opens with a
    password only, which is not kept.
    """

    id: str
    name: str
    given_at: datetime
    reading: Reading
    locked: bool = False


_GIVEN: TypeAdapter[GivenFile] = TypeAdapter(GivenFile)


class ResumeFiles:
    """Every method belongs to the caller's transaction."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, connection: Connection, user_id: str, given: GivenFile, data: bytes) -> GivenFile:
        """Store a file; the same id again gives the stored one.

        Raises
        ------
        InvalidInput
            When the id is in other hands, or so many files are kept already that one should go first.
        """
        known = self.find(connection, user_id, given.id)
        if known is not None:
            return known
        table = resume_files
        number = connection.execute(select(func.count()).select_from(table).where(table.c.user_id == user_id)).scalar()
        if int(number or 0) >= MOST_FILES:
            raise InvalidInput(f"{MOST_FILES} CVs with their files are kept at most. Delete one you no longer need.")
        statement = insert(table).values(
            id=given.id,
            user_id=user_id,
            created_at=given.given_at,
            row_version=1,
            sealed=self._vault.seal(user_id, table.name, given.id, "sealed", 1, data),
            sealed_reading=self._vault.seal(
                user_id, table.name, given.id, "sealed_reading", 1, _GIVEN.dump_json(given)
            ),
        )
        try:
            connection.execute(statement)
        except IntegrityError:
            raise InvalidInput(USED) from None
        return given

    def find(self, connection: Connection, user_id: str, file_id: str) -> GivenFile | None:
        """What was read from one file of this person, or None."""
        row = self._row(connection, user_id, file_id, "sealed_reading")
        if row is None:
            return None
        plain = self._vault.open(
            user_id, resume_files.name, row.id, "sealed_reading", row.row_version, row.sealed_reading
        )
        try:
            return _GIVEN.validate_json(plain)
        except ValidationError:
            raise RecordUnreadable(UNREADABLE) from None

    def given(self, connection: Connection, user_id: str, file_id: str) -> GivenFile:
        """What was read from one file. Raises `NotFound`, also when it is somebody else's."""
        found = self.find(connection, user_id, file_id)
        if found is None:
            raise NotFound("There is no such file.")
        return found

    def data(self, connection: Connection, user_id: str, file_id: str) -> bytes:
        """The file as it was given. Raises `NotFound`, also when it is somebody else's."""
        row = self._row(connection, user_id, file_id, "sealed")
        if row is None:
            raise NotFound("There is no such file.")
        return self._vault.open(user_id, resume_files.name, row.id, "sealed", row.row_version, row.sealed)

    def delete(self, connection: Connection, user_id: str, file_id: str) -> None:
        """Delete a file; nothing happens when there is none."""
        mine = (resume_files.c.id == file_id, resume_files.c.user_id == user_id)
        connection.execute(delete(resume_files).where(*mine))

    def _row(self, connection: Connection, user_id: str, file_id: str, column: str) -> Any:
        table = resume_files
        query = select(table.c.id, table.c.row_version, table.c[column])
        return connection.execute(query.where(table.c.id == file_id, table.c.user_id == user_id)).one_or_none()
