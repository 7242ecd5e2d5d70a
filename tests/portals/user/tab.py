"""A browser tab on the user portal without a browser: Streamlit's own test harness, signed in as one person."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import user_portal.services
from shared_backend.bootstrap import Backend
from shared_backend.domain.principal import Portal, Principal
from shared_backend.web import gate
from shared_backend.web.bindings import Bindings
from tests.people import PASSWORD

APP = Path(__file__).resolve().parents[3] / "user_portal" / "app.py"
PRACTICE = "app_pages/interview_coach.py"
# What stands on a page, by the kinds of elements this portal shows.
SHOWN = ("title", "subheader", "header", "markdown", "caption", "info", "warning", "error", "success", "text", "badge")


@dataclass
class Portals:
    """The user portal over one backend, for any number of people and tabs."""

    backend: Backend
    patch: pytest.MonkeyPatch

    def __post_init__(self) -> None:
        self.patch.setattr(user_portal.services, "build", lambda _settings: self.backend)
        user_portal.services.services.cache_clear()

    def sign_up(self, name: str = "Ada Lovelace") -> Tab:
        """A new person on the first page."""
        return Tab(self, self.backend.accounts.sign_up(name, PASSWORD).token).run()

    def sign_in(self, name: str = "Ada Lovelace") -> Tab:
        """Somebody who was here before, on the first page."""
        return Tab(self, self.backend.accounts.sign_in(name, PASSWORD).token).run()


@dataclass
class Tab:
    """One tab: `run` draws it, the find methods look at it."""

    portals: Portals
    token: str
    app: AppTest = field(default_factory=lambda: AppTest.from_file(str(APP), default_timeout=30))
    # Streamlit names every test session alike; the owner of a session is remembered a tab.
    owners: Bindings = field(default_factory=Bindings)

    @property
    def me(self) -> Principal:
        """Who is signed in here."""
        found = self.portals.backend.accounts.principal(self.token, Portal.USER)
        assert found is not None
        return found

    def run(self) -> Tab:
        """Draw the page."""
        self._enter()
        self.app.run()
        return self._calm()

    def again(self) -> Tab:
        """A refresh, or a second tab: the same cookie and address, nothing else kept."""
        address = {name: v if isinstance(v, str) else v[0] for name, v in self.app.query_params.items()}
        return Tab(self.portals, self.token).go(PRACTICE, **address)

    def go(self, page: str, **address: str) -> Tab:
        """Open a page by its address."""
        self.run()
        self.app.switch_page(page)
        self.app.query_params.clear()
        self.app.query_params.update(address)
        return self.run()

    def press(self, label: str) -> Tab:
        """Press the first button of this name."""
        self.find("button", label).click()
        return self.run()

    def fill(self, kind: str, label: str, value: Any) -> Tab:
        """Fill in a field of a form; nothing is sent before its button is pressed."""
        self.find(kind, label).set_value(value)
        return self

    def write(self, label: str, text: str, kind: str = "text_area") -> Tab:
        """Type into a field and leave it."""
        return self.fill(kind, label, text).run()

    def choose(self, label: str, value: Any, kind: str = "radio") -> Tab:
        """Choose in a control of this name."""
        return self.fill(kind, label, value).run()

    def find(self, kind: str, label: str) -> Any:
        """The first element of a kind with this label."""
        for element in self.app.get(kind):
            if element.label == label:
                return element
        raise AssertionError(f"no {kind} “{label}” among {[e.label for e in self.app.get(kind)]}; page: {self.text()}")

    def has(self, kind: str, label: str) -> bool:
        """Whether an element with this label stands on the page."""
        return any(element.label == label for element in self.app.get(kind))

    def text(self) -> str:
        """Everything that is written on the page, sidebar aside."""
        return "\n".join(str(element.value) for kind in SHOWN for element in self.app.get(kind))

    def _enter(self) -> None:
        self.portals.patch.setattr(gate, "cookie", lambda _name: self.token)
        self.portals.patch.setattr(gate, "bindings", self.owners)

    def _calm(self) -> Tab:
        assert not self.app.exception, self.app.exception[0].value
        return self
