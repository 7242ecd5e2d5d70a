"""Lines and Stories of the résumé coach in a real browser, narrow and wide, light and dark."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.portal_server import PortalServer
from tests.browser.visitor import Visitor, visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
CV = """Kim Example
kim@example.com

Experience

Shift Lead, Corner Bakery, Leeds
March 2020 - February 2022
- Responsible for cleaning the ovens and training new staff
- Answered complaints from customers by phone
- Cut waste from 12% to 7% by ordering flour twice a week

Driver, Fast Vans, Leeds
January 2018 - June 2018
- Delivered parcels to customers

Education
BA in History, Leeds College
2012 - 2015
"""


def taken(ada: Visitor, name: str) -> None:
    """A picture for whoever looks at the pages; only where a folder is named."""
    folder = os.environ.get("PICTURES")
    if folder:
        ada.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def section(ada: Visitor, name: str) -> None:
    """Open a section, once the bar of the section before is gone."""
    from playwright.sync_api import expect

    found = ada.page.get_by_role("radiogroup").get_by_text(name, exact=True)
    expect(found).to_have_count(1)
    found.click()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_a_line_from_question_to_version(
    browser: Browser, server: PortalServer, tmp_path: Path, width: int, scheme: str
) -> None:
    with visitor(browser, server.url, tmp_path, width=width, scheme=scheme) as ada:
        file = tmp_path / "kim.txt"
        file.write_text(CV, encoding="utf-8")
        ada.sign_up(f"Line Person {width}").press("Fix my résumé").sees("Drop your CV here")
        ada.page.locator("input[type=file]").set_input_files(file)
        ada.sees("This is right").press("This is right").sees("This is version 1")
        section(ada, "Lines")
        ada.sees("How many ovens?")
        taken(ada, f"lines-asked-{width}-{scheme}")
        ada.fits()
        ada.accessible()
        ada.page.get_by_role("textbox", name="What was different because of it?").fill("fewer burnt rolls")
        ada.press("Show wordings").sees("result: fewer burnt rolls")
        ada.page.get_by_text("What changed").first.click()
        ada.sees("Responsible for cleaning")
        taken(ada, f"lines-shown-{width}-{scheme}")
        ada.fits()
        ada.accessible()
        ada.page.get_by_role("button", name="Edit", exact=False).first.click()
        ada.page.get_by_role("textbox", name="The line").first.fill("Cleaned 4 ovens and trained new staff")
        ada.page.keyboard.press("Control+Enter")
        ada.sees("The number 4 is not in your own words")
        taken(ada, f"lines-edit-{width}-{scheme}")
        ada.accessible()
        ada.page.keyboard.press("Escape")
        ada.press("Accept").sees("What you decided")
        section(ada, "CV")
        ada.sees("This is version 2")
        section(ada, "Stories")
        ada.sees("Your stories").sees("From your interview answers")
        ada.page.get_by_text("Delivered parcels to customers · open").first.click()
        ada.holds("What was the problem")
        taken(ada, f"stories-{width}-{scheme}")
        ada.fits()
        ada.accessible()
        assert ada.wrong == []
