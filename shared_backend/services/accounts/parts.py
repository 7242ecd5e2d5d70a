"""What the account services share: the stores they work on, the audit, and the erasing of one account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from shared_backend.domain.audit import AuditEvent, Entered
from shared_backend.domain.erasure import ACTION, ErasureReceipt
from shared_backend.domain.errors import NotAllowed, NotFound
from shared_backend.domain.ports import Clock
from shared_backend.domain.principal import Role
from shared_backend.services.accounts.records import Account, AccountRecords
from shared_backend.services.accounts.sessions import Sessions
from shared_backend.services.accounts.throttle import Throttle
from shared_backend.storage.database import Database
from shared_backend.storage.vault import Vault


@dataclass(frozen=True)
class AccountParts:
    """The stores. `record` writes one audit entry in the present transaction, `recorded` finds one by its code."""

    database: Database
    vault: Vault
    records: AccountRecords
    sessions: Sessions
    throttle: Throttle
    record: Callable[[AuditEvent], Entered]
    recorded: Callable[[str, str], tuple[int, dict[str, Any]] | None]
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

    def erase(self, user_id: str, *, actor: str) -> ErasureReceipt:
        """Key, rows, audit entry in one transaction; then clear the file's free space."""

        def work(_: object) -> ErasureReceipt:
            self.guard_last_admin(self.existing(user_id))
            gone = self.records.remove(user_id)
            receipt = ErasureReceipt(
                erased_at=self.clock.now(),
                answers=gone.pop("attempts", 0),
                runs=gone.pop("practice_runs", 0),
                learned=gone.pop("user_interactions", 0),
                other=sum(gone.values()),
            )
            entered = self.record(AuditEvent(actor, ACTION, f"account:{user_id}", receipt.facts()))
            return replace(receipt, entry=entered.seq, proof=entered.mac)

        receipt = self.database.write(work)
        self.vault.reclaim()
        return receipt

    def receipt(self, proof: str) -> ErasureReceipt | None:
        """The receipt again, for whoever holds its proof; None when there is none."""
        found = self.recorded(proof, ACTION)
        return None if found is None else ErasureReceipt.from_facts(found[1], found[0], proof)
