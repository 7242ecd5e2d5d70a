"""J2 in a real browser, from drop to versions: read, put right, confirm, refresh, copy, compare; nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.portal_server import PortalServer
from tests.browser.visitor import Visitor, visitor
from tests.services.resumes.cv_corpus import cases

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
PDF = next(case for case in cases() if case.name == "reportlab_single").data()


def dropped(ada: Visitor, folder: Path, content: bytes = PDF, name: str = "Amara.pdf") -> Visitor:
    """From the first page to a file that was given."""
    file = folder / name
    file.write_bytes(content)
    ada.press("Fix my résumé").sees("Drop your CV here")
    ada.page.locator("input[type=file]").set_input_files(file)
    return ada


def typed(ada: Visitor, label: str, text: str) -> Visitor:
    """Write into a field and leave it by keyboard."""
    ada.page.get_by_role("textbox", name=label, exact=True).first.fill(text)
    ada.page.keyboard.press("Tab")
    return ada


def holds(ada: Visitor, label: str, text: str) -> None:
    """Wait until a field holds a text."""
    from playwright.sync_api import expect

    expect(ada.page.get_by_role("textbox", name=label, exact=True).first).to_have_value(text)


def section(ada: Visitor, name: str) -> Visitor:
    """Open a section."""
    ada.page.get_by_role("radiogroup").get_by_text(name, exact=True).click()
    return ada


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_from_drop_to_versions(browser: Browser, server: PortalServer, tmp_path: Path, width: int, scheme: str) -> None:
    with visitor(browser, server.url, tmp_path, width=width, scheme=scheme) as ada:
        dropped(ada.sign_up(f"Amara Person {width}"), tmp_path).sees("Here is what a parser reads").sees(
            "This is right"
        )
        assert ada.page.get_by_role("img", name="Page 1 of 1").evaluate("image => image.naturalWidth") == 1000
        ada.fits()
        ada.accessible()
        typed(ada, "Headline", "Charge nurse")
        typed(ada, "Phone", "+47 22 33 44 55")
        ada.press("Add a job").sees("New job")
        ada.refresh("Here is what a parser reads").sees("New job")
        holds(ada, "Headline", "Charge nurse")
        ada.press("This is right").sees("This is version 1").refresh("This is version 1")
        ada.fits()
        ada.accessible()
        typed(ada, "Headline", "Ward manager").sees("Keep as version 2").press("Keep as version 2")
        ada.sees("This is version 2")
        section(ada, "Versions").sees("What differs").holds("Charge nurse").refresh("Version 1")
        ada.write("Name of the copy", "Night ward").press("Make the copy").sees("This is version 1")
        section(ada, "Versions").sees("open here")
        ada.fits()
        ada.accessible()
        section(ada, "What I can say").sees("What you did").fits()
        ada.accessible()
        assert ada.wrong == []


def test_two_windows(browser: Browser, server: PortalServer, tmp_path: Path) -> None:
    with visitor(browser, server.url, tmp_path) as ada:
        dropped(ada.sign_up("Double Person"), tmp_path).sees("This is right").press("This is right")
        ada.sees("This is version 1")
        second = Visitor(ada.page.context.new_page(), ada.url, ada.wrong)
        second.page.goto(ada.page.url)
        second.sees("This is version 1")
        typed(ada, "Headline", "Written first").sees("Keep as version 2")
        typed(second, "Headline", "Written second").sees("so nothing was overwritten").sees("Written second")
        holds(second, "Headline", "Written first")
        assert ada.wrong == []


def test_what_cannot_be_read_leads_to_the_paste_box(browser: Browser, server: PortalServer, tmp_path: Path) -> None:
    with visitor(browser, server.url, tmp_path, width=400) as ada:
        dropped(ada.sign_up("Unlucky Person"), tmp_path, PDF[:4000]).sees("This file stops in the middle")
        ada.fits()
        ada.accessible()
        sample = Path(__file__).resolve().parents[2] / "data" / "reference" / "sample_resume.txt"
        ada.write("The text of your CV", sample.read_text("utf-8")).press("Read this text")
        ada.sees("Here is what a parser reads").sees("Norrvik Appliances")
        assert ada.wrong == []
