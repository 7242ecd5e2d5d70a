"""The findings of a CV in a real browser: the score, the jump into the CV, setting one aside, a job that is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shared_backend.domain.ports import SystemClock
from tests.browser.portal_server import PortalServer
from tests.browser.visitor import Visitor, visitor
from tests.practising import practice_backend
from tests.resume_scorer import deploy_resume_coach

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
CV = """Rut Holm
rut.holm@example.org

SUMMARY
Hard-working team player with excellent communication skills.

EXPERIENCE
Shift leader, North Bakery
March 2019 - present
- Responsible for the night shift
- Trained 6 new bakers, so that the shop could open on Sundays
- Recieved deliveries and various other tasks
- Cut waste from 9 % to 4 % by weighing each batch

Cleaner, Town Hall
2012 - 2015
- Cleaned offices

SKILLS
Excel, SAP, forklift
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalServer]:
    """A portal where a trained résumé model serves."""
    home = tmp_path_factory.mktemp("findings")
    backend = practice_backend(home, clock=SystemClock())
    deploy_resume_coach(backend)
    backend.jobs.close()
    backend.database.close()
    made = PortalServer(home)
    made.start()
    yield made
    made.kill()


def at_findings(rut: Visitor, name: str) -> Visitor:
    """From the first page to the findings of a pasted CV."""
    rut.sign_up(name).press("Fix my résumé").sees("Drop your CV here")
    rut.page.get_by_text("Paste the text instead").click()
    rut.write("The text of your CV", CV).press("Read this text").sees("Here is what a parser reads")
    rut.press("This is right").sees("This is version 1")
    rut.page.get_by_role("radiogroup").get_by_text("Findings", exact=True).click()
    return rut.sees("First thing to mend")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_findings(browser: Browser, server: PortalServer, tmp_path: Path, width: int, scheme: str) -> None:
    with visitor(browser, server.url, tmp_path, width=width, scheme=scheme) as rut:
        at_findings(rut, f"Rut Holm {width}").sees("of 10 (").sees("local model")
        rut.page.screenshot(path=tmp_path / f"findings-{width}-{scheme}.png", full_page=True)
        rut.page.get_by_text("Every criterion").click()
        rut.page.get_by_text("Wording: ").click()
        rut.sees("Impact").holds("Misspelled")
        rut.fits()
        rut.accessible()
        rut.page.screenshot(path=tmp_path / f"findings-open-{width}-{scheme}.png", full_page=True)
        first = rut.page.get_by_role("button", name="Not this one").first
        first.click()
        rut.page.get_by_text("This is wrong").last.click()
        rut.page.get_by_role("button", name="Do not show it again").last.click()
        rut.sees("Set aside by you: 1").refresh("Set aside by you: 1")
        rut.page.get_by_role("link", name="Go to Shift leader").locator("visible=true").first.click()
        rut.sees("Make your lines stronger").fits()
        rut.page.get_by_role("radiogroup").get_by_text("Findings", exact=True).click()
        rut.sees("First thing to mend")
        rut.page.get_by_text("The job you aim at", exact=True).click()
        rut.write("Name of the job, or the job ad", "Bakery manager")
        rut.page.keyboard.press("Control+Enter")
        rut.holds("The job names")
        rut.fits()
        assert rut.wrong == []
