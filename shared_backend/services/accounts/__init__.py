"""Who is who: accounts, passwords, sessions, roles."""

from shared_backend.services.accounts.accounts import Accounts, SignedIn
from shared_backend.services.accounts.administration import AccountAdministration
from shared_backend.services.accounts.build import AccountServices, build_accounts
from shared_backend.services.accounts.records import Account
from shared_backend.services.accounts.sessions import Session
from shared_backend.services.accounts.throttle import TooManyAttempts

__all__ = [
    "Account",
    "AccountAdministration",
    "AccountServices",
    "Accounts",
    "Session",
    "SignedIn",
    "TooManyAttempts",
    "build_accounts",
]
