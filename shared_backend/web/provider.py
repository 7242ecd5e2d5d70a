"""Sign-in through an OpenID provider: ``st.login`` proves who it is, then our own session begins."""

from __future__ import annotations

import json
from asyncio import to_thread
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from shared_backend.domain.principal import Portal
from shared_backend.services.accounts import Accounts
from shared_backend.settings import Settings
from shared_backend.web.auth_routes import NO_STORE, AuthRoutes
from shared_backend.web.cookies import drop
from shared_backend.web.door import PROVIDER_COOKIE
from shared_backend.web.errors import explain
from shared_backend.web.form_pages import message_page


def provider_secrets(settings: Settings, cookie_secret: str) -> dict[str, Any]:
    """What ``st.App(secrets=…)`` needs for ``st.login``; empty when no provider is configured."""
    if not settings.oidc_enabled or settings.oidc_client_secret is None:
        return {}
    return {
        "auth": {
            "redirect_uri": str(settings.oidc_redirect_uri),
            "cookie_secret": cookie_secret,
            "client_id": settings.oidc_client_id or "",
            "client_secret": settings.oidc_client_secret.get_secret_value(),
            "server_metadata_url": str(settings.oidc_metadata_url),
        }
    }


class ProviderRoutes:
    """To the provider and back."""

    def __init__(self, accounts: Accounts, auth: AuthRoutes, *, redirect_uri: str, https: bool) -> None:
        self._accounts = accounts
        self._auth = auth
        self._https = https
        parts = urlsplit(redirect_uri)
        self._origin = f"{parts.scheme}://{parts.netloc}"

    def routes(self) -> list[Route]:
        """What to give to ``st.App(routes=…)``."""
        return [
            Route("/auth/provider", self._leave, methods=["GET"]),
            Route("/auth/provider/back", self._back, methods=["GET"]),
        ]

    async def _leave(self, request: Request) -> Response:
        from streamlit.user_info import generate_login_redirect_url

        return RedirectResponse(generate_login_redirect_url("default"), 303, headers=NO_STORE)

    async def _back(self, request: Request) -> Response:
        claims = self._claims(request)
        try:
            subject, issuer = str(claims["sub"]), str(claims["iss"])
        except KeyError:
            response: Response = RedirectResponse("/auth/sign-in", 303, headers=NO_STORE)
            return self._without_provider_cookies(request, response)
        name = str(claims.get("name") or claims.get("preferred_username") or claims.get("email") or "You")
        try:
            signed_in = await to_thread(self._accounts.sign_in_subject, issuer, subject, name)
            response = await to_thread(self._auth.enter, request, signed_in, "/")
        except Exception as error:
            text, status = explain(error)
            response = HTMLResponse(message_page(Portal.USER, "You could not be signed in", text), status, NO_STORE)
        # Our session counts from here on; the provider's 30-day cookie would sign a signed-out person in again.
        return self._without_provider_cookies(request, response)

    def _claims(self, request: Request) -> Mapping[str, Any]:
        """What the provider said, from the cookie Streamlit signed after checking it."""
        from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

        raw = _get_signed_cookie_with_chunks(dict(request.cookies), PROVIDER_COOKIE)
        claims = json.loads(raw) if raw else {}
        same = isinstance(claims, dict) and claims.get("origin") == self._origin and claims.get("is_logged_in")
        return claims if same else {}

    def _without_provider_cookies(self, request: Request, response: Response) -> Response:
        for name in request.cookies:
            if name.startswith(PROVIDER_COOKIE):
                drop(response, name, https=self._https)
        return response
