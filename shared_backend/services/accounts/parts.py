"""What the account services share: the stores they work on, the audit, and the erasing of one account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.errors import NotAllowed, NotFound
from shared_backend.domain.ports import Clock
from shared_backend.domain.principal import Role
from shared_backend.services.accounts.records import Account, AccountRecords
from shared_backend.services.accounts.sessions import Sessions
from shared_backend.services.accounts.throttle import Throttle
from shared_backend.storage.database import Database
from shared_backend.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is left of an erased account: that it was erased, and when."""

    user_id: str
    erased_at: datetime


@dataclass(frozen=True)
class AccountParts:
    """The stores; `record` writes one audit entry in the present transaction."""

    database: Database
    vault: Vault
    records: AccountRecords
    sessions: Sessions
    throttle: Throttle
    record: Callable[[AuditEvent], None]
    clock: Clock

    def existing(self, user_id: str) -> Account:
        """The account, or `NotFound`."""
        account = self.records.by_id(user_id)
        if account is None:
            raise NotFound("There is no such account.")
        return account

    def guard_last_admin(self, account: Account) -> None:
        """Refuse to take away the only account that can manage this installation."""
        if account.role is Role.ADMIN and account.active and self.records.count(Role.ADMIN) <= 1:
            raise NotAllowed("This is the last administrator. Make another one first.")

    def erase(self, user_id: str, *, actor: str) -> Receipt:
        """Key, rows, audit entry in one transaction; then clear the file's free space."""

        def work(_: object) -> Receipt:
            self.guard_last_admin(self.existing(user_id))
            self.records.remove(user_id)
            self.record(AuditEvent(actor, "account.erase", f"account:{user_id}"))
            return Receipt(user_id, self.clock.now())

        receipt = self.database.write(work)
        self.vault.reclaim()
        return receipt
