"""Accounts: by random id only, because names are sealed; admins invite, change roles, disable, sign out."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.account_dialogs import active_dialog, find_dialog, invite_dialog, role_dialog, sign_out_dialog
from admin_portal.widgets.account_table import account_table, short
from shared_backend.services.accounts import Account
from shared_backend.web.quiet import quiet
from shared_backend.web.words import when


def one_account(account: Account, own: bool) -> None:
    """What can be done with the chosen account."""
    seen = (
        f"last signed in {when(account.signed_in_at, services().clock.now())}" if account.signed_in_at else "never used"
    )
    with st.container(border=True):
        st.markdown(f"**{short(account.user_id)}** · {account.role} · {'active' if account.active else 'disabled'}")
        quiet(f"{account.user_id} · {seen}")
        if own:
            quiet("This is you. Another administrator can change your account; your password is under Account.")
            return
        with st.container(horizontal=True):
            if st.button("Change role", icon=":material/badge:", key=f"role-{account.user_id}"):
                role_dialog(account)
            label = "Disable" if account.active else "Enable"
            icon = ":material/person_off:" if account.active else ":material/person:"
            if st.button(label, icon=icon, key=f"active-{account.user_id}"):
                active_dialog(account)
            if st.button("Sign out everywhere", icon=":material/logout:", key=f"out-{account.user_id}"):
                sign_out_dialog(account)


person = me()
person.require_admin()
st.title("Users", anchor=False)
st.markdown("Accounts are shown by a random id. Names are sealed: nobody but their owner can read them.")
with st.container(horizontal=True):
    if st.button("Invite somebody", type="primary", icon=":material/person_add:", key="invite"):
        invite_dialog()
    if st.button("Find by login name", icon=":material/person_search:", key="find"):
        find_dialog()
accounts = {account.user_id: account for account in services().administration.all(person)}
account_table(list(accounts.values()))
asked = st.query_params.get("account", "")
st.session_state["account-choice"] = asked if asked in accounts else None


def remember() -> None:
    """Keep the chosen account in the address."""
    if st.session_state["account-choice"]:
        st.query_params["account"] = st.session_state["account-choice"]
    else:
        st.query_params.clear()


chosen = st.selectbox(
    "Account",
    list(accounts),
    format_func=lambda one: f"{short(one)} · {accounts[one].role}",
    placeholder="Choose one to change it",
    index=None,
    key="account-choice",
    on_change=remember,
)
if chosen:
    one_account(accounts[chosen], own=chosen == person.user_id)
