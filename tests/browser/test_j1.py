"""J1 in a real browser: nothing is lost when the server is killed, follow-up and retry, files, delete and unlearn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.portal_server import PortalServer
from tests.browser.visitor import visitor
from tests.practising import GOOD, THIN

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_a_killed_server_loses_nothing(browser: Browser, server: PortalServer, tmp_path: Path) -> None:
    with visitor(browser, server.url, tmp_path) as ada:
        ada.sign_up("Unlucky Person").begin()
        box = ada.page.get_by_label("Your answer", exact=True)
        box.click()
        ada.page.keyboard.type("Half a thought, and the caret is still here", delay=10)
        ada.sees("9 words · Draft autosaved")
        assert ada.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
        server.crash()
        ada.refresh("Question 1 of 3").sees("Draft autosaved")
        assert box.input_value() == "Half a thought, and the caret is still here"
        ada.write("Your answer", GOOD).press("Submit answer").sees("How do you think you did?")
        server.crash()
        ada.refresh("How do you think you did?")
        ada.page.get_by_text("4 – well").click()
        ada.press("Show the feedback").sees("The one thing to change").holds("heater had not come")
        server.crash()
        ada.refresh("The one thing to change").holds("heater had not come")
        ada.page.goto(server.url)
        ada.sees("Everything is kept").press("Continue where you stopped").sees("The one thing to change")


def test_follow_up_retry_report_and_files(browser: Browser, server: PortalServer, tmp_path: Path) -> None:
    with visitor(browser, server.url, tmp_path, width=400) as ada:
        ada.sign_up("Thorough Person").begin().answer(THIN)
        ada.press("Follow-up").sees("Submit answer").answer(GOOD).sees("With your addition:")
        ada.press("Try again").sees("Submit answer").answer(GOOD).sees("Your two tries:")
        ada.fits()
        ada.press("End this practice").sees("What changed").fits()
        with ada.page.expect_download() as pdf:
            ada.press("Report as PDF")
        assert pdf.value.path().read_bytes().startswith(b"%PDF-")
        with ada.page.expect_download() as document:
            ada.press("Report as JSON")
        kinds = [a["kind"] for a in json.loads(document.value.path().read_text("utf-8"))["attempts"]]
        assert kinds == ["main", "follow_up", "retry"]
        ada.refresh("What changed")
        assert ada.wrong == []


def test_delete_says_what_it_does_and_gives_a_receipt(browser: Browser, server: PortalServer, tmp_path: Path) -> None:
    with visitor(browser, server.url, tmp_path) as ada:
        ada.sign_up("Forgetful Person").begin().answer(GOOD)
        ada.page.locator("summary").filter(has_text="Your answer").click()
        ada.press("Delete this answer").sees("This cannot be taken back.").press("Delete and unlearn")
        ada.sees("Your own model now rests on 0 answers.")
        with ada.page.expect_download() as receipt:
            ada.page.get_by_role("button", name="Receipt").click()
        plain = json.loads(Path(receipt.value.path()).read_text("utf-8"))
        assert (plain["answers"], plain["left"]) == (1, 0)
        assert plain["before"] != plain["after"]
        ada.press("Done").sees("Ready for the next question")
        assert ada.page.get_by_text("heater").count() == 0
        assert ada.wrong == []


def test_two_tabs_keep_one_answer(browser: Browser, server: PortalServer, tmp_path: Path) -> None:
    with visitor(browser, server.url, tmp_path) as ada:
        ada.sign_up("Double Person").begin()
        other = ada.page.context.new_page()
        other.goto(ada.page.url)
        other.get_by_text("Submit answer").first.wait_for()
        ada.write("Your answer", GOOD).press("Submit answer").sees("How do you think you did?")
        other.get_by_label("Your answer", exact=True).fill(THIN)
        other.get_by_role("button", name="Submit answer", exact=True).click()
        other.get_by_text("How do you think you did?").first.wait_for()
        ada.page.get_by_text("3 – so-so").click()
        ada.press("Show the feedback").holds("heater had not come")
