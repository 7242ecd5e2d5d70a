"""The first admin, invitations, and what admins may do; every right is refused to everybody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from shared_backend.domain.errors import NotAllowed, NotFound
from shared_backend.domain.principal import ConfirmationNeeded, Portal, Principal, Role
from shared_backend.services.accounts import AccountAdministration
from tests.people import PASSWORD, HandClock, People


def test_the_set_up_link_makes_one_admin_once(people: People, clock: HandClock) -> None:
    accounts = people.services.accounts
    first = accounts.invitations.set_up_token()
    second = accounts.invitations.set_up_token()
    assert first is not None
    assert second is not None
    with pytest.raises(NotAllowed, match="used"):
        accounts.accept_invitation(first, "Eve", PASSWORD)
    admin = accounts.accept_invitation(second, "Root", PASSWORD)
    assert admin.principal.role is Role.ADMIN
    assert admin.principal.portal is Portal.ADMIN
    with pytest.raises(NotAllowed, match="used"):
        accounts.accept_invitation(second, "Eve", PASSWORD)
    assert accounts.invitations.set_up_token() is None


def test_the_set_up_link_gets_old(local_people: People, clock: HandClock) -> None:
    token = local_people.services.accounts.invitations.set_up_token()
    assert token is not None
    clock.forward(hours=24)
    with pytest.raises(NotAllowed):
        local_people.services.accounts.accept_invitation(token, "Root", PASSWORD)


def test_a_weak_password_does_not_use_the_link_up(local_people: People) -> None:
    token = local_people.services.accounts.invitations.set_up_token()
    assert token is not None
    with pytest.raises(Exception, match="10 characters"):
        local_people.services.accounts.accept_invitation(token, "Root", "short")
    assert local_people.services.accounts.accept_invitation(token, "Root", PASSWORD)


def test_invited_staff(people: People) -> None:
    accounts, admin = people.services.accounts, people.admin()
    token = accounts.invitations.invite(admin.principal, Role.STAFF)
    staff = accounts.accept_invitation(token, "Sam Staff", PASSWORD)
    staff.principal.require_staff()
    with pytest.raises(NotAllowed):
        staff.principal.require_admin()
    with pytest.raises(NotAllowed):
        accounts.invitations.invite(staff.principal, Role.ADMIN)


Action = Callable[[AccountAdministration, Principal, str], object]
CHANGES: list[Action] = [
    lambda a, who, target: a.set_role(who, target, Role.STAFF),
    lambda a, who, target: a.set_active(who, target, False),
    lambda a, who, target: a.end_sessions(who, target),
    lambda a, who, target: a.erase(who, target),
]
READS: list[Action] = [lambda a, who, target: a.find(who, "Ada Lovelace"), lambda a, who, target: a.all(who)]


@pytest.mark.parametrize("action", [*CHANGES, *READS])
def test_users_may_do_none_of_it(local_people: People, action: Action) -> None:
    ada = local_people.user().principal
    local_people.admin()
    for who in (ada, replace(ada, role=Role.ADMIN), replace(ada, portal=Portal.ADMIN)):
        with pytest.raises(NotAllowed):
            action(local_people.services.administration, who, ada.user_id)


@pytest.mark.parametrize("action", CHANGES)
def test_changes_need_the_password_again_and_an_account(local_people: People, clock: HandClock, action: Action) -> None:
    admin, ada = local_people.admin().principal, local_people.user().principal
    with pytest.raises(NotFound):
        action(local_people.services.administration, admin, "0" * 32)
    clock.forward(minutes=6)
    with pytest.raises(ConfirmationNeeded):
        action(local_people.services.administration, admin, ada.user_id)


def test_a_disabled_account_is_out_at_once_and_comes_back_whole(people: People) -> None:
    accounts, administration = people.services.accounts, people.services.administration
    admin, ada = people.admin().principal, people.user()
    administration.set_active(admin, ada.principal.user_id, False)
    assert accounts.principal(ada.token, Portal.USER) is None
    with pytest.raises(NotAllowed):
        accounts.sign_in("Ada Lovelace", PASSWORD)
    administration.set_active(admin, ada.principal.user_id, True)
    assert accounts.sign_in("Ada Lovelace", PASSWORD).principal.display_name == "Ada Lovelace"


def test_a_new_role_needs_a_new_sign_in(people: People) -> None:
    accounts, administration = people.services.accounts, people.services.administration
    admin, ada = people.admin().principal, people.user()
    found = administration.find(admin, "ADA lovelace")
    administration.set_role(admin, found.user_id, Role.STAFF)
    assert accounts.principal(ada.token, Portal.USER) is None
    assert accounts.sign_in("Ada Lovelace", PASSWORD, portal=Portal.ADMIN).principal.role is Role.STAFF
    with pytest.raises(NotFound):
        administration.find(admin, "Nobody")


def test_the_last_admin_stays(people: People) -> None:
    administration, admin = people.services.administration, people.admin().principal
    for take_away in (
        lambda: administration.set_role(admin, admin.user_id, Role.USER),
        lambda: administration.set_active(admin, admin.user_id, False),
        lambda: administration.erase(admin, admin.user_id),
        lambda: people.services.accounts.erase(admin),
    ):
        with pytest.raises(NotAllowed, match="last administrator"):
            take_away()


def test_every_change_is_in_the_audit_by_ids(local_people: People) -> None:
    administration = local_people.services.administration
    admin, ada = local_people.admin().principal, local_people.user().principal
    administration.set_role(admin, ada.user_id, Role.STAFF)
    administration.set_active(admin, ada.user_id, False)
    administration.end_sessions(admin, ada.user_id)
    administration.erase(admin, ada.user_id)
    lines = [line for line in local_people.audit.recent() if line.actor == admin.user_id]
    assert [line.action for line in lines] == [
        "account.erase", "account.sign_out", "account.disable", "account.role", "account.sign_in"
    ]  # fmt: skip
    assert {line.subject for line in lines[:4]} == {f"account:{ada.user_id}"}
    assert "lovelace" not in repr(local_people.audit.recent()).casefold()
