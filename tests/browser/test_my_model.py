"""My model and Progress in a real browser: forget, undo, pause, words only, widths, schemes, keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.portal_server import PortalServer
from tests.browser.visitor import Visitor, visitor
from tests.people import PASSWORD, HandClock
from tests.practised import practise
from tests.practising import practice_backend

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
SHORT = {("Nora None", 400, "light"), ("Fay Five", 1280, "dark")}
PEOPLE = {"Nora None": 0, "Fay Five": 5, "Sid Sixty": 60}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalServer]:
    """A user portal at which three people have practised over the last weeks."""
    home = tmp_path_factory.mktemp("portal")
    now = datetime.now(UTC)
    clock = HandClock(now - timedelta(days=40))
    backend = practice_backend(home, clock=clock)
    for name, answers in PEOPLE.items():
        clock.moment = now - timedelta(days=40 if answers > 5 else 4)
        practise(backend, backend.accounts.sign_up(name, PASSWORD).principal, clock, answers, retries=True)
    backend.jobs.close()
    backend.database.close()
    made = PortalServer(home)
    made.start()
    yield made
    made.kill()


def sign_in(there: Visitor, name: str) -> Visitor:
    """Somebody who was here before."""
    there.page.goto(f"{there.url}/auth/sign-in")
    there.page.fill("#name", name)
    there.page.fill("#password", PASSWORD)
    there.page.keyboard.press("Enter")
    return there.sees("Hello,")


def go(there: Visitor, page: str, heading: str) -> Visitor:
    """One of the two pages, by the navigation."""
    if there.page.viewport_size["width"] < 700:  # type: ignore[index]
        there.page.goto(f"{there.url}/{page.lower().replace(' ', '_')}")
    else:
        there.page.get_by_role("link", name=page, exact=True).click()
    there.page.get_by_role("heading", name=heading, level=1).wait_for()
    return there


def test_see_forget_undo_pause(browser: Browser, server: PortalServer, tmp_path: Path) -> None:
    with visitor(browser, server.url, tmp_path) as sid:
        sign_in(sid, "Sid Sixty")
        go(sid, "My model", "What the coach believes about you").sees("Learned from 60 answers")
        sid.sees("After 60 answers your own model counts for").sees("off by")
        sid.press("Forget this answer").sees("You can undo this for one day").press("Forget it")
        sid.sees("Your model has forgotten one answer.").press("Done").sees("Learned from 59 answers")
        with sid.page.expect_download() as receipt:
            sid.press("Receipt")
        told = json.loads(receipt.value.path().read_text("utf-8"))
        assert (told["what"], told["answers"], len(told["before"])) == ("answer", 1, 64)
        assert told["before"] != told["after"]
        sid.refresh("Can be undone until").press("Undo").sees("Learned from 60 answers").sees("Undone")
        sid.page.get_by_text("Pause learning").click()
        sid.sees("Learning is paused")
        sid.page.get_by_text("Use the general model only").click()
        sid.sees("General model only")
        sid.refresh("Learning is paused").sees("General model only")
        sid.page.get_by_role("link", name="Open this answer").first.click()
        sid.sees("The one thing to change").press("Go to this practice")
        assert sid.wrong == []


def test_looking_back_and_the_switch_for_words(browser: Browser, server: PortalServer, tmp_path: Path) -> None:
    with visitor(browser, server.url, tmp_path) as fay:
        sign_in(fay, "Fay Five")
        go(fay, "Progress", "How it is going").sees("5 answers")
        fay.sees("Your level by subject").sees("Your own eye").sees("What makes practice work")
        fay.page.locator("[data-testid=stVegaLiteChart]").nth(1).wait_for()
        fay.page.get_by_text("Show numbers").click()
        fay.page.locator("[data-testid=stVegaLiteChart]").first.wait_for(state="detached")
        text = fay.page.inner_text("[data-testid=stMain]")
        assert " of 10" not in text
        assert "%" not in text
        go(fay, "My model", "What the coach believes about you").sees("Learned from 5 answers")
        assert fay.page.locator("[data-testid=stVegaLiteChart]").count() == 0
        assert "%" not in fay.page.inner_text("[data-testid=stMain]")
        go(fay, "Progress", "How it is going").page.get_by_text("Show numbers").click()
        fay.page.locator("[data-testid=stVegaLiteChart]").first.wait_for()
        fay.page.get_by_text("Count my weeks").click()
        fay.sees("A week off takes nothing away")
        assert fay.wrong == []


def looks() -> Iterator[Any]:
    """Everybody, narrow and wide, light and dark; who has less to show is looked at once, and in full at length."""
    for name in PEOPLE:
        for width in (400, 1280):
            for scheme in ("light", "dark"):
                short = name == "Sid Sixty" or (name, width, scheme) in SHORT
                yield pytest.param(name, width, scheme, marks=() if short else pytest.mark.long)


@pytest.mark.parametrize(("name", "width", "scheme"), list(looks()))
def test_nothing_sticks_out_and_axe_finds_nothing_serious(
    browser: Browser, server: PortalServer, tmp_path: Path, name: str, width: int, scheme: str
) -> None:
    with visitor(browser, server.url, tmp_path, width=width, scheme=scheme) as somebody:
        sign_in(somebody, name)
        for page in ("my_model", "progress"):
            somebody.page.goto(f"{server.url}/{page}")
            somebody.page.locator("[data-testid=stMain] h1").wait_for()
            somebody.page.wait_for_timeout(2000)
            for summary in somebody.page.locator("[data-testid=stMain] summary").all():
                summary.click()
            somebody.page.wait_for_timeout(500)
            somebody.fits()
            somebody.accessible()
        assert somebody.wrong == []


def test_the_keyboard_reaches_everything(browser: Browser, server: PortalServer, tmp_path: Path) -> None:
    with visitor(browser, server.url, tmp_path) as sid:
        sign_in(sid, "Sid Sixty")
        go(sid, "My model", "What the coach believes about you").sees("Your say")
        for name in ("Look into a subject", "Forget this answer", "How this is worked out", "Pause learning"):
            sid.tab_to(name)
        sid.tab_to("Start afresh").page.keyboard.press("Enter")
        sid.sees("Your own model starts afresh")
        sid.page.keyboard.press("Escape")
        sid.page.get_by_role("dialog").wait_for(state="detached")
        sid.sees("Learned from")
