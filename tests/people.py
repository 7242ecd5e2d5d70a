"""A clock that is set by hand, and accounts whose password hash is cheap."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shared_backend.services.accounts import AccountServices, SignedIn, build_accounts
from shared_backend.services.accounts.hashing import Passwords
from shared_backend.services.audit import AuditLog
from shared_backend.storage.opening import Storage, open_storage

CHEAP = Passwords(memory_kib=64, passes=1)
PASSWORD = "a quiet sentence 42"


@dataclass
class HandClock:
    """Stands still until it is moved."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 9, 0, tzinfo=UTC))

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def forward(self, **parts: float) -> None:
        """Move on by so many hours, minutes, seconds."""
        self.moment += timedelta(**parts)


def new_storage(folder: Path, url: str | None = None, clock: HandClock | None = None) -> Storage:
    """A fresh database with its key."""
    url = url or f"sqlite:///{folder / 'data' / 'coach.db'}"
    return open_storage(url, folder / "keys.json", clock=clock, create=True)


@dataclass(frozen=True)
class People:
    """Accounts over a fresh storage."""

    storage: Storage
    clock: HandClock
    audit: AuditLog
    services: AccountServices

    def admin(self, name: str = "Root Person") -> SignedIn:
        """The first admin, signed in to the staff portal."""
        token = self.services.accounts.invitations.set_up_token()
        assert token is not None
        return self.services.accounts.accept_invitation(token, name, PASSWORD)

    def user(self, name: str = "Ada Lovelace") -> SignedIn:
        """A new user, signed in."""
        return self.services.accounts.sign_up(name, PASSWORD)


def people_over(storage: Storage, clock: HandClock) -> People:
    """Account services over a storage."""
    audit = AuditLog(storage.database, storage.keyring, clock)
    return People(storage, clock, audit, build_accounts(storage, clock, audit.append, passwords=CHEAP))
