"""J4 in a real browser: an admin trains, reads the card, deploys; a user sees the version; the admin rolls back."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from shared_backend.bootstrap import Backend, build
from shared_backend.jobs.shared import jobs_address, prepare
from shared_backend.settings import load_settings
from tests.browser.chromium import chromium, watch
from tests.browser.visitor import Visitor
from tests.people import PASSWORD
from tests.web.running import ROOT, running

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
MINUTES = 60_000
PAGES = ("", "ai_training", "versions", "experiments", "safety", "language_model", "users", "audit", "account")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@contextmanager
def backend_at(home: Path) -> Iterator[Backend]:
    """The installation the portal runs on, seen from here."""
    settings = load_settings(data_dir=home / "data", key_file=home / "keys.json")
    made = build(settings, create=not settings.key_file.exists())
    try:
        yield made
    finally:
        made.jobs.close()
        made.workers.close()
        made.database.close()


@contextmanager
def worker(home: Path) -> Iterator[None]:
    """A worker beside the portal."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "INTELLICOACH_DATA_DIR": str(home / "data"),
        "INTELLICOACH_KEY_FILE": str(home / "keys.json"),
    }
    process = subprocess.Popen([sys.executable, "-m", "shared_backend.worker"], cwd=ROOT, env=environment)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def train(page: Page, name: str, parts: int) -> None:
    """A run of the interview coach on the built-in data, watched to its end."""
    page.get_by_role("link", name="AI training").click()
    page.get_by_role("textbox", name="Name", exact=True).fill(name)
    page.get_by_text("Settings", exact=True).click()
    page.get_by_role("spinbutton", name="Parts for measuring").fill(str(parts))
    for engine in ("Neural network", "Bayesian"):
        page.get_by_text(engine, exact=True).click()
    page.get_by_role("button", name="Train", exact=True).click()
    page.wait_for_url("**run=**")
    page.get_by_role("progressbar").wait_for()
    # Closing the tab in the middle: the run goes on and its address shows it again.
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    page.get_by_role("heading", name=name).wait_for()
    page.get_by_text("The candidate is").wait_for(timeout=10 * MINUTES)


def deploy(page: Page, label: str) -> None:
    """From the card to the champion."""
    page.get_by_role("button", name=re.compile(f"Try {label}, compare it, deploy it")).click()
    page.get_by_role("button", name=f"Deploy {label}").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Better than trivial").wait_for()
    dialog.get_by_role("textbox", name="Reason").fill("It was looked at")
    password = dialog.get_by_label("Your password", exact=True)
    if password.count():
        password.fill(PASSWORD)
    dialog.get_by_role("button", name=f"Deploy {label}").click()
    page.get_by_role("button", name=f"{label} serves").wait_for(timeout=MINUTES)


def looks(visitor: Visitor) -> None:
    """Every page, narrow and wide, light and dark: nothing scrolls sideways, axe finds nothing serious."""
    for width in (400, 1280):
        visitor.page.set_viewport_size({"width": width, "height": 860})
        for scheme in SCHEMES:
            visitor.page.emulate_media(color_scheme=scheme)
            for address in PAGES:
                visitor.page.goto(f"{visitor.url}/{address}")
                visitor.page.locator("[data-testid=stMain] h1").wait_for()
                visitor.page.wait_for_timeout(1500)
                visitor.fits()
                visitor.accessible()


def test_train_deploy_and_roll_back(tmp_path: Path) -> None:
    with backend_at(tmp_path) as backend:
        prepare(jobs_address(backend.settings.data_dir, backend.settings.database_address))
        token = backend.accounts.invitations.set_up_token()
        asked = {
            "question": "Tell me about a time you calmed an angry customer.",
            "answer": "I listened and repaid her.",
        }
        trainer = backend.training.trainer
        with running("admin_portal/asgi.py", tmp_path) as site, worker(tmp_path), chromium() as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            wrong = watch(page, site.url)
            page.goto(f"{site.url}/auth/invitation?token={token}")
            page.fill("#name", "Root Person")
            page.fill("#password", PASSWORD)
            page.keyboard.press("Enter")
            page.get_by_role("heading", name="Overview").wait_for()
            assert page.title() == "intellicoach staff"

            train(page, "The first", 3)
            deploy(page, "v1")
            before = trainer.predict("interview_coach", [asked])[0]
            train(page, "The second", 4)
            deploy(page, "v2")
            between = trainer.predict("interview_coach", [asked])[0]

            page.get_by_role("button", name="Roll back to v1").click()
            page.get_by_role("dialog").get_by_role("button", name="Roll back to v1").click()
            page.get_by_role("button", name="Roll back to v2").wait_for(timeout=MINUTES)
            after = trainer.predict("interview_coach", [asked])[0]

            assert [one.version.label for one in (before, between, after)] == ["v1", "v2", "v1"]
            assert before.judgement == after.judgement
            page.get_by_role("link", name="Audit log").click()
            page.get_by_text("The chain is whole").wait_for()
            looks(Visitor(page, site.url, wrong))
            assert wrong == []
