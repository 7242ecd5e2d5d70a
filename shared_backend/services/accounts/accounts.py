"""Sign up, sign in, stay signed in, sign out, leave: what a person does with their own account."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from shared_backend.domain.audit import SYSTEM, AuditEvent
from shared_backend.domain.erasure import ErasureReceipt
from shared_backend.domain.errors import InvalidInput, NotAllowed, NotFound, RecordUnreadable
from shared_backend.domain.ports import Clock
from shared_backend.domain.principal import Portal, Principal, Role
from shared_backend.services.accounts import password_rules
from shared_backend.services.accounts.hashing import Passwords
from shared_backend.services.accounts.invitations import Invitations
from shared_backend.services.accounts.names import login_form
from shared_backend.services.accounts.parts import AccountParts
from shared_backend.services.accounts.records import Account
from shared_backend.services.accounts.sessions import LIFETIMES, Session
from shared_backend.services.accounts.throttle import account_brake, client_brake

# Shown instead of a name whose record was damaged; never empty, so that nobody takes it for "no name".
UNREADABLE_NAME = "(unreadable name)"
WRONG = "The name or the password is wrong. Check both and try again."


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: the token for the cookie, its longest life, and who it is."""

    token: str = field(repr=False)
    lasts: timedelta
    principal: Principal


