"""The door before Streamlit: pages only for the signed-in, and nobody takes over another's Streamlit session."""

from __future__ import annotations

from asyncio import to_thread
from urllib.parse import quote, urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from shared_backend.domain.errors import CoachError
from shared_backend.domain.principal import Portal, Principal
from shared_backend.services.accounts import Accounts
from shared_backend.web.bindings import Bindings, bindings
from shared_backend.web.cookies import known_cookie, session_cookie

# What a browser may have before anybody signed in: our own forms, health, and Streamlit's unchanging files.
OPEN = ("/auth/", "/static/", "/healthz", "/oauth2callback", "/_stcore/health", "/_stcore/host-config", "/favicon")
# Doors of Streamlit this product does not use.
CLOSED = ("/_stcore/agent", "/_stcore/metrics", "/_stcore/script-health-check")
STREAM = "/_stcore/stream"
PROVIDER_COOKIE = "_streamlit_user"


class Door:
    """ASGI middleware in front of one portal's Streamlit."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        accounts: Accounts,
        portal: Portal,
        https: bool,
        provider: bool = False,
        owners: Bindings = bindings,
    ) -> None:
        self._app = app
        self._accounts = accounts
        self._portal = portal
        self._cookie = session_cookie(portal, https)
        self._provider = provider
        self._owners = owners

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, send the browser to sign in, or refuse."""
        if scope["type"] == "websocket":
            # Streamlit lets every page on "localhost" in, whatever its port; cookies ignore ports too.
            if not same_site(HTTPConnection(scope)):
                await send({"type": "websocket.close", "code": 1008})
                return
            scope = await self._own_session_only(scope)
        elif scope["type"] == "http":
            try:
                answer = await self._answer(HTTPConnection(scope), scope)
            except CoachError as error:
                answer = PlainTextResponse(error.user_message, 503, headers={"Retry-After": "5"})
            if answer is not None:
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _answer(self, request: HTTPConnection, scope: Scope) -> Response | None:
        path = scope["path"]
        if path.startswith(CLOSED):
            return PlainTextResponse("Not found", 404)
        if path.startswith(OPEN):
            return None
        wants_page = scope["method"] in {"GET", "HEAD"} and "text/html" in request.headers.get("accept", "")
        if wants_page and self._provider and PROVIDER_COOKIE in request.cookies:
            # Used up at once: left in the browser it would sign a signed-out person in again.
            return RedirectResponse("/auth/provider/back", 303, headers={"Cache-Control": "no-store"})
        if await self._who(request) is not None:
            return None
        if not wants_page:
            return PlainTextResponse("Sign in first", 401)
        return RedirectResponse(self._where_to(request, path), 303, headers={"Cache-Control": "no-store"})

    def _where_to(self, request: HTTPConnection, path: str) -> str:
        # Whoever was here before signs in; somebody new reads what this is.
        known = self._portal is Portal.ADMIN or known_cookie(self._portal) in request.cookies
        page = "/auth/sign-in" if known or not self._accounts.open_sign_up else "/auth/sign-up"
        return page if path == "/" else f"{page}?after={quote(path)}"

    async def _own_session_only(self, scope: Scope) -> Scope:
        """Streamlit reopens a session for whoever names its id: drop the id unless the cookie is its owner's.

        The connection itself is let in; its first run meets the gate, which sends the browser to sign in.
        """
        if scope["path"] != STREAM:
            return scope
        request = HTTPConnection(scope)
        parts = [part.strip() for part in request.headers.get("sec-websocket-protocol", "").split(",")]
        if len(parts) < 3 or not parts[2]:
            return scope
        who = await self._who(request)
        if who is not None and self._owners.owner(parts[2]) == who.session_id:
            return scope
        kept = ", ".join(parts[:2]).encode("latin-1")
        headers = [(name, value) for name, value in scope["headers"] if name != b"sec-websocket-protocol"]
        return {**scope, "headers": [*headers, (b"sec-websocket-protocol", kept)], "subprotocols": parts[:2]}

    async def _who(self, request: HTTPConnection) -> Principal | None:
        token = request.cookies.get(self._cookie)
        if not token:
            return None
        # Not counted as use: the page's own run counts, a browser that only reconnects does not.
        return await to_thread(self._accounts.principal, token, self._portal, in_use=False)


def same_site(request: HTTPConnection) -> bool:
    """Whether a websocket was opened by our own page; a client that is no browser names no origin."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
