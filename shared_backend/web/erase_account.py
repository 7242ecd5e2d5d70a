"""Erase an account: said plainly, confirmed by a typed word and the password, with a receipt afterwards."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from shared_backend.domain.principal import Principal
from shared_backend.services.accounts import Accounts
from shared_backend.web import gate
from shared_backend.web.errors import calmly
from shared_backend.web.quiet import quiet
from shared_backend.web.receipt_routes import erased_address

WORD = "ERASE"
Me = Callable[[], Principal]


def erase_account(me: Me, accounts: Accounts) -> None:
    """The section of a page, with the way to the dialog."""
    st.subheader("Erase your account", anchor=False)
    st.markdown(
        "This destroys your key and deletes everything you saved. Nobody can bring it back. You get a receipt that "
        "says how much was erased and when, and nothing of what it was."
    )
    if st.button("Erase my account", icon=":material/delete_forever:"):
        _ask(me, accounts)


@st.dialog("Erase your account")
def _ask(me: Me, accounts: Accounts) -> None:
    person = me()
    st.markdown("Everything you saved is destroyed at once, on every device. There is no way back.")
    with_password = accounts.has_password(person)
    with st.form("erase"):
        typed = st.text_input(f"Type {WORD} to confirm", autocomplete="off")
        password = ""
        if with_password:
            password = st.text_input("Your password", type="password", autocomplete="current-password")
        sent = st.form_submit_button("Erase everything")
    if not with_password:
        quiet("You signed in through your organisation: sign in again just before, so that it is certain it is you.")
    if not sent:
        return
    if typed.strip() != WORD:
        st.warning(f"Type the word {WORD} in capitals. Nothing was erased.", icon=":material/edit:")
        return
    with calmly():
        if with_password:
            person = accounts.confirm(person, password)
        _leave(erased_address(accounts.erase(person)))


def _leave(address: str) -> None:
    st.session_state.clear()
    st.success("Your account and everything in it was erased.", icon=":material/check:")
    st.link_button("See the receipt", address, type="primary")
    gate.go(address)
    st.stop()
