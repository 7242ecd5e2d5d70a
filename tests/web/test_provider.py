"""Signing in through an OpenID provider, the whole way round against a real one on this machine."""

from __future__ import annotations

from pathlib import Path

import httpx

from tests.web.openid_provider import provider
from tests.web.running import free_port, running
from tests.web.streamlit_client import visit


def test_there_and_back(tmp_path: Path) -> None:
    port = free_port()
    with provider("coach", "subject-42", "Ada Lovelace") as issuer:
        configured = {
            "INTELLICOACH_OIDC_METADATA_URL": f"{issuer}/.well-known/openid-configuration",
            "INTELLICOACH_OIDC_CLIENT_ID": "coach",
            "INTELLICOACH_OIDC_CLIENT_SECRET": "s3cret",
            "INTELLICOACH_OIDC_REDIRECT_URI": f"http://127.0.0.1:{port}/oauth2callback",
            "INTELLICOACH_OIDC_LABEL": "the college",
        }
        with (
            running("tests/web/tiny_portal/asgi.py", tmp_path, port=port, **configured) as site,
            httpx.Client(base_url=site.url, headers={"Accept": "text/html"}, follow_redirects=True) as browser,
        ):
            assert "Continue with the college" in browser.get("/").text
            assert browser.get("/auth/provider").status_code == 200
            cookies = dict(browser.cookies)
            assert "intellicoach_user" in cookies
            assert not any(name.startswith("_streamlit_user") for name in cookies), "only our own session counts"
            assert b"Hello, Ada Lovelace" in visit(site.url, cookies).received
            first = cookies["intellicoach_user"]
            assert browser.get("/auth/provider").status_code == 200
            assert browser.cookies["intellicoach_user"] != first
            log = site.log.read_text()
    assert "Lovelace" not in log
    assert "s3cret" not in log


def test_a_made_up_provider_cookie_signs_nobody_in(tmp_path: Path) -> None:
    port = free_port()
    configured = {
        "INTELLICOACH_OIDC_METADATA_URL": "http://127.0.0.1:9/.well-known/openid-configuration",
        "INTELLICOACH_OIDC_CLIENT_ID": "coach",
        "INTELLICOACH_OIDC_CLIENT_SECRET": "s3cret",
        "INTELLICOACH_OIDC_REDIRECT_URI": f"http://127.0.0.1:{port}/oauth2callback",
    }
    with running("tests/web/tiny_portal/asgi.py", tmp_path, port=port, **configured) as site:
        forged = {"_streamlit_user": '{"sub": "1", "iss": "x", "is_logged_in": true}'}
        answer = httpx.get(f"{site.url}/auth/provider/back", cookies=forged)
        assert (answer.status_code, answer.headers["location"]) == (303, "/auth/sign-in")
        assert "intellicoach_user=" not in answer.headers.get("set-cookie", "")
        assert httpx.get(site.url, headers={"Accept": "text/html"}).status_code == 303
