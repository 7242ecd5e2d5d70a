"""What admins do with accounts: by id, without ever seeing a name that was not typed to them."""

from __future__ import annotations

from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.erasure import ErasureReceipt
from shared_backend.domain.errors import NotFound
from shared_backend.domain.ports import Clock
from shared_backend.domain.principal import Principal, Role
from shared_backend.services.accounts.parts import AccountParts
from shared_backend.services.accounts.records import Account


class AccountAdministration:
    """Every method checks the role itself, and that the password was typed within the last five minutes to change.

    A `reason` is one short word for the audit log, never a sentence about a person.
    """

    def __init__(self, parts: AccountParts, clock: Clock) -> None:
        self._parts = parts
        self._clock = clock

    def all(self, principal: Principal) -> list[Account]:
        """Accounts, the newest first, by id; for staff."""
        principal.require_staff()
        return self._parts.records.all()

    def find(self, principal: Principal, login_name: str) -> Account:
        """The account of a login name somebody told the admin.

        Raises
        ------
        NotFound
            When nobody has it.
        """
        principal.require_admin()
        account = self._parts.records.by_name(login_name)
        if account is None:
            raise NotFound("Nobody has this login name. Names are compared without capitals and spaces at the ends.")
        return account

    def set_role(self, principal: Principal, user_id: str, role: Role, *, reason: str = "") -> None:
        """Give an account another role; it has to sign in again."""
        self._allowed(principal)

        def work(_: object) -> None:
            account = self._parts.existing(user_id)
            if account.role is role:
                return
            if role is not Role.ADMIN:
                self._parts.guard_last_admin(account)
            self._parts.records.change(account, role=role.value)
            self._parts.sessions.end_all(user_id)
            facts = {"from": account.role.value, "to": role.value, **_why(reason)}
            self._parts.record(AuditEvent(principal.user_id, "account.role", f"account:{user_id}", facts))

        self._parts.database.write(work)

    def set_active(self, principal: Principal, user_id: str, active: bool, *, reason: str = "") -> None:
        """Disable or enable an account; disabling ends its sessions at once and keeps its data."""
        self._allowed(principal)

        def work(_: object) -> None:
            account = self._parts.existing(user_id)
            if account.active is active:
                return
            if not active:
                self._parts.guard_last_admin(account)
                self._parts.sessions.end_all(user_id)
            self._parts.records.change(account, status="active" if active else "disabled")
            action = "account.enable" if active else "account.disable"
            self._parts.record(AuditEvent(principal.user_id, action, f"account:{user_id}", _why(reason)))

        self._parts.database.write(work)

    def end_sessions(self, principal: Principal, user_id: str, *, reason: str = "") -> int:
        """Sign an account out everywhere; how many sessions were ended."""
        self._allowed(principal)

        def work(_: object) -> int:
            self._parts.existing(user_id)
            ended = self._parts.sessions.end_all(user_id)
            facts: dict[str, str | int] = {"sessions": ended, **_why(reason)}
            self._parts.record(AuditEvent(principal.user_id, "account.sign_out", f"account:{user_id}", facts))
            return ended

        return self._parts.database.write(work)

    def erase(self, principal: Principal, user_id: str) -> ErasureReceipt:
        """Destroy an account's key and data. There is no way back."""
        self._allowed(principal)
        return self._parts.erase(user_id, actor=principal.user_id)

    def _allowed(self, principal: Principal) -> None:
        principal.require_admin()
        principal.require_confirmed(self._clock.now())


def _why(reason: str) -> dict[str, str]:
    return {"reason": reason} if reason else {}
