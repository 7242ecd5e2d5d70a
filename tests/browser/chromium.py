"""Debian's Chromium, driven from a test; skips, visibly, where it is not installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What a page says to its console although nothing is wrong.
HARMLESS = ("Password field is not contained in a form", "Failed to load resource")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, headless=True)
        try:
            yield browser
        finally:
            browser.close()


def watch(page: Page, own: str) -> list[str]:
    """Collect what must stay empty: page errors, refused content, and requests to any other machine."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(f"error {error}"))
    page.on("console", lambda message: _note(found, message.type, message.text))
    page.on("request", lambda request: _outside(found, request.url, own))
    return found


def _note(found: list[str], kind: str, text: str) -> None:
    if kind == "error" and not any(words in text for words in HARMLESS):
        found.append(f"console {text}")


def _outside(found: list[str], url: str, own: str) -> None:
    if not url.startswith((own, own.replace("http", "ws", 1), "data:", "blob:")):
        found.append(f"request {url}")
