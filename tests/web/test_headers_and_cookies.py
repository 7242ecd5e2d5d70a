"""A8: headers, cookies, hosts and origins of a running portal, and every line of its configuration."""

from __future__ import annotations

import tomllib
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.people import PASSWORD
from tests.web.running import Site
from tests.web.streamlit_client import sign_up, token_in

HTML = {"Accept": "text/html"}
CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
PAGES = ["/", "/auth/sign-in", "/auth/sign-up", "/auth/look.css", "/healthz", "/_stcore/health", "/nothing/here"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_has_the_headers(site: Site, path: str) -> None:
    answer = httpx.get(site.url + path, headers=HTML)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "object-src 'none'" in policy or "default-src 'none'" in policy
    assert "unsafe-eval'" not in policy.replace("wasm-unsafe-eval", "")
    assert "script-src 'self' 'unsafe-inline'" not in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert "access-control-allow-origin" not in answer.headers


def test_the_session_cookie_is_out_of_reach(site: Site) -> None:
    with httpx.Client(base_url=site.url, headers={"Origin": site.url}) as browser:
        page = browser.get("/auth/sign-up")
        form = page.headers["set-cookie"]
        assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(form.split("; "))
        data = {"form_token": token_in(page.text), "name": "Cookie Person", "password": PASSWORD}
        answer = browser.post("/auth/sign-up", data=data)
    cookies = answer.headers.get_list("set-cookie")
    session = next(line for line in cookies if line.startswith("intellicoach_user="))
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=43200"} <= set(session.split("; "))
    assert "Secure" not in session, "plain http on this machine"
    assert "Domain" not in session
    assert len(session.split("=", 1)[1].split(";")[0]) >= 43, "256 bits"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "localhost.evil.example", "127.0.0.1.nip.io"])
def test_a_foreign_host_is_not_answered(site: Site, host: str) -> None:
    for path in ("/", "/auth/sign-in", "/healthz"):
        assert httpx.get(site.url + path, headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1"])
def test_a_websocket_from_elsewhere_is_refused(site: Site, origin: str) -> None:
    address = site.url.replace("http", "ws", 1) + "/_stcore/stream"
    with pytest.raises(InvalidStatus), connect(address, additional_headers={"Origin": origin}):
        pass


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"])
def test_unused_doors_are_closed(site: Site, path: str) -> None:
    cookies = sign_up(site.url, f"Doors {path}")
    assert httpx.get(site.url + path, cookies=cookies).status_code == 404
    assert httpx.post(site.url + path, cookies=cookies).status_code == 404


@pytest.mark.parametrize("path", ["/media/x.png", "/_stcore/upload_file/a/b", "/component/x", "/app/static/x"])
def test_nothing_is_served_to_strangers(site: Site, path: str) -> None:
    assert httpx.get(site.url + path).status_code == 401
    assert httpx.put(site.url + path).status_code == 401


def test_a_stranger_is_shown_what_this_is_and_brought_back(site: Site) -> None:
    answer = httpx.get(site.url + "/account", headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (303, "/auth/sign-up?after=/account")
    known = httpx.get(site.url + "/", headers=HTML, cookies={"intellicoach_user_known": "1"})
    assert known.headers["location"] == "/auth/sign-in"


def test_every_line_of_the_configuration_is_known_and_right() -> None:
    from streamlit import config

    def lines(prefix: str, table: dict[str, object]) -> dict[str, object]:
        found: dict[str, object] = {}
        for name, value in table.items():
            inner = lines(f"{prefix}{name}.", value) if isinstance(value, dict) else {f"{prefix}{name}": value}
            found.update(inner)
        return found

    found = lines("", tomllib.loads(CONFIG.read_text()))
    assert set(found) <= set(config._config_options_template)
    expected = {
        "server.enableCORS": True,
        "server.enableXsrfProtection": True,
        "server.maxUploadSize": 10,
        "server.enableStaticServing": False,
        "server.enableAgentApi": False,
        "server.fileWatcherType": "none",
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
        "runner.magicEnabled": False,
        "runner.postScriptGC": False,
        "browser.gatherUsageStats": False,
    }
    assert {name: found[name] for name in expected} == expected
    assert found["server.allowedHosts"]
