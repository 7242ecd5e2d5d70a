"""J3 in a real browser: from “Plan my next move” on the first page to a path, what is missing, a plan and a file."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import icalendar
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
    from playwright.sync_api import TimeoutError as NotYet

    for _ in range(3):
        ada.settled().tab_to("Path to work towards").page.keyboard.press("ArrowDown")
        try:
            # A list that opens while the page still scrolls to it closes again; then one presses the key again.
            ada.page.get_by_role("option").first.wait_for(timeout=5000)
            break
        except NotYet:
            continue
    ada.page.keyboard.press("Enter")
    ada.press("Work towards it")
    ada.page.wait_for_url("**section=gaps**")
    return ada


def planned(ada: Visitor) -> Visitor:
    """What is missing becomes a plan."""
    ada.sees("In the order in which it is best learned").fits()
    ada.accessible()
    return ada.press("Make a plan").sees("The steps in order").sees("Bring a plan from a file").settled()


def moved(ada: Visitor) -> str:
    """Two steps are moved, one with the mouse and one with the keyboard; when they are then, in words."""
    from playwright.sync_api import expect

    bars = ada.page.get_by_role("group", name="Your plan in time").get_by_role("slider")
    listed = ada.page.get_by_text(re.compile("Open · ")).nth(1)
    before, said_before = listed.inner_text(), bars.nth(1).get_attribute("aria-valuetext")
    place = bars.nth(1).bounding_box()
    assert place is not None
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    ada.page.mouse.move(x, y)
    ada.page.mouse.down()
    ada.page.mouse.move(x + 40, y, steps=4)
    ada.page.mouse.up()
    expect(bars.nth(1)).not_to_have_attribute("aria-valuetext", str(said_before))
    # The list below says what is stored.
    expect(listed).not_to_have_text(before, timeout=40_000)
    ada.settled()
    bars.first.focus()
    ada.page.keyboard.press("PageUp")
    ada.page.keyboard.press("ArrowRight")
    ada.page.keyboard.press("Enter")
    ada.sees("Proof of it.")
    # The date fields of the step that Enter opened hold what the keys did: a week and a day.
    start = (datetime.now(UTC) + timedelta(days=8)).date()
    expect(ada.page.get_by_role("button", name="Do it later")).to_be_visible()
    said = bars.first.get_attribute("aria-valuetext") or ""
    assert said.startswith(f"{start.day} {start:%B %Y}"), said
    return said + str(bars.nth(1).get_attribute("aria-valuetext"))


def exported(ada: Visitor, folder: Path) -> list[str]:
    """The calendar file; the starts of its entries."""
    ada.page.get_by_text("Take it along").click()
    ada.sees("One all-day entry a step.")
    with ada.page.expect_download() as waiting:
        ada.press("Download")
    waiting.value.save_as(folder / "plan.ics")
    found = icalendar.Calendar.from_ical((folder / "plan.ics").read_bytes()).walk("VEVENT")
    return [event["DTSTART"].dt.isoformat() for event in found]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_from_the_first_page_to_a_plan(
    browser: Browser, server: PortalServer, tmp_path: Path, width: int, scheme: str
) -> None:
    with visitor(browser, server.url, tmp_path, width=width, scheme=scheme) as ada:
        told(ada.sign_up(f"Career Person {width}")).fits()
        ada.accessible()
        on_paths(ada).fits()
        ada.accessible()
        ada.page.screenshot(path=tmp_path / "paths.png", full_page=True)
        planned(chosen(ada)).fits()
        said = moved(ada)
        ada.refresh("Proof of it.").fits()
        ada.accessible()
        bars = ada.page.get_by_role("slider")
        assert said == "".join(str(bars.nth(i).get_attribute("aria-valuetext")) for i in (0, 1)), "nothing is lost"
        starts = exported(ada, tmp_path)
        assert starts[0] == (datetime.now(UTC) + timedelta(days=8)).date().isoformat()
        assert ada.wrong == []
