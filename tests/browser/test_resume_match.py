"""A CV beside a job ad in a real browser: the ad is kept while it is typed, and a copy is made for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.portal_server import PortalServer
from tests.browser.visitor import Visitor, visitor
from tests.portals.user.test_resume_match import AD, CV

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def beside_an_ad(ada: Visitor) -> Visitor:
    """From the first page of the résumé coach to the section with the ad."""
    ada.page.goto(f"{ada.url}/resume_coach")
    ada.sees("Paste the text instead").page.get_by_text("Paste the text instead").click()
    ada.write("The text of your CV", CV).press("Read this text").sees("Here is what a parser reads")
    ada.press("This is right").sees("This is version 1")
    ada.page.get_by_role("radiogroup").get_by_text("Job ad", exact=True).click()
    return ada.sees("This CV beside a job ad")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_an_ad_is_compared_and_a_copy_made(
    browser: Browser, server: PortalServer, tmp_path: Path, width: int, scheme: str
) -> None:
    with visitor(browser, server.url, tmp_path, width=width, scheme=scheme) as ada:
        beside_an_ad(ada.sign_up(f"Matching Person {width}"))
        ada.write("The job ad", AD).sees("2 of 4 must-haves shown")
        ada.refresh("2 of 4 must-haves shown").holds("Not in your history").fits()
        ada.accessible()
        ada.page.screenshot(path=tmp_path / "lists.png", full_page=True)
        ada.press("Make a copy for this job").sees("This is a copy").sees("2 of 4 must-haves shown")
        ada.fits()
