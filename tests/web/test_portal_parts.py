"""Behind TLS, invitations, health, bindings, provider secrets: the parts a running site does not show."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from shared_backend import logs
from shared_backend.domain.errors import InvalidInput, NotAllowed, StorageError
from shared_backend.domain.principal import Portal
from shared_backend.settings import load_settings
from shared_backend.web import errors
from shared_backend.web.auth_routes import AuthRoutes
from shared_backend.web.bindings import Bindings
from shared_backend.web.headers import SecurityHeaders
from shared_backend.web.health import health_route
from shared_backend.web.provider import provider_secrets
from tests.people import PASSWORD, People
from tests.web.streamlit_client import token_in


def served(app: Starlette, calls: Any) -> Any:
    """Run an async conversation with an app that is not on the network."""

    async def talk() -> Any:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(
            transport=transport, base_url="https://localhost", headers={"Origin": "https://localhost"}
        ) as browser:
            return await calls(browser)

    return asyncio.run(talk())


def test_behind_tls_cookies_are_bound_to_host_and_tls(local_people: People) -> None:
    auth = AuthRoutes(local_people.services.accounts, Portal.ADMIN, https=True)
    guard = Middleware(SecurityHeaders, allowed_hosts=("localhost",), https=True)
    app = Starlette(routes=list(auth.routes()), middleware=[guard])
    token = local_people.services.accounts.invitations.set_up_token()

    async def calls(browser: httpx.AsyncClient) -> httpx.Response:
        page = await browser.get(f"/auth/invitation?token={token}")
        assert "role admin" in page.text
        fields = {"form_token": token_in(page.text), "name": "Root", "invitation": token}
        weak = await browser.post("/auth/invitation", data={**fields, "password": "tiny"})
        assert weak.status_code == 422
        fields["form_token"] = token_in(weak.text)
        return await browser.post("/auth/invitation", data={**fields, "password": PASSWORD})

    answer = served(app, calls)
    assert answer.status_code == 303
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    cookies = answer.headers.get_list("set-cookie")
    session = next(line for line in cookies if line.startswith("__Host-intellicoach_admin="))
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax", "Max-Age=28800"} <= set(session.split("; "))
    assert all("Secure" in line for line in cookies)


def test_the_staff_portal_has_no_sign_up(local_people: People) -> None:
    paths = {route.path for route in AuthRoutes(local_people.services.accounts, Portal.ADMIN, https=False).routes()}
    assert "/auth/sign-up" not in paths
    assert "/auth/invitation" in paths


def test_health_says_no_when_the_database_is_gone(local_people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    database = local_people.storage.database
    app = Starlette(routes=[health_route(database)])

    async def calls(browser: httpx.AsyncClient) -> tuple[int, str]:
        answer = await browser.get("/healthz")
        return answer.status_code, answer.text

    assert served(app, calls) == (200, '{"status":"ok"}')

    def gone() -> None:
        raise StorageError("no")

    monkeypatch.setattr(database, "check", gone)
    assert served(app, calls) == (503, '{"status":"unavailable"}')


def test_bindings_keep_the_first_owner_and_forget_the_oldest() -> None:
    owners = Bindings(most=2)
    assert owners.bind("s1", "ada")
    assert owners.bind("s1", "ada")
    assert not owners.bind("s1", "eve")
    assert owners.owner("s1") == "ada"
    owners.bind("s2", "ada")
    owners.bind("s3", "ada")
    assert owners.owner("s1") is None


def test_provider_secrets_only_when_configured() -> None:
    assert provider_secrets(load_settings(), "c") == {}
    configured = load_settings(
        oidc_metadata_url="https://issuer.example/.well-known/openid-configuration",
        oidc_client_id="me",
        oidc_client_secret="s",
        oidc_redirect_uri="https://coach.example/oauth2callback",
    )
    assert provider_secrets(configured, "c")["auth"]["redirect_uri"] == "https://coach.example/oauth2callback"


def test_known_errors_speak_and_others_are_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info")
    assert errors.explain(InvalidInput("Type a name.")) == ("Type a name.", 422)
    assert errors.explain(NotAllowed("No."))[1] == 403
    try:
        raise RuntimeError("the diary of somebody")
    except RuntimeError as error:
        text, status = errors.explain(error)
    assert status == 500
    logged = capsys.readouterr().err
    number = text.rsplit(" ", 1)[1].rstrip(".")
    assert number in logged
    assert "RuntimeError" in logged
    assert "diary" not in text + logged


def test_streamlit_does_not_print_what_an_error_says(caplog: pytest.LogCaptureFixture) -> None:
    logs.configure("info")
    logger = logging.getLogger("streamlit.error_util")
    try:
        raise RuntimeError("the diary of somebody")
    except RuntimeError as error:
        logger.error("Uncaught app execution", exc_info=error)
    assert "diary" not in caplog.text
