"""The evidence ledger at rest: sealed claims of the person named, of nobody else."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from shared_backend.domain.errors import InvalidInput, NotFound, RecordUnreadable
from shared_backend.domain.resume import Claim
from shared_backend.services.resumes.store import USED
from shared_backend.storage.tables.resumes import ledger_claims
from shared_backend.storage.vault import Vault

_CLAIM: TypeAdapter[Claim] = TypeAdapter(Claim)
UNREADABLE = "One entry of what you can say about yourself could not be read. It was left as it is."


class LedgerStore:
    """Every method belongs to the caller's transaction."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def claims(self, connection: Connection, user_id: str) -> tuple[Claim, ...]:
        """Everything in the ledger of this person, in the order in which it was said."""
        table = ledger_claims
        query = select(table).where(table.c.user_id == user_id).order_by(table.c.created_at, table.c.id)
        return tuple(self._opened(user_id, row) for row in connection.execute(query))

    def claim(self, connection: Connection, user_id: str, claim_id: str) -> Claim:
        """One claim. Raises `NotFound`, also when it is somebody else's."""
        row = self._row(connection, user_id, claim_id)
        if row is None:
            raise NotFound("There is no such entry.")
        return self._opened(user_id, row)

    def put(self, connection: Connection, user_id: str, claim: Claim) -> None:
        """Store a claim, or the new state of one; twice the same is once."""
        row = self._row(connection, user_id, claim.id)
        version = 1 if row is None else row.row_version + 1
        sealed = self._vault.seal(user_id, ledger_claims.name, claim.id, "sealed", version, _CLAIM.dump_json(claim))
        if row is not None:
            mine = (ledger_claims.c.id == claim.id, ledger_claims.c.user_id == user_id)
            connection.execute(update(ledger_claims).where(*mine).values(row_version=version, sealed=sealed))
            return
        statement = insert(ledger_claims).values(
            id=claim.id, user_id=user_id, created_at=claim.said_at, row_version=version, sealed=sealed
        )
        try:
            connection.execute(statement)
        except IntegrityError:
            raise InvalidInput(USED) from None

    def delete(self, connection: Connection, user_id: str, claim_ids: Collection[str]) -> int:
        """Delete those of the claims named that there are; how many there were."""
        wanted = sorted(claim_ids)
        table, gone = ledger_claims, 0
        for start in range(0, len(wanted), 500):
            some = table.c.id.in_(wanted[start : start + 500])
            gone += connection.execute(delete(table).where(table.c.user_id == user_id, some)).rowcount
        return gone

    def _row(self, connection: Connection, user_id: str, claim_id: str) -> Any:
        query = select(ledger_claims).where(ledger_claims.c.id == claim_id, ledger_claims.c.user_id == user_id)
        return connection.execute(query).one_or_none()

    def _opened(self, user_id: str, row: Any) -> Claim:
        plain = self._vault.open(user_id, ledger_claims.name, row.id, "sealed", row.row_version, row.sealed)
        try:
            return _CLAIM.validate_json(plain)
        except ValidationError:
            raise RecordUnreadable(UNREADABLE) from None
