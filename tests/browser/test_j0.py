"""J0 in a real browser: from the address to the first useful feedback, keyboard only, with the network cut."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.portal_server import PortalServer
from tests.browser.visitor import Visitor, visitor
from tests.practising import THIN

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_first_feedback_in_two_minutes_by_keyboard(browser: Browser, server: PortalServer, tmp_path: Path) -> None:
    with visitor(browser, server.url, tmp_path) as ada:
        keys = ada.page.keyboard
        start = time.monotonic()
        ada.sign_up("Keyboard Person")
        ada.tab_to("Practise an interview")
        keys.press("Enter")
        ada.sees("Start practising").tab_to("Role you are practising for")
        keys.type("shop assistant")
        ada.sees("Closest occupation").tab_to("Start practising")
        keys.press("Enter")
        ada.sees("To warm up").tab_to("First question")
        keys.press("Enter")
        ada.sees("Submit answer").tab_to("Your answer")
        keys.type(THIN, delay=5)
        ada.tab_to("Submit answer")
        keys.press("Enter")
        ada.sees("How do you think you did?").tab_to("1 – not at all well")
        keys.press("Space")
        ada.tab_to("Show the feedback")
        keys.press("Enter")
        ada.sees("The one thing to change")
        took = time.monotonic() - start
        assert ada.wrong == []
    assert took < 120, took


def test_a_refresh_at_every_step_keeps_the_screen(browser: Browser, server: PortalServer, tmp_path: Path) -> None:
    with visitor(browser, server.url, tmp_path) as ada:
        ada.sign_up("Refreshing Person").refresh("Hello, Refreshing Person")
        ada.press("Practise an interview").write("Role you are practising for", "shop assistant")
        ada.sees("Closest occupation")
        ada.page.wait_for_timeout(600)
        ada.refresh("Start practising").sees("Closest occupation")
        assert ada.page.get_by_label("Role you are practising for").input_value() == "shop assistant"
        ada.press("Start practising").sees("To warm up").refresh("To warm up")
        ada.press("First question").sees("Submit answer").refresh("Question 1 of 3")
        ada.write("Your answer", THIN).press("Submit answer").sees("How do you think").refresh("How do you think")
        ada.page.get_by_text("2 – not so well").click()
        ada.press("Show the feedback").sees("The one thing to change").refresh("The one thing to change")
        ada.press("End this practice").sees("Report as PDF").refresh("Report as PDF")
        assert ada.wrong == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (400, "light"), (400, "dark")])
def test_every_screen_fits_and_is_accessible(
    browser: Browser, server: PortalServer, tmp_path: Path, width: int, scheme: str
) -> None:
    def looks_right(somebody: Visitor) -> None:
        somebody.page.mouse.move(0, 0)
        somebody.page.wait_for_timeout(300)
        somebody.fits()
        somebody.accessible()

    with visitor(browser, server.url, tmp_path, width=width, scheme=scheme) as ada:
        ada.page.goto(server.url)
        looks_right(ada)
        looks_right(ada.sign_up(f"Looking Person {width} {scheme}"))
        ada.press("Practise an interview").write("Role you are practising for", "shop assistant")
        looks_right(ada.sees("Closest occupation"))
        looks_right(ada.press("Start practising").sees("To warm up"))
        looks_right(ada.press("First question").sees("Submit answer"))
        looks_right(ada.answer(THIN))
        for folded in ada.page.locator("[data-testid=stExpander] summary").all():
            folded.click()
        looks_right(ada)
        looks_right(ada.press("End this practice").sees("Report as PDF"))
        ada.page.goto(f"{server.url}/account")
        looks_right(ada.sees("Erase your account"))
        assert ada.wrong == []
