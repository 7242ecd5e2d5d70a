"""The overview: what needs somebody, what serves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from shared_backend.bootstrap import REFERENCE
from shared_backend.operations import health, occupation_facts
from shared_backend.services.guardrails.escalation import Escalations
from shared_backend.services.guardrails.screening import RedFlag
from tests.portals.conftest import TASK, StaffPortal, words
from tests.services.occupations.releases import small_limits, write_onet


def test_a_fresh_installation_says_what_to_do(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    said = words(portal.open())
    assert "2 things need you" in said
    assert "No worker is running" in said
    assert "nothing is deployed" in said
    assert "Nothing serves yet" in said


def test_when_nothing_is_wrong_nothing_needs_you(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    version = portal.train(admin)
    portal.backend.releases.deploy(admin, version.id, "The first one")
    portal.backend.workers.prepare()
    portal.backend.workers.beat("here-1")
    at = portal.open()
    assert at.success[0].value == "Nothing needs you."
    said = words(at)
    assert "v1 serves" in said
    assert "Typical error" in said
    assert "Deployed just now" in said


def test_imported_facts_are_named_with_what_is_to_do(
    portal: StaffPortal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = portal.sign_in_first_admin()
    version = portal.train(admin)
    portal.backend.releases.deploy(admin, version.id, "The first one")
    assert "**O\\*NET 29\\.3** · as shipped" in words(portal.open())
    small_limits(monkeypatch)
    monkeypatch.setattr(occupation_facts, "_LEARN_FROM", {"onet": (TASK,), "esco": ()})
    at, folder = portal.backend.clock.now() + timedelta(hours=1), portal.backend.settings.data_dir
    occupation_facts.bring("onet", write_onet(tmp_path / "db_31_2"), folder, REFERENCE, release=None, at=at)
    said = words(portal.open())
    assert "Restart intellicoach to use them" in said
    assert "trained before the occupation facts changed" in said


def test_people_in_danger_come_first(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    flag = RedFlag("suicide", "", ())
    Escalations(portal.backend.database).queue(admin.user_id, flag, portal.backend.clock.now())
    needs = portal.backend.health.needs(admin)
    assert needs[0].kind == "people"
    assert "1 person may be in danger" in needs[0].message


def test_little_disk_is_said(portal: StaffPortal, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = portal.sign_in_first_admin()
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: SimpleNamespace(free=5 * 1024**2))
    assert "Only 5 MB" in next(n.message for n in portal.backend.health.needs(admin) if n.kind == "disk")


def test_the_task_leads_to_its_page(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    links = [link.label for link in portal.open().get("page_link")]
    assert "Train one" in links
    assert portal.backend.guide.get(TASK).inputs[0].name == "text"
    assert [c.name for c in portal.backend.guide.get(TASK).answers] == ["score", "group"]
