"""Who is asking: the signed-in person a service acts for, and what that person may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from shared_backend.domain.errors import NotAllowed

CONFIRMATION_LASTS = timedelta(minutes=5)


class Role(StrEnum):
    """What an account is for; staff train and review, admins also manage accounts and deploy."""

    USER = "user"
    STAFF = "staff"
    ADMIN = "admin"


class Portal(StrEnum):
    """The two web sites of one installation; a session belongs to one of them."""

    USER = "user"
    ADMIN = "admin"


class ConfirmationNeeded(NotAllowed):
    """The password must be typed again before this; the page asks for it."""


@dataclass(frozen=True, slots=True)
class Principal:
    """A signed-in person, as of this request.

    Parameters
    ----------
    user_id, session_id : str
        Random ids, safe to log.
    role : Role
        Checked in the service with `require`, never by hiding a page.
    display_name : str
        For greeting only; personal data, never logged.
    confirmed_at : datetime
        When the password was last typed in this session.
    """

    user_id: str
    role: Role
    session_id: str
    portal: Portal
    confirmed_at: datetime
    display_name: str = field(repr=False)

    def require(self, *roles: Role) -> None:
        """Raise `NotAllowed` unless this person has one of the roles."""
        if self.role not in roles:
            raise NotAllowed("Your account does not permit this. Ask an administrator.")

    def require_staff(self) -> None:
        """Raise `NotAllowed` unless this is staff or an admin, signed in to the staff portal."""
        self.require(Role.STAFF, Role.ADMIN)
        if self.portal is not Portal.ADMIN:
            raise NotAllowed("Sign in to the staff portal for this.")

    def require_admin(self) -> None:
        """Raise `NotAllowed` unless this is an admin, signed in to the staff portal."""
        self.require(Role.ADMIN)
        self.require_staff()

    def require_confirmed(self, now: datetime) -> None:
        """Raise `ConfirmationNeeded` unless the password was typed within the last five minutes."""
        if not timedelta(0) <= now - self.confirmed_at <= CONFIRMATION_LASTS:
            raise ConfirmationNeeded("Type your password again to confirm that it is you.")
