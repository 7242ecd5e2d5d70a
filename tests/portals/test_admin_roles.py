"""Who sees what in the staff portal: nobody, a user's cookie, staff, an admin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from shared_backend.bootstrap import Backend
from shared_backend.domain.errors import NotAllowed
from shared_backend.domain.principal import ConfirmationNeeded, Portal, Principal, Role
from shared_backend.storage.tables.accounts import sessions
from tests.portals.conftest import TASK, StaffPortal, words
from tests.tiny import new_id, person

PAGES = (
    "overview",
    "ai_training",
    "versions",
    "experiments",
    "language_model",
    "safety",
    "users",
    "audit",
    "account",
)


def nothing_shown(portal: StaffPortal, page: str) -> bool:
    """Only the way to sign in is there."""
    at = portal.open()
    assert not at.exception
    return not at.title and "signed out" in words(at)


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_nothing(portal: StaffPortal, page: str) -> None:
    assert nothing_shown(portal, page)


def test_the_cookie_of_a_user_opens_nothing(portal: StaffPortal) -> None:
    portal.token = portal.backend.accounts.sign_up("Ada Lovelace", "a quiet sentence 42").token
    assert nothing_shown(portal, "overview")


@pytest.mark.parametrize("page", PAGES)
def test_an_admin_sees_every_page(portal: StaffPortal, page: str) -> None:
    portal.sign_in_first_admin()
    at = portal.open(page)
    assert not at.exception
    assert not at.error
    assert len(at.title) == 1


def test_staff_neither_manage_accounts_nor_read_the_log(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    portal.sign_in_as(admin, Role.STAFF)
    for page in ("overview", "ai_training", "versions", "safety"):
        assert not portal.open(page).error
    for page in ("users", "audit"):
        with pytest.raises(ValueError, match="registered"):
            portal.open(page)


def test_staff_see_no_button_to_deploy(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    portal.train(admin)
    portal.sign_in_as(admin, Role.STAFF)
    at = portal.open("versions")
    assert "for administrators" in words(at)
    assert "deploy" not in [button.key for button in at.button]


STAFF_ONLY: list[Callable[[Backend, Principal], object]] = [
    lambda b, p: b.health.needs(p),
    lambda b, p: b.health.serving(p),
    lambda b, p: b.datasets.all(p, TASK),
    lambda b, p: b.datasets.upload(p, TASK, "name", b""),
    lambda b, p: b.datasets.check(p, TASK, builtin=True),
    lambda b, p: b.datasets.correction_count(p, TASK),
    lambda b, p: b.training.scenarios(p, TASK),
    lambda b, p: b.training.scenario(p, new_id()),
    lambda b, p: b.training.list_runs(p),
    lambda b, p: b.training.get_run(p, new_id()),
    lambda b, p: b.training.cancel_training(p, new_id()),
    lambda b, p: b.training.start_training(p, new_id(), new_id(), builtin=True),
    lambda b, p: b.training.start_new(p, new_id(), name="name", task_type=TASK, builtin=True),
    lambda b, p: b.language_model.configured(p),
    lambda b, p: b.language_model.test(p),
    lambda b, p: b.releases.versions(p, TASK),
    lambda b, p: b.releases.version(p, new_id()),
    lambda b, p: b.releases.gate(p, new_id()),
    lambda b, p: b.releases.try_it(p, new_id(), {}),
    lambda b, p: b.releases.correct(p, new_id(), new_id(), {}),
]
ADMIN_ONLY: list[Callable[[Backend, Principal], object]] = [
    lambda b, p: b.releases.deploy(p, new_id(), "a reason"),
    lambda b, p: b.releases.rollback(p, TASK, "a reason"),
    lambda b, p: b.administration.find(p, "somebody"),
    lambda b, p: b.administration.set_role(p, "0" * 32, Role.ADMIN),
    lambda b, p: b.administration.set_active(p, "0" * 32, False),
    lambda b, p: b.administration.end_sessions(p, "0" * 32),
    lambda b, p: b.accounts.invitations.invite(p, Role.ADMIN),
    lambda b, p: b.audit_trail.lines(p),
    lambda b, p: b.audit_trail.head(p),
    lambda b, p: b.audit_trail.check(p),
]
CONFIRMED_ONLY = [ADMIN_ONLY[0], *ADMIN_ONLY[3:7]]


def test_every_service_behind_the_pages_checks_the_role_itself(portal: StaffPortal) -> None:
    outsiders = [person(Role.USER), person(Role.USER, Portal.USER), person(Role.ADMIN, Portal.USER)]
    for who in outsiders:
        for call in [*STAFF_ONLY, *ADMIN_ONLY]:
            with pytest.raises(NotAllowed):
                call(portal.backend, who)
    for call in ADMIN_ONLY:
        with pytest.raises(NotAllowed):
            call(portal.backend, person(Role.STAFF))
    long_ago = person(Role.ADMIN, confirmed_at=datetime.now(UTC) - timedelta(minutes=6))
    for call in CONFIRMED_ONLY:
        with pytest.raises(ConfirmationNeeded):
            call(portal.backend, long_ago)


def test_watching_alone_does_not_keep_a_session_alive(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    accounts, database = portal.backend.accounts, portal.backend.database
    kept = {}
    for in_use in (False, True):
        before = datetime.now(UTC) - timedelta(minutes=2)
        database.write(lambda connection, at=before: connection.execute(update(sessions).values(seen_at=at)))
        accounts.principal(portal.token, Portal.ADMIN, in_use=in_use)
        kept[in_use] = accounts.sessions(admin)[0].seen_at > before
    assert kept == {False: False, True: True}
