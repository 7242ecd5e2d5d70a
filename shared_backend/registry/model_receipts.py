"""Receipts of what a personal model has forgotten, and for one day a sealed copy of it, so that it can be put back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from shared_backend.domain.errors import InvalidInput, NotFound, StaleVersion
from shared_backend.domain.own_model import Receipt
from shared_backend.storage.tables.practice import model_receipts
from shared_backend.storage.vault import Vault

Copied = Mapping[str, Any]  # one interaction as JSON values
_RECEIPT: TypeAdapter[Receipt] = TypeAdapter(Receipt)
KEPT = 200  # receipts a person; the oldest go, so nothing grows without end


class ModelReceipts:
    """Every method belongs to the caller's transaction and touches the rows of the user named; `purge` all of them."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(
        self, connection: Connection, user_id: str, scenario_id: str, receipt: Receipt, copied: Sequence[Copied]
    ) -> None:
        """Store a receipt with what was taken out. Raises `InvalidInput` when its id is in use."""
        statement = insert(model_receipts).values(
            id=receipt.id,
            user_id=user_id,
            scenario_id=scenario_id,
            created_at=receipt.at,
            undo_until=receipt.undo_until,
            row_version=receipt.row_version,
            **self._sealed(user_id, receipt, copied),
        )
        try:
            connection.execute(statement)
        except IntegrityError:
            raise InvalidInput("This form was used already. Reload the page and start again.") from None
        self._drop_oldest(connection, user_id)

    def find(self, connection: Connection, user_id: str, receipt_id: str) -> Receipt | None:
        """One receipt of this person, or None."""
        row = connection.execute(select(model_receipts).where(*_mine(user_id, receipt_id))).one_or_none()
        return None if row is None else self._receipt(user_id, row)

    def get(self, connection: Connection, user_id: str, receipt_id: str) -> Receipt:
        """One receipt. Raises `NotFound`, also when it is somebody else's."""
        found = self.find(connection, user_id, receipt_id)
        if found is None:
            raise NotFound("There is no such receipt.")
        return found

    def latest(self, connection: Connection, user_id: str, scenario_id: str, limit: int) -> tuple[Receipt, ...]:
        """The newest receipts, newest first."""
        table = model_receipts
        query = select(table).where(table.c.user_id == user_id, table.c.scenario_id == scenario_id)
        rows = connection.execute(query.order_by(table.c.created_at.desc(), table.c.id).limit(limit))
        return tuple(self._receipt(user_id, row) for row in rows)

    def belongs(self, connection: Connection, user_id: str, scenario_id: str, receipt_id: str) -> bool:
        """Whether a receipt is of this person's scenario, and not of another coach's."""
        table = model_receipts
        mine = (*_mine(user_id, receipt_id), table.c.scenario_id == scenario_id)
        return connection.execute(select(table.c.id).where(*mine)).one_or_none() is not None

    def copied(self, connection: Connection, user_id: str, receipt_id: str) -> tuple[Copied, ...]:
        """What was taken out; empty when there is nothing to put back any more."""
        row = connection.execute(select(model_receipts).where(*_mine(user_id, receipt_id))).one_or_none()
        return () if row is None else self._copy(user_id, row)

    def close(self, connection: Connection, user_id: str, receipt: Receipt) -> Receipt:
        """Store a changed receipt without a copy: it cannot be undone any more."""
        return self._replace(connection, user_id, receipt, ())

    def drop_attempt(self, connection: Connection, user_id: str, attempt_id: str) -> None:
        """Take a deleted answer out of every copy too, so that undoing cannot bring it back."""
        held = (model_receipts.c.user_id == user_id, model_receipts.c.sealed_copy.is_not(None))
        for row in connection.execute(select(model_receipts).where(*held)).all():
            copied = self._copy(user_id, row)
            left = tuple(one for one in copied if one["attempt_id"] != attempt_id)
            if len(left) < len(copied):
                self._replace(connection, user_id, self._receipt(user_id, row), left)

    def count_due(self, connection: Connection, now: datetime) -> int:
        """How many copies there are whose day has passed, of everybody."""
        return int(connection.execute(select(func.count()).where(*_over(now))).scalar_one())

    def drop_copies(self, connection: Connection, user_id: str) -> None:
        """Drop every copy of this person: nothing that was forgotten can be put back any more."""
        held = (model_receipts.c.user_id == user_id, model_receipts.c.sealed_copy.is_not(None))
        connection.execute(update(model_receipts).where(*held).values(sealed_copy=None))

    def purge(self, connection: Connection, now: datetime) -> int:
        """Drop every copy whose day has passed, of everybody; how many there were."""
        return int(connection.execute(update(model_receipts).where(*_over(now)).values(sealed_copy=None)).rowcount)

    def _replace(self, connection: Connection, user_id: str, receipt: Receipt, copied: Sequence[Copied]) -> Receipt:
        saved = replace(receipt, row_version=receipt.row_version + 1)
        if not copied:
            saved = replace(saved, undo_until=None)
        changed = connection.execute(
            update(model_receipts)
            .where(*_mine(user_id, receipt.id), model_receipts.c.row_version == receipt.row_version)
            .values(undo_until=saved.undo_until, row_version=saved.row_version, **self._sealed(user_id, saved, copied))
        )
        if changed.rowcount != 1:
            raise StaleVersion
        return saved

    def _drop_oldest(self, connection: Connection, user_id: str) -> None:
        table = model_receipts
        mine = table.c.user_id == user_id
        newest = select(table.c.id).where(mine).order_by(table.c.created_at.desc(), table.c.id).limit(KEPT)
        connection.execute(delete(table).where(mine, table.c.id.not_in(newest)))

    def _sealed(self, user_id: str, receipt: Receipt, copied: Sequence[Copied]) -> dict[str, bytes | None]:
        def seal(column: str, plain: bytes) -> bytes:
            return self._vault.seal(user_id, model_receipts.name, receipt.id, column, receipt.row_version, plain)

        return {
            "sealed": seal("sealed", _RECEIPT.dump_json(receipt)),
            "sealed_copy": seal("sealed_copy", json.dumps(list(copied)).encode()) if copied else None,
        }

    def _receipt(self, user_id: str, row: Any) -> Receipt:
        receipt = _RECEIPT.validate_json(self._opened(user_id, row, "sealed"))
        return receipt if row.sealed_copy is not None else replace(receipt, undo_until=None)

    def _copy(self, user_id: str, row: Any) -> tuple[Copied, ...]:
        return () if row.sealed_copy is None else tuple(json.loads(self._opened(user_id, row, "sealed_copy")))

    def _opened(self, user_id: str, row: Any, column: str) -> bytes:
        sealed = getattr(row, column)
        return self._vault.open(user_id, model_receipts.name, row.id, column, row.row_version, sealed)


def _mine(user_id: str, receipt_id: str) -> tuple[Any, Any]:
    return model_receipts.c.user_id == user_id, model_receipts.c.id == receipt_id


def _over(now: datetime) -> tuple[Any, Any]:
    return model_receipts.c.sealed_copy.is_not(None), model_receipts.c.undo_until <= now
