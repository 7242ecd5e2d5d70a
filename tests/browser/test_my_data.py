"""J6 in a real browser: see what is stored, export, erase, and bring the model to a second account and installation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.portal_server import PortalServer, portal_server
from tests.browser.visitor import Visitor, visitor
from tests.coaching.unpacked import Unpacked
from tests.people import PASSWORD
from tests.practising import GOOD, THIN

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def on_my_data(ada: Visitor) -> Visitor:
    """The page, by its link."""
    ada.page.goto(f"{ada.url}/my_data")
    return ada.sees("What is stored").sees("Erase your account")


def downloaded(ada: Visitor) -> Unpacked:
    """What the button gives."""
    with ada.page.expect_download() as zipped:
        ada.page.get_by_role("link", name="Download everything").click()
    assert zipped.value.suggested_filename.startswith("intellicoach-my-data-")
    return Unpacked.of([Path(zipped.value.path()).read_bytes()])


def brought(ada: Visitor, model: Path) -> Visitor:
    """Choose the file and use it."""
    ada.page.locator("input[type=file]").set_input_files(model)
    ada.sees("2 answers").sees("It expects of you exactly what it did where it was made.").press("Use this model")
    return ada.sees("Your model is here. It rests on 2 answers.")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_export_erase_import(browser: Browser, server: PortalServer, tmp_path: Path, width: int, scheme: str) -> None:
    with visitor(browser, server.url, tmp_path, width=width, scheme=scheme) as ada:
        ada.sign_up(f"Leaving Person {width}").begin().answer(GOOD)
        ada.press("Next question").sees("Submit answer").answer(THIN)
        on_my_data(ada).fits()
        ada.accessible()
        found = downloaded(ada)
        assert found.wrong_digests() == []
        assert [line["answer"] for line in found.table("answers.csv")] == [GOOD, THIN]
        model = tmp_path / "user_model_interview_coach.json"
        model.write_bytes(found.files[model.name])
        ada.press("Erase my account").sees("There is no way back.")
        ada.page.get_by_role("dialog").get_by_label("Type ERASE to confirm").fill("ERASE")
        ada.page.get_by_role("dialog").get_by_label("Your password").fill(PASSWORD)
        ada.press("Erase everything").sees("Your account was erased").sees("2 answers, 1 practice run")
        ada.fits()
        ada.accessible()
        ada.refresh("Your account was erased")
        with ada.page.expect_download() as receipt:
            ada.page.get_by_role("link", name="Download the receipt").click()
        plain = json.loads(Path(receipt.value.path()).read_text("utf-8"))
        assert (plain["key"], plain["erased"]["answers"]) == ("destroyed", 2)
        ada.page.goto(f"{server.url}/my_data")
        ada.page.get_by_role("heading", name="Sign in").wait_for()
        assert ada.wrong == []
    with visitor(browser, server.url, tmp_path, width=width, scheme=scheme) as again:
        again.sign_up(f"Coming Back {width}")
        brought(on_my_data(again), model)
        again.fits()
        again.accessible()
        assert again.wrong == []


def test_the_model_moves_to_another_installation(
    browser: Browser, server: PortalServer, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with visitor(browser, server.url, tmp_path) as ada:
        ada.sign_up("Moving Person").begin().answer(GOOD)
        ada.press("Next question").sees("Submit answer").answer(THIN)
        model = tmp_path / "user_model_interview_coach.json"
        model.write_bytes(downloaded(on_my_data(ada)).files[model.name])
        assert ada.wrong == []
    with (
        portal_server(tmp_path_factory.mktemp("another")) as another,
        visitor(browser, another.url, tmp_path) as there,
    ):
        there.sign_up("Moving Person")
        brought(on_my_data(there), model).refresh("What your model learned from")
        assert there.wrong == []


def test_a_practice_is_deleted(browser: Browser, server: PortalServer, tmp_path: Path) -> None:
    with visitor(browser, server.url, tmp_path) as ada:
        ada.sign_up("Tidy Person").begin().answer(GOOD)
        on_my_data(ada).press("Delete this practice").sees("This cannot be taken back.").press("Delete and unlearn")
        ada.sees("Deleted: 1 answer, and what was learned from it.").press("Done").sees("There is none yet.")
        ada.refresh("There is none yet.")
        assert ada.wrong == []
