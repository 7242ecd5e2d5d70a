"""Put the account services together from storage, a clock and the audit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared_backend.domain.audit import AuditEvent, Entered
from shared_backend.domain.ports import Clock
from shared_backend.services.accounts.accounts import Accounts
from shared_backend.services.accounts.administration import AccountAdministration
from shared_backend.services.accounts.hashing import Passwords
from shared_backend.services.accounts.parts import AccountParts
from shared_backend.services.accounts.records import AccountRecords
from shared_backend.services.accounts.sessions import Sessions
from shared_backend.services.accounts.throttle import Throttle
from shared_backend.storage.opening import Storage


@dataclass(frozen=True)
class AccountServices:
    """The two sides of accounts: their owners', and the admins'."""

    accounts: Accounts
    administration: AccountAdministration


def build_accounts(
    storage: Storage,
    clock: Clock,
    record: Callable[[AuditEvent], Entered],
    recorded: Callable[[str, str], tuple[int, dict[str, Any]] | None] = lambda _mac, _action: None,
    *,
    open_sign_up: bool = True,
    passwords: Passwords | None = None,
) -> AccountServices:
    """All account services over one storage."""
    database, keyring, vault = storage.database, storage.keyring, storage.vault
    parts = AccountParts(
        database=database,
        vault=vault,
        records=AccountRecords(database, keyring, vault, clock),
        sessions=Sessions(database, clock),
        throttle=Throttle(database, keyring, clock),
        record=record,
        recorded=recorded,
        clock=clock,
    )
    accounts = Accounts(parts, passwords or Passwords(), clock, open_sign_up=open_sign_up)
    return AccountServices(accounts, AccountAdministration(parts, clock))
