"""The gate on every run of a page: ended, foreign and changed sign-ins see nothing and leave nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from shared_backend.services.accounts import Accounts, SignedIn
from shared_backend.web import gate
from tests.people import PASSWORD
from tests.signed_in import browse_as
from tests.web.tiny_portal import services as tiny

APP = Path(tiny.__file__).parent / "app.py"


@pytest.fixture
def accounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Accounts]:
    """The tiny portal's accounts, in this process."""
    monkeypatch.setenv("INTELLICOACH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("INTELLICOACH_KEY_FILE", str(tmp_path / "keys.json"))
    tiny.services.cache_clear()
    yield tiny.services().accounts
    tiny.services().database.close()
    tiny.services.cache_clear()


@pytest.fixture
def ada(accounts: Accounts) -> SignedIn:
    """Somebody signed in."""
    return accounts.sign_up("Ada Lovelace", PASSWORD)


def shown(page: AppTest) -> str:
    """All words on the page."""
    return " ".join(str(element.value) for element in (*page.title, *page.markdown, *page.info))


def test_the_owner_sees_the_page(ada: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    browse_as(monkeypatch, ada.token)
    page = AppTest.from_file(str(APP)).run()
    assert not page.exception
    assert "canary of Ada Lovelace" in shown(page)
    assert "canary of Ada Lovelace" in shown(page.run())


@pytest.mark.parametrize("token", [None, "", "guess"])
def test_a_stranger_sees_nothing(accounts: Accounts, monkeypatch: pytest.MonkeyPatch, token: str | None) -> None:
    browse_as(monkeypatch, token)
    page = AppTest.from_file(str(APP)).run()
    assert shown(page) == "You are signed out. What you saved is safe."


def test_a_sign_out_counts_on_the_next_run(ada: SignedIn, accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    browse_as(monkeypatch, ada.token)
    page = AppTest.from_file(str(APP)).run()
    accounts.sign_out(ada.principal)
    page.run()
    assert "canary" not in shown(page)
    assert "secret" not in page.session_state


def test_a_page_does_not_change_hands(ada: SignedIn, accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    eve = accounts.sign_up("Eve Other", PASSWORD)
    browse_as(monkeypatch, ada.token)
    page = AppTest.from_file(str(APP)).run()
    monkeypatch.setattr(gate, "cookie", lambda name: eve.token)
    page.run()
    assert "canary" not in shown(page)
    assert "secret" not in page.session_state
    fresh = AppTest.from_file(str(APP)).run()
    assert "canary" not in shown(fresh), "the Streamlit session is bound, even with an empty state"
