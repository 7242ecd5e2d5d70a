"""After an account was erased: the page that says so, and the receipt to keep. Nobody is signed in here any more."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from shared_backend.domain.erasure import ErasureReceipt
from shared_backend.domain.errors import CoachError
from shared_backend.domain.principal import Portal
from shared_backend.services.accounts import Accounts
from shared_backend.web import form_pages
from shared_backend.web.cookies import drop, session_cookie
from shared_backend.web.words import count

ERASED = "/auth/erased"
RECEIPT = "/auth/receipt"
NO_STORE = {"Cache-Control": "no-store"}


def erased_address(receipt: ErasureReceipt) -> str:
    """Where to send a browser whose account was just erased."""
    return f"{ERASED}?proof={quote(receipt.proof)}"


def receipt_routes(accounts: Accounts, portal: Portal, *, https: bool) -> list[Route]:
    """What to give to ``st.App(routes=…)``."""

    def erased(receipt: ErasureReceipt) -> Response:
        address = f"{RECEIPT}?proof={quote(receipt.proof)}"
        response = HTMLResponse(form_pages.erased_page(portal, _lines(receipt), address), headers=NO_STORE)
        drop(response, session_cookie(portal, https), https=https)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def file(receipt: ErasureReceipt) -> Response:
        name = f'attachment; filename="erasure-receipt-{receipt.erased_at:%Y-%m-%d}.json"'
        headers = {**NO_STORE, "Content-Disposition": name}
        return Response(receipt.as_json(), media_type="application/json", headers=headers)

    return [
        Route(ERASED, _with_receipt(accounts, portal, erased), methods=["GET"]),
        Route(RECEIPT, _with_receipt(accounts, portal, file), methods=["GET"]),
    ]


def _with_receipt(
    accounts: Accounts, portal: Portal, answer: Callable[[ErasureReceipt], Response]
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            receipt = await to_thread(accounts.receipt, request.query_params.get("proof", ""))
        except CoachError as error:
            text = form_pages.message_page(portal, "There is nothing here", error.user_message)
            return HTMLResponse(text, 404, headers=NO_STORE)
        return answer(receipt)

    return endpoint


def _lines(receipt: ErasureReceipt) -> list[str]:
    return [
        f"Erased on {receipt.erased_at:%d %B %Y at %H:%M} UTC.",
        f"{count(receipt.answers, 'answer')}, {count(receipt.runs, 'practice run')}, "
        f"{count(receipt.learned, 'record')} that your model had learned from, "
        f"{count(receipt.other, 'other record')}.",
        "The key that opened them is destroyed. Backups made earlier are not changed by this: ask the people who run "
        "this coach how long they keep them.",
    ]
