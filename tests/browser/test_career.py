"""J3 in a real browser: from “Plan my next move” on the first page to a path to work towards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.portal_server import PortalServer
from tests.browser.visitor import Visitor, visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def told(ada: Visitor) -> Visitor:
    """A nurse who says so, and sees what is usual in the work; what is told stays after a refresh."""
    ada.press("Plan my next move").sees("Tell the coach where you stand")
    ada.page.get_by_text("I have or had an occupation").click()
    ada.write("Your present or last occupation", "nurse").sees("Closest occupation")
    ada.press("This is my occupation").sees("is it true of you?")
    ada.press("That is right").sees("Take back what I said")
    return ada.refresh("Take back what I said").sees("Registered Nurses")


def on_paths(ada: Visitor) -> Visitor:
    """From there to the cards; one is refused and goes at once."""
    ada.press("Show my paths").sees("Clinical Nurse Specialists")
    ada.press("Not for me").sees("What you said about paths · 1 path")
    return ada.refresh("What you said about paths · 1 path")


def chosen(ada: Visitor) -> Visitor:
    """One is chosen by keyboard and its gaps are opened."""
    ada.tab_to("Path to work towards").page.keyboard.press("ArrowDown")
    ada.page.get_by_role("option").first.wait_for()
    ada.page.keyboard.press("Enter")
    ada.press("Work towards it")
    ada.page.wait_for_url("**section=gaps**")
    return ada


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_from_the_first_page_to_a_path(
    browser: Browser, server: PortalServer, tmp_path: Path, width: int, scheme: str
) -> None:
    with visitor(browser, server.url, tmp_path, width=width, scheme=scheme) as ada:
        told(ada.sign_up(f"Career Person {width}")).fits()
        ada.accessible()
        on_paths(ada).fits()
        ada.accessible()
        ada.page.screenshot(path=tmp_path / "paths.png", full_page=True)
        chosen(ada)
        assert ada.wrong == []
