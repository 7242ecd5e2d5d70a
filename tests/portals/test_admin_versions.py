"""Versions in the staff portal: card, gate, try, correct, compare, deploy, roll back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from shared_backend.domain.principal import Role
from shared_backend.registry.artifacts import FILE_NAME
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.storage.tables.accounts import sessions
from tests.people import PASSWORD
from tests.portals.conftest import TASK, StaffPortal, submit, words
from tests.tiny import TinyTask

OTHER = b"text,score\n" + b"".join(b"%s,%d\n" % (b"y" * n, 10 - n % 11) for n in range(1, 11))


def champion(portal: StaffPortal) -> ModelVersion | None:
    """What serves now."""
    return portal.backend.releases.versions(portal.admin, TASK).champion


def deploy(portal: StaffPortal, version: ModelVersion, reason: str, password: str | None = None) -> AppTest:
    """Click through the dialog."""
    at = portal.open("versions", version=version.id)
    at.button(key="deploy").click().run()
    if reason:
        at.text_input(key=f"deploy-reason-{version.id}").set_value(reason)
    if password is not None:
        at.text_input(key=f"deploy-password-{version.id}").set_value(password)
    return submit(at, "deploy", f"Deploy {version.label}")


def test_without_a_version_the_page_says_what_to_do(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    assert "There is no version" in words(portal.open("versions"))


def test_deploy_then_roll_back(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    first, second = portal.train(admin), portal.train(admin)
    deploy(portal, first, "The first one")
    assert champion(portal) == first
    deploy(portal, second, "A newer one")
    assert champion(portal) == second
    at = portal.open("versions")
    at.button(key="rollback").click().run()
    at.text_input(key=f"rollback-reason-{second.id}").set_value("Too harsh")
    submit(at, "rollback", "Roll back to v1")
    assert champion(portal) == first
    releases = portal.backend.releases.versions(admin, TASK).releases
    assert [(r.action, r.reason) for r in releases] == [
        ("rollback", "Too harsh"),
        ("deploy", "A newer one"),
        ("deploy", "The first one"),
    ]
    table = portal.open("versions").dataframe[0].value
    assert [list(one) for one in table["Serves"]] == [["previous"], ["champion"]]


def test_deploying_needs_a_reason(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    at = deploy(portal, portal.train(admin), "")
    assert "Give a reason" in at.warning[0].value
    assert champion(portal) is None


def test_deploying_asks_for_the_password_when_it_was_typed_long_ago(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    version = portal.train(admin)
    long_ago = datetime.now(UTC) - timedelta(minutes=6)
    portal.backend.database.write(lambda c: c.execute(update(sessions).values(confirmed_at=long_ago)))
    at = deploy(portal, version, "A good one", "the wrong password")
    assert "password is wrong" in at.error[0].value
    assert champion(portal) is None
    deploy(portal, version, "A good one", PASSWORD)
    assert champion(portal) == version


def test_a_damaged_version_fails_the_gate_and_shows_on_the_overview(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    version = portal.train(admin)
    portal.backend.releases.deploy(admin, version.id, "The first one")
    path = portal.backend.workshop.registry.folder / TASK / "1" / FILE_NAME
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    at = portal.open("versions")
    at.radio(key="version-section").set_value("Gate").run()
    assert "Failed" in words(at)
    assert "A failed check cannot be overridden" in words(at)
    assert "changed after training" in words(portal.open())


def test_fixed_values_are_chosen_not_typed(portal: StaffPortal, monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"q1": "First", "q2": "Second"}
    monkeypatch.setattr(TinyTask, "choices", lambda _: {"group": words})
    version = portal.train(portal.sign_in_first_admin())
    at = portal.open("versions", version=version.id)
    at.radio(key="version-section").set_value("Try it").run()
    chosen = at.selectbox(key=f"correct-{version.id}-group")
    assert (chosen.options, chosen.value) == (["First", "Second"], None)
    at.text_area(key=f"try-{version.id}-text").set_value("x" * 20)
    at.text_input(key=f"correct-{version.id}-score").set_value("2")
    chosen.set_value("q2")
    at.button(key=f"FormSubmitter:try-{version.id}-Keep as training example").click().run()
    assert "Kept" in at.success[0].value


def test_try_it_and_correct_it(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    version = portal.train(admin)
    portal.sign_in_as(admin, Role.STAFF)
    at = portal.open("versions")
    at.radio(key="version-section").set_value("Try it").run()
    at.text_area(key=f"try-{version.id}-text").set_value("x" * 20)
    at.button(key=f"FormSubmitter:try-{version.id}-Try it").click().run()
    assert "**Overall 5.0** (4.0–6.0)" in words(at)
    assert portal.backend.datasets.correction_count(admin, TASK) == 0
    at.text_input(key=f"correct-{version.id}-score").set_value("2")
    for _ in range(2):
        at.button(key=f"FormSubmitter:try-{version.id}-Keep as training example").click().run()
        assert "learns from 1 correction by staff" in at.success[0].value
    assert portal.backend.datasets.correction_count(admin, TASK) == 1
    assert "1 correction by staff" in words(portal.open("ai_training"))
    assert portal.train(admin).card["sources"] == {"builtin": 40, "correction": 1}


def test_a_correction_that_cannot_be_used_says_why(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    version = portal.train(admin)
    at = portal.open("versions")
    at.radio(key="version-section").set_value("Try it").run()
    at.text_area(key=f"try-{version.id}-text").set_value("x")
    at.text_input(key=f"correct-{version.id}-score").set_value("many")
    at.button(key=f"FormSubmitter:try-{version.id}-Keep as training example").click().run()
    assert "not a number" in at.warning[0].value


def test_two_versions_side_by_side(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    first = portal.train(admin)
    portal.backend.releases.deploy(admin, first.id, "The first one")
    portal.train(admin, OTHER)
    at = portal.open("versions")
    at.radio(key="version-section").set_value("Compare").run()
    assert at.selectbox[-1].value == first.id
    table = at.dataframe[-1].value
    assert list(table.columns) == ["Figure", "v2", "v1", "Change", "Says"]
    assert set(table["Says"]) <= {"better", "worse", "within noise"}
    assert "different rows" in at.info[0].value


@pytest.mark.parametrize("section", ["Model card", "Gate", "Try it", "Compare", "Releases"])
def test_every_section_opens(portal: StaffPortal, section: str) -> None:
    portal.train(portal.sign_in_first_admin())
    at = portal.open("versions")
    at.radio(key="version-section").set_value(section).run()
    assert not at.exception
    assert not at.error


def test_an_address_with_nonsense_shows_the_first_task_and_the_newest_version(portal: StaffPortal) -> None:
    portal.train(portal.sign_in_first_admin())
    at = portal.open("versions", task="nonsense", version="nonsense")
    assert not at.error
    assert "v1" in words(at) or at.selectbox[0].value
