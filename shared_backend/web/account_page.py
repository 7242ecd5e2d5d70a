"""The account page both portals share: where you are signed in, password, sign out, leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from shared_backend.domain.principal import Portal, Principal
from shared_backend.services.accounts import Accounts
from shared_backend.web import gate
from shared_backend.web.erase_account import Me, erase_account
from shared_backend.web.errors import calmly
from shared_backend.web.quiet import quiet
from shared_backend.web.words import when

PORTAL_NAMES = {Portal.USER: "Coach", Portal.ADMIN: "Staff portal"}


def account_page(
    me: Me,
    accounts: Accounts,
    now: datetime,
    *,
    leave: Callable[[Me, Accounts], None] = erase_account,
) -> None:
    """Show the page; `me` is asked again wherever something is done, `leave` draws what stands at its end."""
    person = me()
    st.title("Account", anchor=False)
    st.text(f"You are signed in as {person.display_name}.")
    if st.button("Sign out", icon=":material/logout:"):
        accounts.sign_out(person)
        gate.turn_away("You are signed out. What you saved is safe.")
    _sessions(person, accounts, now)
    if accounts.has_password(person):
        _password(person, accounts)
    leave(me, accounts)


def _sessions(person: Principal, accounts: Accounts, now: datetime) -> None:
    st.subheader("Where you are signed in", anchor=False)
    live = accounts.sessions(person)
    for session in live:
        here = session.session_id == person.session_id
        words, action = st.columns([3, 1], vertical_alignment="center")
        signed_in = f"{PORTAL_NAMES[session.portal]}, signed in {when(session.created_at, now)}"
        words.write(f"{signed_in} · this browser" if here else f"{signed_in}, last used {when(session.seen_at, now)}")
        if not here and action.button("Sign out there", key=f"end-{session.session_id}"):
            with calmly():
                accounts.end_session(person, session.session_id)
                st.rerun()
    if len(live) > 1 and st.button("Sign out everywhere else"):
        accounts.end_other_sessions(person)
        st.rerun()


def _password(person: Principal, accounts: Accounts) -> None:
    st.subheader("Change your password", anchor=False)
    with st.form("change-password", clear_on_submit=True):
        old = st.text_input("Present password", type="password", autocomplete="current-password")
        new = st.text_input("New password (at least 10 characters)", type="password", autocomplete="new-password")
        sent = st.form_submit_button("Change password")
    quiet("Every device is signed out when the password changes, this one too.")
    if sent:
        with calmly():
            accounts.change_password(person, old, new)
            gate.turn_away("Your password is changed. Sign in with the new one.", to="/auth/sign-in?note=password")
