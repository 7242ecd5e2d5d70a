"""The download of everything that is kept about a person: streamed while it is made, for the person signed in only."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Iterator
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from shared_backend.coaching.my_data import MyData
from shared_backend.domain.errors import NotAllowed
from shared_backend.domain.ports import Clock
from shared_backend.domain.principal import Portal
from shared_backend.services.accounts import Accounts
from shared_backend.web import form_pages
from shared_backend.web.cookies import session_cookie
from shared_backend.web.errors import explain

if TYPE_CHECKING:
    from shared_backend.bootstrap import Backend

EXPORT = "/my-data/export.zip"
NO_STORE = {"Cache-Control": "no-store"}


def my_data_routes(backend: Backend) -> list[Route]:
    """The routes of the page My data."""
    return [export_route(backend.my_data, backend.accounts, backend.clock, https=backend.settings.https)]


def export_route(my_data: MyData, accounts: Accounts, clock: Clock, *, https: bool) -> Route:
    """``GET /my-data/export.zip``: the cookie says whose; the password must have been typed a moment ago."""
    cookie = session_cookie(Portal.USER, https)

    def begin(token: str | None) -> Iterator[bytes]:
        principal = accounts.principal(token, Portal.USER)
        if principal is None:
            raise NotAllowed("You are signed out. Sign in and start the download again.")
        return my_data.export(principal)

    async def endpoint(request: Request) -> Response:
        try:
            pieces = await to_thread(begin, request.cookies.get(cookie))
        except Exception as error:
            problem, status = explain(error)
            page = form_pages.message_page(Portal.USER, "The download did not start", problem)
            return HTMLResponse(page, status, headers=NO_STORE)
        name = f'attachment; filename="intellicoach-my-data-{clock.now():%Y-%m-%d}.zip"'
        headers = {**NO_STORE, "Content-Disposition": name}
        return StreamingResponse(pieces, media_type="application/zip", headers=headers)

    return Route(EXPORT, endpoint, methods=["GET"])
