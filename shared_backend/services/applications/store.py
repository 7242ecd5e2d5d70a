"""Applications at rest: sealed rows of the person named, of nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from shared_backend.domain.application import Application, Board
from shared_backend.domain.errors import InvalidInput, NotFound, RecordUnreadable, StaleVersion
from shared_backend.storage.tables.applications import application_boards, applications
from shared_backend.storage.vault import Vault

MOST = 500
USED = "This form was used already. Reload the page and start again."
STALE = "This changed in another window. Nothing was overwritten: look at the new state and change it there."
UNREADABLE = "One of your applications could not be read. It was left as it is; the others are not affected."
_BOARD: TypeAdapter[Board] = TypeAdapter(Board)
_APPLICATION: TypeAdapter[Application] = TypeAdapter(Application)


class ApplicationStore:
    """Every method belongs to the caller's transaction."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def board(self, connection: Connection, user_id: str) -> Board:
        """Their stages; the usual ones before they changed any."""
        table = application_boards
        row = connection.execute(select(table).where(table.c.user_id == user_id)).one_or_none()
        return Board() if row is None else self._opened(_BOARD, table.name, user_id, user_id, row)

    def save_board(self, connection: Connection, user_id: str, board: Board, at: datetime) -> Board:
        """Store changed stages. Raises `StaleVersion` when they changed since `board` was read."""
        new, table = replace(board, row_version=board.row_version + 1), application_boards
        sealed = self._vault.seal(user_id, table.name, user_id, "sealed", new.row_version, _BOARD.dump_json(new))
        values = {"updated_at": at, "row_version": new.row_version, "sealed": sealed}
        if board.row_version == 0:
            try:
                connection.execute(insert(table).values(user_id=user_id, **values))
            except IntegrityError:
                raise StaleVersion(STALE) from None
            return new
        mine = (table.c.user_id == user_id, table.c.row_version == board.row_version)
        if connection.execute(update(table).where(*mine).values(**values)).rowcount != 1:
            raise StaleVersion(STALE)
        return new

    def all(self, connection: Connection, user_id: str) -> tuple[Application, ...]:
        """All that can be read, the one changed last first."""
        table = applications
        query = select(table).where(table.c.user_id == user_id).order_by(table.c.updated_at.desc(), table.c.id)
        found = []
        for row in connection.execute(query):
            # One that is damaged must not keep the others back; `damaged` names it.
            with suppress(RecordUnreadable):
                found.append(self._application(user_id, row))
        return tuple(found)

    def damaged(self, connection: Connection, user_id: str, readable: Iterable[Application]) -> tuple[str, ...]:
        """The ids of those that are not among the `readable`, which are what `all` gave in this transaction."""
        ids = connection.execute(select(applications.c.id).where(applications.c.user_id == user_id)).scalars().all()
        return tuple(sorted(set(ids) - {one.id for one in readable}))

    def get(self, connection: Connection, user_id: str, application_id: str) -> Application:
        """One application. Raises `NotFound`, also when it is somebody else's."""
        found = self.find(connection, user_id, application_id)
        if found is None:
            raise NotFound("There is no such application.")
        return found

    def find(self, connection: Connection, user_id: str, application_id: str) -> Application | None:
        """One application of this person, or None."""
        query = select(applications).where(applications.c.id == application_id, applications.c.user_id == user_id)
        row = connection.execute(query).one_or_none()
        return None if row is None else self._application(user_id, row)

    def add(self, connection: Connection, user_id: str, application: Application) -> Application:
        """Store a new application; the same id again gives the stored one.

        Raises
        ------
        InvalidInput
            When there are `MOST` already, or for an id in other hands.
        """
        known = self.find(connection, user_id, application.id)
        if known is not None:
            return known
        query = select(func.count()).where(applications.c.user_id == user_id)
        if int(connection.execute(query).scalar_one()) >= MOST:
            raise InvalidInput(f"You can keep {MOST} applications. Delete old ones first; download the list before.")
        new = replace(application, row_version=1)
        values = {"id": new.id, "user_id": user_id, "created_at": new.created_at, "updated_at": new.updated_at}
        try:
            connection.execute(insert(applications).values(**values, row_version=1, sealed=self._seal(user_id, new)))
        except IntegrityError:
            raise InvalidInput(USED) from None
        return new

    def save(self, connection: Connection, user_id: str, application: Application, at: datetime) -> Application:
        """Store a changed one. Raises `StaleVersion` when it changed since it was read, `NotFound` when gone."""
        new = replace(application, row_version=application.row_version + 1, updated_at=at)
        mine = (applications.c.id == new.id, applications.c.user_id == user_id)
        changed = connection.execute(
            update(applications)
            .where(*mine, applications.c.row_version == application.row_version)
            .values(updated_at=at, row_version=new.row_version, sealed=self._seal(user_id, new))
        )
        if changed.rowcount != 1:
            self.get(connection, user_id, application.id)
            raise StaleVersion(STALE)
        return new

    def delete(self, connection: Connection, user_id: str, application_id: str) -> None:
        """Delete one, also one that can no longer be read. Raises `NotFound`."""
        mine = (applications.c.id == application_id, applications.c.user_id == user_id)
        if connection.execute(delete(applications).where(*mine)).rowcount != 1:
            raise NotFound("There is no such application.")

    def _application(self, user_id: str, row: Any) -> Application:
        found: Application = self._opened(_APPLICATION, applications.name, user_id, row.id, row)
        return found

    def _seal(self, user_id: str, application: Application) -> bytes:
        plain = _APPLICATION.dump_json(application)
        return self._vault.seal(user_id, applications.name, application.id, "sealed", application.row_version, plain)

    def _opened(self, kind: TypeAdapter[Any], table: str, user_id: str, key: str, row: Any) -> Any:
        plain = self._vault.open(user_id, table, key, "sealed", row.row_version, row.sealed)
        try:
            return kind.validate_json(plain)
        except ValidationError:
            raise RecordUnreadable(UNREADABLE) from None
