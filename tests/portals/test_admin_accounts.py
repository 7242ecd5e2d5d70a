"""Users and the audit log in the staff portal."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from shared_backend.domain.principal import Portal, Principal, Role
from shared_backend.services.accounts import Account
from shared_backend.storage.tables.audit import audit_entries
from tests.people import PASSWORD
from tests.portals.conftest import StaffPortal, submit, words


def account(portal: StaffPortal, user_id: str) -> Account:
    """An account as it stands."""
    return next(a for a in portal.backend.administration.all(portal.admin) if a.user_id == user_id)


@pytest.fixture
def somebody(portal: StaffPortal) -> Principal:
    """A user; the browser is the admin's."""
    portal.sign_in_first_admin()
    return portal.backend.accounts.sign_up("Ada Lovelace", PASSWORD).principal


def change(portal: StaffPortal, user_id: str, button: str, label: str, reason: str | None) -> None:
    """Open an account, press a button, fill the dialog in."""
    at = portal.open("users", account=user_id)
    at.button(key=f"{button}-{user_id}").click().run()
    if reason is not None:
        at.selectbox(key=f"why-{label}-{user_id}").select(reason)
    submit(at, f"{button}-{user_id}", label)
    assert not at.exception


def test_accounts_are_listed_without_names(portal: StaffPortal, somebody: Principal) -> None:
    at = portal.open("users")
    table = at.dataframe[0].value
    assert set(table["Id"]) == {portal.admin.user_id, somebody.user_id}
    said = words(at) + table.to_string()
    assert "Lovelace" not in said
    assert "Root" not in said


def test_a_role_is_changed_with_a_reason(portal: StaffPortal, somebody: Principal) -> None:
    change(portal, somebody.user_id, "role", "Change the role", None)
    assert account(portal, somebody.user_id).role is Role.USER
    change(portal, somebody.user_id, "role", "Change the role", "duty")
    assert account(portal, somebody.user_id).role is Role.STAFF
    line = portal.backend.audit.recent(1)[0]
    assert (line.action, line.facts) == ("account.role", {"from": "user", "to": "staff", "reason": "duty"})


def test_an_account_is_disabled_and_enabled(portal: StaffPortal, somebody: Principal) -> None:
    change(portal, somebody.user_id, "active", "Disable the account", "security")
    assert not account(portal, somebody.user_id).active
    change(portal, somebody.user_id, "active", "Enable the account", "mistake")
    assert account(portal, somebody.user_id).active


def test_sessions_are_ended(portal: StaffPortal, somebody: Principal) -> None:
    token = portal.backend.accounts.sign_in("Ada Lovelace", PASSWORD).token
    change(portal, somebody.user_id, "out", "End the sessions", "asked")
    assert portal.backend.accounts.principal(token, Portal.USER) is None


def test_an_admin_does_not_change_the_own_account_here(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    at = portal.open("users", account=admin.user_id)
    assert "This is you" in words(at)
    assert not [b for b in at.button if b.key and b.key.endswith(admin.user_id)]


def test_an_invitation_is_shown_once_and_works(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    at = portal.open("users")
    at.button(key="invite").click().run()
    at.selectbox(key="invite-role").select(Role.STAFF)
    submit(at, "invite", "Make the link")
    address, token = at.code[0].value.split("?token=")
    assert address.endswith(f":{portal.backend.settings.admin_port}/auth/invitation")
    signed_in = portal.backend.accounts.accept_invitation(token, "Somebody New", PASSWORD)
    assert signed_in.principal.role is Role.STAFF


def test_an_account_is_found_by_its_exact_name_only(portal: StaffPortal, somebody: Principal) -> None:
    at = portal.open("users")
    for name, found in (("Ada", False), ("ada lovelace", True)):
        at.button(key="find").click().run()
        at.text_input(key="find-name").set_value(name)
        submit(at, "find", "Find")
        assert (at.query_params.get("account") == somebody.user_id) is found


def test_the_audit_log_is_shown_and_checked(portal: StaffPortal, somebody: Principal) -> None:
    at = portal.open("audit")
    assert "The chain is whole: 3 entries" in at.success[0].value
    at.text_input(key="audit-id").set_value(somebody.user_id[:8]).run()
    assert list(at.dataframe[0].value["Action"]) == ["account.create"]
    at.multiselect(key="audit-actions").select("account.sign_in").run()
    assert not at.dataframe
    assert "0 of 3 entries" in words(at)


def test_a_kept_head_is_checked(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    kept = portal.backend.audit_trail.head(admin)
    at = portal.open("audit")
    for typed, said in ((kept, "still holds the head"), (kept[:-1] + "g", "not a head"), ("7 " + "0" * 64, "tampered")):
        at.text_input(key="audit-kept-head").set_value(typed)
        at.button(key="FormSubmitter:audit-kept-Check against it").click().run()
        assert said in words(at)


def test_a_changed_entry_is_noticed(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    portal.backend.database.write(
        lambda c: c.execute(update(audit_entries).where(audit_entries.c.seq == 1).values(actor="somebody"))
    )
    assert "tampered with, at entry 1" in portal.open("audit").error[0].value
