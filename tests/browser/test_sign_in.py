"""In a real browser: one stays signed in over refresh, restart and a second tab, until one signs out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shared_backend.storage.opening import open_storage
from tests.browser.chromium import watch
from tests.people import PASSWORD
from tests.web.running import free_port, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
TINY = "tests/web/tiny_portal/asgi.py"


def sign_up(page: Page, name: str) -> None:
    """Fill the form with the keyboard only."""
    page.wait_for_selector("#name:focus")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def test_signed_in_until_signed_out(browser: Browser, tmp_path: Path) -> None:
    port = free_port()
    context = browser.new_context()
    page = context.new_page()
    with running(TINY, tmp_path, port=port) as site:
        wrong = watch(page, site.url)
        page.goto(site.url)
        assert page.url.endswith("/auth/sign-up")
        assert "Sharing is off" in page.inner_text("main")
        sign_up(page, "Ada Lovelace")
        page.wait_for_selector("h1:has-text('Hello, Ada Lovelace')")
        page.reload()
        page.wait_for_selector("h1:has-text('Hello, Ada Lovelace')")
        # An open page would rightly complain that its server is gone.
        page.goto("about:blank")
    with running(TINY, tmp_path, port=port) as site:
        page.goto(site.url)
        page.wait_for_selector("h1:has-text('Hello, Ada Lovelace')")
        second = context.new_page()
        second.goto(site.url)
        second.wait_for_selector("h1:has-text('Hello, Ada Lovelace')")
        second.goto(f"{site.url}/auth/sign-out")
        second.click("button:has-text('Sign out')")
        second.wait_for_url("**/auth/sign-in?note=signed-out")
        assert "signed out" in second.inner_text("[role=status]")
        page.click("button:has-text('Again')")
        page.wait_for_url("**/auth/sign-in**")
        page.goto(site.url)
        assert page.url.endswith("/auth/sign-in")
        page.fill("#name", "ada lovelace")
        page.fill("#password", PASSWORD)
        page.click("button")
        page.wait_for_selector("h1:has-text('Hello, Ada Lovelace')")
        assert wrong == []
    context.close()


def test_a_failure_is_a_number_and_not_a_text(browser: Browser, tmp_path: Path) -> None:
    with running(TINY, tmp_path) as site:
        page = browser.new_page()
        page.goto(site.url)
        sign_up(page, "Ada Lovelace")
        page.wait_for_selector("h1:has-text('Hello, Ada Lovelace')")
        for button in ("Fail", "Fail in callback"):
            page.get_by_role("button", name=button, exact=True).click()
            shown = page.wait_for_selector("[role=alert]:has-text('report incident')")
            assert shown is not None
            assert "diary" not in shown.inner_text()
            page.reload()
            page.wait_for_selector("h1:has-text('Hello, Ada Lovelace')")
        page.close()
        log = site.log.read_text()
    assert log.count('"event": "incident"') == 2
    assert "RuntimeError" in log
    assert "diary" not in log
    assert "Lovelace" not in log


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_the_user_portal_before_and_after_sign_in(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    open_storage(f"sqlite:///{tmp_path / 'data' / 'coach.db'}", tmp_path / "keys.json", create=True).database.close()
    with running("user_portal/asgi.py", tmp_path) as site:
        context = browser.new_context(viewport={"width": width, "height": 850}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        wrong = watch(page, site.url)
        for path in ("/", "/auth/sign-in"):
            page.goto(site.url + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert paper == ("rgb(251, 250, 248)" if scheme == "light" else "rgb(20, 25, 28)")
        page.goto(site.url)
        sign_up(page, "Ada Lovelace")
        page.wait_for_selector("[data-testid=stMain] h1")
        page.goto(f"{site.url}/account")
        page.wait_for_selector("h1:has-text('Account')")
        page.wait_for_selector("text=Ada Lovelace")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("button", name="Sign out", exact=True).click()
        page.wait_for_url("**/auth/sign-in?note=signed-out")
        context.close()
    assert wrong == []
