"""Coaching preferences in a real browser: set, seen on a made-up answer, followed; easier, harder; folds that count."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.portal_server import PortalServer
from tests.browser.visitor import Visitor, visitor
from tests.practising import GOOD

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def choose(ada: Visitor, group: str, option: str) -> None:
    """Mark one option of a group of radio buttons, and wait until it is saved and drawn anew."""
    ada.page.get_by_role("radiogroup", name=group).get_by_text(option, exact=True).click()
    ada.page.wait_for_timeout(900)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (400, "light")])
def test_what_is_set_is_shown_and_followed(
    browser: Browser, server: PortalServer, tmp_path: Path, width: int, scheme: str
) -> None:
    with visitor(browser, server.url, tmp_path, width=width, scheme=scheme) as ada:
        ada.sign_up(f"Particular Person {width}")
        ada.page.goto(f"{server.url}/coaching")
        ada.sees("What you aim for")
        for group, option in (("Tone", "Friendly"), ("Layout", "As a list"), ("How much of it is open", "Brief")):
            choose(ada, group, option)
        ada.page.locator("summary").filter(has_text="See it on a made-up answer").click()
        ada.sees("In the end the wages were printed.").sees("stand folded under")
        ada.fits()
        ada.accessible()
        ada.page.goto(server.url)
        ada.sees("Hello,").begin().answer(GOOD).sees("More about this answer")
        assert ada.page.get_by_role("listitem").filter(has_text="The one thing to change:").count() == 1
        ada.fits()
        ada.accessible()
        assert ada.wrong == []


def test_easier_and_harder_by_keyboard_and_a_fold_that_counts(
    browser: Browser, server: PortalServer, tmp_path: Path
) -> None:
    with visitor(browser, server.url, tmp_path) as ada:
        ada.sign_up("Wishing Person").wants("Medium", "Sections").begin()
        first = ada.page.get_by_role("heading", level=3).first.inner_text()
        ada.tab_to("Harder question")
        ada.page.keyboard.press("Enter")
        ada.page.get_by_role("heading", name=first, exact=True).wait_for(state="hidden")
        ada.sees("Question 1 of 3").press("Why this question").sees("harder")
        ada.page.keyboard.press("Escape")
        ada.answer(GOOD)
        ada.page.locator("summary").filter(has_text="A stronger answer").first.click()
        ada.page.wait_for_timeout(1500)
        ada.press("Easier next").sees("Question 2 of 3")
        ada.page.goto(f"{server.url}/coaching")
        ada.sees("look at the stronger answer 1 time")
        assert ada.wrong == []
