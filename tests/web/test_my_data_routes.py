"""The download of everything, and the receipt of an erasure: whose it is, when it is given, what it holds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from shared_backend.bootstrap import Backend
from shared_backend.domain.erasure import ErasureReceipt
from shared_backend.domain.principal import Portal
from shared_backend.services.accounts import SignedIn
from shared_backend.web.cookies import session_cookie
from shared_backend.web.export_route import EXPORT, my_data_routes
from shared_backend.web.receipt_routes import erased_address, receipt_routes
from tests.coaching.test_my_data import practise
from tests.coaching.unpacked import Unpacked
from tests.people import PASSWORD, HandClock
from tests.practising import GOOD, practice_backend

COOKIE = session_cookie(Portal.USER, False)


@pytest.fixture
def backend(tmp_path: Path, clock: HandClock) -> Iterator[Backend]:
    made = practice_backend(tmp_path, clock=clock)
    yield made
    made.jobs.close()
    made.database.close()


@pytest.fixture
def ada(backend: Backend) -> SignedIn:
    signed_in = backend.accounts.sign_up("Ada Lovelace", PASSWORD)
    practise(backend, signed_in.principal, GOOD)
    return signed_in


def got(backend: Backend, path: str, token: str | None = None) -> httpx.Response:
    """The answer of the portal's own routes."""
    routes = [*my_data_routes(backend), *receipt_routes(backend.accounts, Portal.USER, https=False)]

    async def talk() -> Any:
        transport = httpx.ASGITransport(app=Starlette(routes=routes))
        cookies = {} if token is None else {COOKIE: token}
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", cookies=cookies) as browser:
            return await browser.get(path)

    answer: httpx.Response = asyncio.run(talk())
    return answer


def test_everything_is_sent_to_the_person_signed_in(backend: Backend, ada: SignedIn) -> None:
    answer = got(backend, EXPORT, ada.token)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="intellicoach-my-data-2026-03-02.zip"'
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == ("application/zip", "no-store")
    found = Unpacked.of([answer.content])
    assert [one["answer"] for one in found.records("answers")] == [GOOD]
    assert found.wrong_digests() == []


@pytest.mark.parametrize("token", [None, "", "x" * 43])
def test_nobody_else_gets_it(backend: Backend, ada: SignedIn, token: str | None) -> None:
    answer = got(backend, EXPORT, token)
    assert answer.status_code == 403
    assert "Sign in" in answer.text
    assert "Ada" not in answer.text


def test_it_is_not_given_long_after_the_password_was_typed(backend: Backend, ada: SignedIn, clock: HandClock) -> None:
    clock.forward(minutes=6)
    answer = got(backend, EXPORT, ada.token)
    assert answer.status_code == 403
    assert "Type your password again" in answer.text
    backend.accounts.confirm(ada.principal, PASSWORD)
    assert got(backend, EXPORT, ada.token).status_code == 200


def test_the_receipt_can_be_had_after_the_account_is_gone(backend: Backend, ada: SignedIn) -> None:
    receipt = backend.accounts.erase(ada.principal)
    page = got(backend, erased_address(receipt), ada.token)
    assert page.status_code == 200
    assert "1 answer, 1 practice run, 1 record that your model had learned from" in page.text
    assert any(line.startswith(f"{COOKIE}=") for line in page.headers.get_list("set-cookie")), "the cookie is dropped"
    file = got(backend, f"/auth/receipt?proof={receipt.proof}")
    assert file.headers["content-disposition"] == 'attachment; filename="erasure-receipt-2026-03-02.json"'
    assert file.content == receipt.as_json()
    assert got(backend, EXPORT, ada.token).status_code == 403


def test_the_receipt_is_in_the_audit_log_and_holds_nothing_of_the_person(backend: Backend, ada: SignedIn) -> None:
    receipt = backend.accounts.erase(ada.principal)
    line = backend.audit.recent(1)[0]
    assert (line.seq, line.action, line.facts["receipt"]) == (receipt.entry, "account.erase", receipt.digest)
    assert backend.audit.head().mac == receipt.proof
    assert backend.audit.verify().ok
    plain = json.loads(receipt.as_json())
    assert plain["erased"] == {"answers": 1, "runs": 1, "learned": 1, "other": plain["erased"]["other"]}
    assert plain["erased"]["other"] >= 5, "account, session, goals, model, draft"
    said = receipt.as_json().decode()
    assert not [word for word in ("Ada", "Lovelace", ada.principal.user_id, "heater", "shop") if word in said]
    assert plain["digest"] == receipt.digest


@pytest.mark.parametrize("proof", ["", "0" * 64, "' or 1=1 --"])
def test_a_made_up_proof_shows_nothing(backend: Backend, ada: SignedIn, proof: str) -> None:
    backend.accounts.erase(ada.principal)
    for path in ("/auth/erased", "/auth/receipt"):
        answer = got(backend, f"{path}?proof={proof}")
        assert answer.status_code == 404
        assert "There is no such receipt." in answer.text


def test_another_entry_of_the_log_is_no_receipt(backend: Backend, ada: SignedIn) -> None:
    backend.my_data.export(ada.principal)
    assert got(backend, f"/auth/receipt?proof={backend.audit.head().mac}").status_code == 404


def test_changed_facts_give_no_receipt(backend: Backend, ada: SignedIn) -> None:
    receipt = backend.accounts.erase(ada.principal)
    facts = receipt.facts()
    assert ErasureReceipt.from_facts(facts, receipt.entry, receipt.proof) == receipt
    assert ErasureReceipt.from_facts({**facts, "answers": 2}, 1, "") is None
    assert ErasureReceipt.from_facts({}, 1, "") is None
