"""The one place that names every concrete class: settings in, the whole backend out."""

from __future__ import annotations

from dataclasses import dataclass

from shared_backend.domain.ports import Clock, SystemClock
from shared_backend.services.accounts import AccountAdministration, Accounts, build_accounts
from shared_backend.services.accounts.hashing import Passwords
from shared_backend.services.audit import AuditLog
from shared_backend.settings import Settings
from shared_backend.storage.database import Database
from shared_backend.storage.keyring import Keyring
from shared_backend.storage.opening import open_storage
from shared_backend.storage.vault import Vault


@dataclass(frozen=True)
class Backend:
    """Everything a portal, the worker or the command line may call."""

    settings: Settings
    clock: Clock
    database: Database
    keyring: Keyring
    vault: Vault
    audit: AuditLog
    accounts: Accounts
    administration: AccountAdministration


def build(
    settings: Settings, *, clock: Clock | None = None, passwords: Passwords | None = None, create: bool = False
) -> Backend:
    """Open the storage and put the services on it.

    Parameters
    ----------
    create : bool
        True for a first start: make keys and database when there is neither.

    Raises
    ------
    ConfigurationError
        When the keys or the folder are wrong; nothing was changed.
    """
    clock = clock or SystemClock()
    master_keys = settings.master_keys.get_secret_value() if settings.master_keys else None
    storage = open_storage(settings.database_address, settings.key_file, master_keys, clock=clock, create=create)
    audit = AuditLog(storage.database, storage.keyring, clock)
    people = build_accounts(storage, clock, audit.append, open_sign_up=settings.open_sign_up, passwords=passwords)
    return Backend(
        settings=settings,
        clock=clock,
        database=storage.database,
        keyring=storage.keyring,
        vault=storage.vault,
        audit=audit,
        accounts=people.accounts,
        administration=people.administration,
    )
