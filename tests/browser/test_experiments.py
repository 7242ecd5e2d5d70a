"""A comparison of models in a real browser: an admin starts it, a user reads of it and takes no part, it is stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shared_backend.domain.ports import SystemClock
from tests.browser.chromium import watch
from tests.browser.visitor import Visitor, visitor
from tests.people import PASSWORD
from tests.practising import GOOD, practice_backend
from tests.web.running import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_start_read_of_it_stay_out_and_stop(browser: Browser, tmp_path: Path) -> None:
    backend = practice_backend(tmp_path, clock=SystemClock())
    token = backend.accounts.invitations.set_up_token()
    backend.jobs.close()
    backend.database.close()
    key_file = str(tmp_path / "keys" / "keys.json")
    with (
        running("admin_portal/asgi.py", tmp_path, INTELLICOACH_KEY_FILE=key_file) as staff,
        running("user_portal/asgi.py", tmp_path, INTELLICOACH_KEY_FILE=key_file) as site,
        visitor(browser, site.url, tmp_path) as ada,
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        root = Visitor(page, staff.url, watch(page, staff.url))
        page.goto(f"{staff.url}/auth/invitation?token={token}")
        page.fill("#name", "Root Person")
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Overview").wait_for()
        page.goto(f"{staff.url}/experiments")
        root.sees("None ever starts by itself").press("Start a comparison")
        page.get_by_label("What do you want to know?").fill("Does the own model help?")
        root.press("Start comparing").sees("Too early to say: 0 pairs")
        for width, scheme in ((400, "dark"), (1280, "light")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.reload()
            root.sees("Too early to say: 0 pairs")
            page.wait_for_timeout(1500)
            root.fits()
            root.accessible()
        ada.sign_up("Compared Person").wants("Medium", "Sections").begin().answer(GOOD).press("Where this comes from")
        ada.sees("Models are being compared here. By lot,")
        ada.page.goto(f"{site.url}/my_model")
        ada.sees("for 4 more answers")
        ada.page.get_by_role("link", name="Take no part").click()
        ada.sees("Comparing models")
        ada.page.get_by_role("radiogroup", name="Comparisons").get_by_text("Take no part", exact=True).click()
        ada.page.wait_for_timeout(1000)
        ada.page.goto(site.url)
        ada.sees("Everything is kept").press("Continue where you stopped").sees("The one thing to change")
        ada.press("Next question").sees("Submit answer").answer(GOOD).press("Where this comes from")
        ada.sees("The score comes from")
        assert ada.page.get_by_text("Models are being compared here.").count() == 0
        page.reload()
        root.sees("Too early to say").press("Stop the comparison").sees("Everybody gets the blend again")
        root.press("Stop and keep the result").sees("No comparison runs")
        assert root.wrong == ada.wrong == []
        page.close()
