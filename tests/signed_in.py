"""Run a portal's pages in the test process as somebody: the cookie their browser would send."""

from __future__ import annotations

import pytest

from shared_backend.web import gate
from shared_backend.web.bindings import Bindings


def browse_as(monkeypatch: pytest.MonkeyPatch, token: str | None) -> None:
    """From here on every run of a page comes with this session token; None is a stranger.

    Streamlit's AppTest gives every test the same session id, so who it belonged to is forgotten too.
    """
    monkeypatch.setattr(gate, "cookie", lambda name: token)
    monkeypatch.setattr(gate, "bindings", Bindings())
