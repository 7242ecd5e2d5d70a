"""Check-ins at rest: sealed rows of the person named, of nobody else."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from shared_backend.domain.check_in import CheckIn
from shared_backend.domain.errors import InvalidInput, NotFound, RecordUnreadable
from shared_backend.services.careers.store import UNREADABLE, USED
from shared_backend.storage.tables.applications import career_check_ins
from shared_backend.storage.vault import Vault

_CHECK_IN: TypeAdapter[CheckIn] = TypeAdapter(CheckIn)


class CheckInStore:
    """Every method belongs to the caller's transaction. A check-in is never changed afterwards."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def all(self, connection: Connection, user_id: str) -> tuple[CheckIn, ...]:
        """All that can be read, the newest first."""
        table = career_check_ins
        query = select(table).where(table.c.user_id == user_id).order_by(table.c.created_at.desc(), table.c.id)
        found = []
        for row in connection.execute(query):
            # One that is damaged must not keep the others back.
            with suppress(RecordUnreadable):
                found.append(self._opened(user_id, row))
        return tuple(found)

    def find(self, connection: Connection, user_id: str, check_in_id: str) -> CheckIn | None:
        """One check-in of this person, or None."""
        table = career_check_ins
        row = connection.execute(
            select(table).where(table.c.id == check_in_id, table.c.user_id == user_id)
        ).one_or_none()
        return None if row is None else self._opened(user_id, row)

    def get(self, connection: Connection, user_id: str, check_in_id: str) -> CheckIn:
        """One check-in. Raises `NotFound`, also when it is somebody else's."""
        found = self.find(connection, user_id, check_in_id)
        if found is None:
            raise NotFound("There is no such check-in.")
        return found

    def add(self, connection: Connection, user_id: str, check_in: CheckIn) -> None:
        """Store a new one. Raises `InvalidInput` for an id in other hands."""
        table, plain = career_check_ins, _CHECK_IN.dump_json(check_in)
        sealed = self._vault.seal(user_id, table.name, check_in.id, "sealed", 1, plain)
        values = {"id": check_in.id, "user_id": user_id, "created_at": check_in.at, "row_version": 1}
        try:
            connection.execute(insert(table).values(**values, sealed=sealed))
        except IntegrityError:
            raise InvalidInput(USED) from None

    def delete(self, connection: Connection, user_id: str, check_in_id: str) -> None:
        """Delete one. Raises `NotFound`."""
        mine = (career_check_ins.c.id == check_in_id, career_check_ins.c.user_id == user_id)
        if connection.execute(delete(career_check_ins).where(*mine)).rowcount != 1:
            raise NotFound("There is no such check-in.")

    def _opened(self, user_id: str, row: Any) -> CheckIn:
        plain = self._vault.open(user_id, career_check_ins.name, row.id, "sealed", row.row_version, row.sealed)
        try:
            return _CHECK_IN.validate_json(plain)
        except ValidationError:
            raise RecordUnreadable(UNREADABLE) from None
