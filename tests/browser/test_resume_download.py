"""A CV is dropped, confirmed and downloaded in Chromium; the page fits and is accessible, wide and narrow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shared_backend.services.resumes.recipe import read_file
from tests.browser.portal_server import PortalServer
from tests.browser.visitor import Visitor, visitor
from tests.services.resumes.cv_corpus import cases

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def downloading(who: Visitor, name: str) -> Visitor:
    """From the first page to the download of a confirmed CV."""
    who.sign_up(name)
    who.page.goto(f"{who.url}/resume_coach")
    who.sees("Drop your CV here")
    who.page.locator("input[type=file]").first.set_input_files(
        {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": cases()[0].data()}
    )
    who.sees("Here is what a parser reads").press("This is right").sees("This is version 1.")
    who.page.get_by_text("Download", exact=True).first.click()
    return who.sees("3 of 3 roles")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_a_cv_is_downloaded_and_is_the_cv(
    browser: Browser, server: PortalServer, tmp_path: Path, width: int, scheme: str
) -> None:
    with visitor(browser, server.url, tmp_path, width=width, scheme=scheme) as who:
        downloading(who, f"Ada {scheme}")
        who.sees("The first page")
        with who.page.expect_download() as begun:
            who.press("Download")
        file = tmp_path / "cv"
        begun.value.save_as(file)
        assert begun.value.suggested_filename == "Amara Okafor-Lindqvist CV.pdf"
        assert len(read_file(file.read_bytes()).roles) == 3
        who.fits()
        who.accessible()
        who.page.screenshot(path=tmp_path / f"download-{width}-{scheme}.png", full_page=True)
        assert who.wrong == []
