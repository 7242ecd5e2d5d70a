"""The account page both portals share: where you are signed in, password, sign out, erase."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from shared_backend.domain.principal import Portal, Principal
from shared_backend.services.accounts import Accounts
from shared_backend.web import gate
from shared_backend.web.errors import calmly
from shared_backend.web.quiet import quiet

PORTAL_NAMES = {Portal.USER: "Coach", Portal.ADMIN: "Staff portal"}
Me = Callable[[], Principal]


def account_page(me: Me, accounts: Accounts) -> None:
    """Show the page; `me` is asked again wherever something is done."""
    person = me()
    st.title("Account")
    st.text(f"You are signed in as {person.display_name}.")
    if st.button("Sign out", icon=":material/logout:"):
        accounts.sign_out(person)
        gate.turn_away("You are signed out. What you saved is safe.")
    _sessions(person, accounts)
    if accounts.has_password(person):
        _password(person, accounts)
    st.subheader("Erase your account")
    st.write("This destroys your key and everything you saved. Nobody can bring it back.")
    if st.button("Erase my account", icon=":material/delete_forever:"):
        _ask_erase(me, accounts)


def _sessions(person: Principal, accounts: Accounts) -> None:
    st.subheader("Where you are signed in")
    live = accounts.sessions(person)
    for session in live:
        here = session.session_id == person.session_id
        words, action = st.columns([3, 1], vertical_alignment="center")
        since = f"{session.created_at:%d %B, %H:%M} UTC"
        words.write(f"{PORTAL_NAMES[session.portal]}, since {since}{' (this one)' if here else ''}")
        if not here and action.button("End", key=f"end-{session.session_id}"):
            with calmly():
                accounts.end_session(person, session.session_id)
                st.rerun()
    if len(live) > 1 and st.button("Sign out everywhere else"):
        accounts.end_other_sessions(person)
        st.rerun()


def _password(person: Principal, accounts: Accounts) -> None:
    st.subheader("Change your password")
    with st.form("change-password", clear_on_submit=True):
        old = st.text_input("Present password", type="password", autocomplete="current-password")
        new = st.text_input("New password", type="password", autocomplete="new-password", help="At least 10 characters")
        sent = st.form_submit_button("Change password")
    quiet("Every device is signed out when the password changes, this one too.")
    if sent:
        with calmly():
            accounts.change_password(person, old, new)
            gate.turn_away("Your password is changed. Sign in with the new one.", to="/auth/sign-in?note=password")


@st.dialog("Erase your account")
def _ask_erase(me: Me, accounts: Accounts) -> None:
    person = me()
    st.write("Everything you saved is destroyed at once, on every device.")
    with st.form("erase"):
        typed = st.text_input("Type ERASE to confirm")
        password = ""
        if accounts.has_password(person):
            password = st.text_input("Your password", type="password", autocomplete="current-password")
        sent = st.form_submit_button("Erase everything")
    if not sent:
        return
    if typed.strip() != "ERASE":
        st.warning("Type the word ERASE in capitals. Nothing was erased.")
        return
    with calmly():
        if password:
            person = accounts.confirm(person, password)
        accounts.erase(person)
        gate.turn_away("Your account and everything in it was erased.", to="/auth/sign-in?note=erased")
