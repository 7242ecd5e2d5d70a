"""Changes to somebody else's account: each says what will happen and asks why; the reason goes to the audit log."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.account_table import short
from admin_portal.widgets.confirming import confirmed, password_if_needed
from shared_backend.domain.errors import CoachError
from shared_backend.domain.principal import Portal, Principal, Role
from shared_backend.services.accounts import Account
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet

# One word each: a free text could say something about a person, and the audit log is kept for ever.
REASONS: Mapping[str, str] = {
    "asked": "The person asked for it",
    "duty": "Their duties changed",
    "left": "They left",
    "security": "A security concern",
    "mistake": "To put a mistake right",
}
ROLES: Mapping[Role, str] = {
    Role.USER: "User: practises in the user portal",
    Role.STAFF: "Staff: trains and looks at models",
    Role.ADMIN: "Admin: also deploys and manages accounts",
}


@st.dialog("Invite somebody")
def invite_dialog() -> None:
    """A one-time link, shown once."""
    st.markdown("You get a link for one person. It works once, within seven days, and is shown only now.")
    with st.form("invite-form", border=False):
        role = st.selectbox("Role", list(ROLES), index=1, format_func=ROLES.__getitem__, key="invite-role")
        password = password_if_needed(me(), key="invite-password")
        sent = st.form_submit_button("Make the link", type="primary", icon=":material/link:")
    if not sent:
        return
    try:
        token = services().accounts.invitations.invite(confirmed(password), role)
    except CoachError as error:
        show(error)
        return
    portal = Portal.USER if role is Role.USER else Portal.ADMIN
    st.code(_link(portal, token), language=None, wrap_lines=True)
    quiet("Copy it and give it to the person yourself. Whoever has it can make the account.")


@st.dialog("Find by login name")
def find_dialog() -> None:
    """From a name somebody told the admin to the account's id."""
    st.markdown("Type the login name the person told you. Only an exact name is found; names are never listed.")
    with st.form("find-form", border=False):
        name = st.text_input("Login name", max_chars=80, key="find-name")
        sent = st.form_submit_button("Find", type="primary", icon=":material/search:")
    if not sent:
        return
    try:
        st.query_params["account"] = services().administration.find(me(), name).user_id
    except CoachError as error:
        show(error)
        return
    st.rerun()


@st.dialog("Change role")
def role_dialog(account: Account) -> None:
    """Give the account another role."""
    st.markdown(f"**{short(account.user_id)}** is signed out everywhere and gets the new role at the next sign-in.")
    others = [role for role in ROLES if role is not account.role]

    def change(person: Principal, reason: str) -> None:
        role = st.session_state[f"new-role-{account.user_id}"]
        services().administration.set_role(person, account.user_id, role, reason=reason)

    with st.form(f"role-form-{account.user_id}", border=False):
        st.selectbox("New role", others, format_func=ROLES.__getitem__, key=f"new-role-{account.user_id}")
        _ask("Change the role", account, change)


@st.dialog("Disable or enable")
def active_dialog(account: Account) -> None:
    """Keep an account out, or let it in again."""
    if account.active:
        st.markdown(f"**{short(account.user_id)}** is signed out at once and cannot sign in. Their data stays.")
    else:
        st.markdown(f"**{short(account.user_id)}** can sign in again and finds everything as it was.")

    def change(person: Principal, reason: str) -> None:
        services().administration.set_active(person, account.user_id, not account.active, reason=reason)

    with st.form(f"active-form-{account.user_id}", border=False):
        _ask("Disable the account" if account.active else "Enable the account", account, change)


@st.dialog("Sign out everywhere")
def sign_out_dialog(account: Account) -> None:
    """End every session of an account."""
    st.markdown(f"Every browser **{short(account.user_id)}** is signed in with has to sign in again.")

    def change(person: Principal, reason: str) -> None:
        services().administration.end_sessions(person, account.user_id, reason=reason)

    with st.form(f"out-form-{account.user_id}", border=False):
        _ask("End the sessions", account, change)


def _ask(label: str, account: Account, change: Callable[[Principal, str], None]) -> None:
    key = f"{label}-{account.user_id}"
    reason = st.selectbox("Reason", list(REASONS), format_func=REASONS.__getitem__, index=None, key=f"why-{key}")
    password = password_if_needed(me(), key=f"password-{key}")
    if not st.form_submit_button(label, type="primary"):
        return
    if reason is None:
        st.warning("Choose a reason. It is kept in the audit log.", icon=":material/edit:")
        return
    try:
        change(confirmed(password), reason)
    except CoachError as error:
        show(error)
        return
    st.rerun()


def _link(portal: Portal, token: str) -> str:
    settings = services().settings
    port = settings.user_port if portal is Portal.USER else settings.admin_port
    scheme = "https" if settings.https else "http"
    return f"{scheme}://localhost:{port}/auth/invitation?token={token}"
