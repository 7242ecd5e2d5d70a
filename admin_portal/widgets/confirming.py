"""The password once more, for what the backend wants confirmed; asked for only when the last time is too long ago."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me, services
from shared_backend.domain.principal import ConfirmationNeeded, Principal


def password_if_needed(person: Principal, *, key: str) -> str | None:
    """A password field when one is needed; None when the password was typed within the last five minutes."""
    try:
        person.require_confirmed(services().clock.now())
    except ConfirmationNeeded:
        return st.text_input(
            "Your password",
            type="password",
            autocomplete="current-password",
            key=key,
            help="Asked again because this changes something for others.",
        )
    return None


def confirmed(password: str | None) -> Principal:
    """The signed-in person, confirmed by the password when one was asked for. Raises when it is wrong."""
    person = me()
    return person if password is None else services().accounts.confirm(person, password)
