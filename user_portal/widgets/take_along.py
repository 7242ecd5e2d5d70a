"""Everything as one file: asks for the password when it was not typed a moment ago, then offers the download."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.principal import ConfirmationNeeded, Principal
from shared_backend.web.errors import calmly
from shared_backend.web.export_route import EXPORT
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.bring_model import is_looked_at


def take_along() -> None:
    """The section of the page."""
    st.subheader("Take it with you", anchor=False)
    st.markdown(
        "One zip file with all of it: tables for a spreadsheet, JSON files that explain their fields, your model, and "
        "a list with a fingerprint of each file."
    )
    if not _confirmed(me()):
        _ask_password()
        return
    st.link_button(
        "Download everything", EXPORT, type="secondary" if is_looked_at() else "primary", icon=":material/download:"
    )
    quiet("The file is not encrypted. Keep it where only you can read it.")


def _confirmed(person: Principal) -> bool:
    try:
        person.require_confirmed(services().clock.now())
    except ConfirmationNeeded:
        return False
    return True


def _ask_password() -> None:
    if not services().accounts.has_password(me()):
        st.info("Sign out and in again first, so that it is certain it is you.", icon=":material/lock:")
        return
    with st.form("confirm-export", border=False):
        password = st.text_input("Your password", type="password", autocomplete="current-password")
        sent = st.form_submit_button("Show the download", icon=":material/lock_open:")
    if sent:
        with calmly():
            services().accounts.confirm(me(), password)
            st.rerun()
