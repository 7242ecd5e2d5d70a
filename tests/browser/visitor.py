"""Somebody at the user portal in a real browser, by keyboard or by mouse, with what must stay empty being watched."""

from __future__ import annotations

import importlib.resources
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.chromium import watch
from tests.people import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Text or name of whatever has the focus.
FOCUSED = """() => { let e = document.activeElement; while (e && e.shadowRoot) e = e.shadowRoot.activeElement;
  if (!e || !e.matches('button, a, input, textarea, [role=radio], [role=combobox], summary')) return '';
  const by = e.id && document.querySelector(`label[for="${CSS.escape(e.id)}"]`);
  return [e.innerText, e.getAttribute('aria-label'), by && by.innerText, e.closest('label')?.innerText]
    .filter(Boolean).join(' | '); }"""

# A page that is connected and that no script is drawing at the moment.
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"


@dataclass
class Visitor:
    """One page; `wrong` collects errors, refused content and requests to other machines."""

    page: Page
    url: str
    wrong: list[str]

    def sign_up(self, name: str = "Ada Lovelace") -> Visitor:
        """Make an account with the keyboard, from the address of the portal."""
        self.page.goto(self.url)
        self.page.locator("#name:focus").wait_for()
        self.page.keyboard.type(name)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(PASSWORD)
        self.page.keyboard.press("Enter")
        return self.sees("Hello,")

    def sees(self, text: str) -> Visitor:
        """Wait until a text stands on the page."""
        self.page.get_by_text(text).first.wait_for(timeout=40_000)
        return self

    def holds(self, text: str) -> Visitor:
        """Wait until a text is on the page, folded or not: how feedback is laid out is drawn anew for everybody."""
        self.page.get_by_text(text).first.wait_for(state="attached", timeout=40_000)
        return self

    def settled(self) -> Visitor:
        """Wait until the page is drawn: nobody fills in a form within the moment in which it appears."""
        self.page.locator(SETTLED).wait_for(state="attached")
        return self

    def press(self, name: str) -> Visitor:
        """Click a button by its name."""
        self.settled()
        self.page.get_by_role("button", name=name, exact=True).first.click()
        return self

    def write(self, label: str, text: str) -> Visitor:
        """Fill in a field."""
        self.settled()
        self.page.get_by_label(label, exact=True).fill(text)
        return self

    def refresh(self, text: str) -> Visitor:
        """Load the page anew and find the same thing on it."""
        self.page.reload()
        return self.sees(text)

    def tab_to(self, name: str, key: str = "Tab") -> Visitor:
        """Move the focus with the keyboard until something of this name has it."""
        for _ in range(80):
            if name in self.page.evaluate(FOCUSED):
                return self
            self.page.keyboard.press(key)
        raise AssertionError(f"the keyboard does not reach “{name}”")

    def wants(self, *choices: str) -> Visitor:
        """Set how feedback is put, by the words of the choices; what is not set is drawn anew for everybody."""
        self.page.goto(f"{self.url}/coaching")
        self.sees("How you want to be coached")
        for choice in choices:
            self.page.get_by_role("radiogroup").get_by_text(choice, exact=True).click()
            self.page.wait_for_timeout(1000)
        self.page.goto(self.url)
        return self.sees("Hello,")

    def begin(self, role: str = "shop assistant") -> Visitor:
        """From the first page to the first question, by mouse."""
        self.press("Practise an interview").write("Role you are practising for", role)
        self.sees("Closest occupation").press("Start practising").sees("To warm up").press("First question")
        return self.sees("Submit answer")

    def answer(self, text: str) -> Visitor:
        """Answer the open question and look at the feedback."""
        self.write("Your answer", text).press("Submit answer").sees("How do you think you did?")
        self.page.get_by_text("3 – so-so").click()
        return self.press("Show the feedback").sees("The one thing to change")

    def fits(self) -> None:
        """Nothing scrolls sideways."""
        width = self.page.viewport_size["width"]  # type: ignore[index]
        widths = self.page.evaluate(
            "[document.documentElement, ...document.querySelectorAll('[data-testid=stMain]')].map(e => e.scrollWidth)"
        )
        assert max(widths) <= width, widths

    def accessible(self) -> None:
        """Axe finds nothing serious or critical; what is still fading when it looks is looked at again."""
        if not self.page.evaluate("typeof window.axe === 'object'"):
            source = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
            self.page.evaluate(source)
        for _ in range(5):
            grave = self._grave()
            if not grave:
                return
            self.page.wait_for_timeout(1000)
        raise AssertionError(grave)

    def _grave(self) -> list[tuple[str, list[str]]]:
        found: list[dict[str, Any]] = self.page.evaluate("axe.run(document).then(result => result.violations)")
        return [
            (one["id"], [node["html"][:160] for node in one["nodes"][:3]])
            for one in found
            if one["impact"] in {"serious", "critical"}
        ]


@contextmanager
def visitor(browser: Browser, url: str, shots: Path, *, width: int = 1280, scheme: str = "light") -> Iterator[Visitor]:
    """A new browser profile that reaches this site only; when the test fails, a picture stays in `shots`."""
    context = browser.new_context(
        viewport={"width": width, "height": 850},
        color_scheme=scheme,  # type: ignore[arg-type]
        accept_downloads=True,
        reduced_motion="reduce",
    )
    context.route(lambda address: not address.startswith(url), lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(40_000)
    try:
        yield Visitor(page, url, watch(page, url))
    except BaseException:
        page.screenshot(path=shots / f"failed-{time.strftime('%H%M%S')}.png", full_page=True)
        raise
    finally:
        context.close()
