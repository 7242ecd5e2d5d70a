"""The safety page: what waits, the way to the account, and that it is gone once somebody has looked."""

from __future__ import annotations

from admin_portal.widgets.waiting_people import KINDS
from shared_backend.bootstrap import REFERENCE
from shared_backend.domain.principal import Role
from shared_backend.services.guardrails.escalation import Escalations
from shared_backend.services.guardrails.screening import Screening
from tests.portals.conftest import StaffPortal, words


def test_the_strip_leads_to_the_page_and_looking_empties_both(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    flag = Screening.load(REFERENCE).screen("I want to kill myself tonight.")
    assert flag is not None
    entry = Escalations(portal.backend.database).queue(admin.user_id, flag, portal.backend.clock.now())
    assert "Look now" in [link.label for link in portal.open().get("page_link")]
    at = portal.open("safety")
    assert KINDS[flag.label] in words(at)
    assert "The account" in [link.label for link in at.get("page_link")]
    at.button(key=f"looked-{entry}").click().run()
    assert "Nobody waits" in words(at)
    assert "may be in danger" not in words(portal.open())


def test_staff_get_no_link_to_accounts(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    flag = Screening.load(REFERENCE).screen("I want to kill myself tonight.")
    assert flag is not None
    Escalations(portal.backend.database).queue(admin.user_id, flag, portal.backend.clock.now())
    portal.sign_in_as(admin, Role.STAFF)
    at = portal.open("safety")
    assert KINDS[flag.label] in words(at)
    assert "The account" not in [link.label for link in at.get("page_link")]


def test_every_kind_of_danger_has_a_name() -> None:
    labels = {group.label for group in Screening.load(REFERENCE)._groups}
    assert labels <= set(KINDS)
