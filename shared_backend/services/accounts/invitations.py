"""One-time links: the set-up of the first admin, and invitations of staff; no account starts with a known password."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select

from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.errors import NotAllowed
from shared_backend.domain.ports import Clock
from shared_backend.domain.principal import Principal, Role
from shared_backend.services.accounts.parts import AccountParts
from shared_backend.services.accounts.sessions import TOKEN_BYTES, token_hash
from shared_backend.storage.tables.accounts import invitations

SET_UP_LASTS = timedelta(days=1)
INVITATION_LASTS = timedelta(days=7)
USED = "This link was used already or is too old. Ask for a new one."


class Invitations:
    """Make, look at and use up one-time links."""

    def __init__(self, parts: AccountParts, clock: Clock) -> None:
        self._parts = parts
        self._clock = clock

    def set_up_token(self) -> str | None:
        """A new token for the first admin, replacing an unused older one; None when there is an admin."""

        def work(connection: Connection) -> str | None:
            if self._parts.records.count(Role.ADMIN):
                return None
            connection.execute(delete(invitations).where(invitations.c.created_by.is_(None)))
            return self._add(connection, Role.ADMIN, None, SET_UP_LASTS)

        return self._parts.database.write(work)

    def invite(self, principal: Principal, role: Role) -> str:
        """A token with which one person can make an account of this role; for admins who just typed their password."""
        principal.require_admin()
        principal.require_confirmed(self._clock.now())

        def work(connection: Connection) -> str:
            self._parts.record(
                AuditEvent(principal.user_id, "account.invite", f"account:{principal.user_id}", {"role": role.value})
            )
            return self._add(connection, role, principal.user_id, INVITATION_LASTS)

        return self._parts.database.write(work)

    def look(self, token: str) -> Role:
        """The role a token gives; the token stays usable.

        Raises
        ------
        NotAllowed
            When it is unknown, used or too old.
        """
        with self._parts.database.read() as connection:
            query = select(invitations).where(invitations.c.token_hash == token_hash(token))
            row = connection.execute(query).one_or_none()
            if row is None or row.expires_at <= self._clock.now():
                raise NotAllowed(USED)
            # An unused set-up link must not make a second admin behind the first one's back.
            if row.created_by is None and self._parts.records.count(Role.ADMIN):
                raise NotAllowed(USED)
        return Role(row.role)

    def use(self, token: str) -> Role:
        """The role a token gives; it never works again once the caller's transaction is through."""

        def work(connection: Connection) -> Role:
            role = self.look(token)
            mine = invitations.c.token_hash == token_hash(token)
            if connection.execute(delete(invitations).where(mine)).rowcount != 1:
                raise NotAllowed(USED)
            return role

        return self._parts.database.write(work)

    def _add(self, connection: Connection, role: Role, by: str | None, lasts: timedelta) -> str:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        now = self._clock.now()
        connection.execute(delete(invitations).where(invitations.c.expires_at <= now))
        connection.execute(
            insert(invitations).values(
                token_hash=token_hash(token), role=role.value, created_by=by, expires_at=now + lasts
            )
        )
        return token