class Accounts:
    """The accounts of one installation, from the side of their owners.

    Parameters
    ----------
    parts : AccountParts
        Records, sessions, throttle and audit.
    passwords : Passwords
        The hash and its cost.
    open_sign_up : bool
        False: a new account needs an invitation.
    """

    def __init__(self, parts: AccountParts, passwords: Passwords, clock: Clock, *, open_sign_up: bool = True) -> None:
        self._parts = parts
        self._passwords = passwords
        self._clock = clock
        self.open_sign_up = open_sign_up
        self.invitations = Invitations(parts, clock)

    def sign_up(self, name: str, password: str, *, portal: Portal = Portal.USER) -> SignedIn:
        """Make an account of the role user and sign it in.

        Raises
        ------
        InvalidInput
            When the name is taken or the password is weak.
        NotAllowed
            When this installation takes new people by invitation only.
        """
        if portal is not Portal.USER or not self.open_sign_up:
            raise NotAllowed("New accounts need an invitation here. Ask the people who run this coach.")
        hashed = self._hash_new(name, password)
        return self._parts.database.write(lambda _: self._welcome(name, Role.USER, portal, hashed, SYSTEM))

    def accept_invitation(self, token: str, name: str, password: str, *, portal: Portal = Portal.ADMIN) -> SignedIn:
        """Make the account an invitation (or the first set-up link) is for; the invitation is used up with it."""
        role = self.invitations.look(token)
        if portal is Portal.ADMIN and role is Role.USER:
            raise NotAllowed("This invitation is for the user portal.")
        hashed = self._hash_new(name, password)
        # Looked at again inside: two people with one link cannot both get in.
        return self._parts.database.write(
            lambda _: self._welcome(name, self.invitations.use(token), portal, hashed, "invitation")
        )

    def sign_in(self, name: str, password: str, *, portal: Portal = Portal.USER, client: str = "local") -> SignedIn:
        """Check name and password and begin a new session.

        Parameters
        ----------
        client : str
            The address the request came from, for the brake on guessing.

        Raises
        ------
        NotAllowed
            When they do not fit (it is not said which), or too many tries were wrong.
        """
        brakes = (account_brake(_login_key(name)), client_brake(client))
        self._parts.throttle.begin(*brakes)
        account = self._parts.records.by_name(name)
        fits, better = self._passwords.check(password, account.password_hash if account else None)
        if account is None or not fits:
            raise NotAllowed(WRONG, retryable=True)
        self._parts.throttle.succeeded(*brakes)

        def work(_: object) -> SignedIn:
            present = self._parts.records.by_id(account.user_id)
            # Changed or disabled while the hash was computed: the old password does not count any more.
            if present is None or present.password_hash != account.password_hash:
                raise NotAllowed(WRONG, retryable=True)
            values = {"password_hash": better} if better else {}
            return self._let_in(present, portal, **values)

        return self._parts.database.write(work)

    def sign_in_subject(self, issuer: str, subject: str, name: str) -> SignedIn:
        """Sign in somebody an OpenID provider vouches for; the first time makes the account."""
        identity = f"{len(issuer)} {issuer} {subject}"

        def work(_: object) -> SignedIn:
            account = self._parts.records.by_subject(identity)
            if account is not None:
                return self._let_in(account, Portal.USER)
            if not self.open_sign_up:
                raise NotAllowed("New accounts need an invitation here. Ask the people who run this coach.")
            return self._welcome(name[:80] or "You", Role.USER, Portal.USER, None, SYSTEM, subject=identity)

        return self._parts.database.write(work)

    def principal(self, token: str | None, portal: Portal, *, in_use: bool = True) -> Principal | None:
        """Who a cookie's token stands for right now, or None; asked again on every request.

        With `in_use` false the session does not count as used: a page that refreshes itself must not keep it alive.
        """
        if not token:
            return None
        with self._parts.database.read():
            session = self._parts.sessions.find(token, portal)
            account = self._parts.records.by_id(session.user_id) if session else None
            if session is None or account is None or not _may_enter(account, portal):
                return None
            principal = self._principal(session, account)
        if in_use:
            self._parts.sessions.touch(session)
        return principal

    def sign_out(self, principal: Principal) -> None:
        """End this session."""
        self._parts.sessions.end(principal.user_id, principal.session_id)

    def sessions(self, principal: Principal) -> list[Session]:
        """Where this person is signed in."""
        return self._parts.sessions.of(principal.user_id)

    def end_session(self, principal: Principal, session_id: str) -> None:
        """End one of this person's sessions.

        Raises
        ------
        NotFound
            When it is over, or somebody else's.
        """
        if not self._parts.sessions.end(principal.user_id, session_id):
            raise NotFound("This session is already over.")

    def end_other_sessions(self, principal: Principal) -> int:
        """End every session of this person but the present one; how many."""
        return self._parts.sessions.end_all(principal.user_id, keep=principal.session_id)

    def has_password(self, principal: Principal) -> bool:
        """False for an account of an OpenID provider: it confirms by signing in again."""
        return self._parts.existing(principal.user_id).has_password

    def confirm(self, principal: Principal, password: str, *, client: str = "local") -> Principal:
        """Check the password again; for five minutes actions that need it are open."""
        self._check_own(principal, password, client)
        self._parts.sessions.confirm(principal.session_id)
        return replace(principal, confirmed_at=self._clock.now())

    def change_password(self, principal: Principal, old: str, new: str, *, client: str = "local") -> None:
        """Set a new password and end every session, this one too: a stolen session ends with the old password."""
        account = self._check_own(principal, old, client)
        password_rules.check(new, login_form(self._parts.records.display_name(principal.user_id)))
        hashed = self._passwords.hash(new)

        def work(_: object) -> None:
            self._parts.records.change(account, password_hash=hashed)
            self._parts.sessions.end_all(principal.user_id)
            self._parts.record(AuditEvent(principal.user_id, "account.password", f"account:{principal.user_id}"))

        self._parts.database.write(work)

    def erase(self, principal: Principal) -> ErasureReceipt:
        """Destroy this person's key and everything stored about them. There is no way back.

        Raises
        ------
        ConfirmationNeeded
            When the password was not typed within the last five minutes.
        NotAllowed
            When this is the last admin.
        """
        principal.require_confirmed(self._clock.now())
        return self._parts.erase(principal.user_id, actor=principal.user_id)

    def receipt(self, proof: str) -> ErasureReceipt:
        """The receipt of an account that was erased. Its proof is all that is asked for: the account is gone.

        Raises
        ------
        NotFound
            When there is no such receipt.
        """
        found = self._parts.receipt(proof)
        if found is None:
            raise NotFound("There is no such receipt.")
        return found

    def _check_own(self, principal: Principal, password: str, client: str) -> Account:
        brakes = (account_brake(f"confirm {principal.user_id}"), client_brake(client))
        self._parts.throttle.begin(*brakes)
        account = self._parts.existing(principal.user_id)
        fits, _ = self._passwords.check(password, account.password_hash)
        if not fits:
            raise NotAllowed("The password is wrong. Check it and try again.", retryable=True)
        self._parts.throttle.succeeded(*brakes)
        return account

    def _hash_new(self, name: str, password: str) -> str:
        password_rules.check(password, login_form(name))
        return self._passwords.hash(password)

    def _welcome(
        self, name: str, role: Role, portal: Portal, hashed: str | None, actor: str, *, subject: str | None = None
    ) -> SignedIn:
        user_id = self._parts.records.add(name, role, password_hash=hashed, subject=subject)
        self._parts.record(AuditEvent(actor, "account.create", f"account:{user_id}", {"role": role.value}))
        account = self._parts.records.by_id(user_id)
        if account is None:
            raise InvalidInput("The account could not be made. Try again.")
        return self._let_in(account, portal)

    def _let_in(self, account: Account, portal: Portal, **values: str) -> SignedIn:
        if not _may_enter(account, portal):
            raise NotAllowed(WRONG, retryable=True)
        self._parts.records.change(account, signed_in_at=self._clock.now(), **values)
        if portal is Portal.ADMIN:
            self._parts.record(AuditEvent(account.user_id, "account.sign_in", f"account:{account.user_id}"))
        token = self._parts.sessions.start(account.user_id, portal)
        session = self._parts.sessions.find(token, portal)
        if session is None:
            raise NotAllowed("The session could not be started. Sign in again.", retryable=True)
        return SignedIn(token, LIFETIMES[portal].absolute, self._principal(session, account))

    def _principal(self, session: Session, account: Account) -> Principal:
        try:
            name = self._parts.records.display_name(account.user_id)
        except RecordUnreadable:
            name = UNREADABLE_NAME
        return Principal(
            account.user_id, account.role, session.session_id, session.portal, session.confirmed_at, display_name=name
        )


def _may_enter(account: Account, portal: Portal) -> bool:
    return account.active and (portal is Portal.USER or account.role in (Role.STAFF, Role.ADMIN))


def _login_key(name: str) -> str:
    # A name that cannot exist is counted too, or its brake would tell that it cannot exist.
    try:
        return login_form(name)
    except InvalidInput:
        return "unusable"
