"""The forms before sign-in: other sites, stale pages, floods and odd input end in a calm page."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from shared_backend.web.forms import local_path
from tests.people import PASSWORD
from tests.web.running import Site
from tests.web.streamlit_client import sign_out, sign_up, token_in


@pytest.fixture
def browser(site: Site) -> Iterator[httpx.Client]:
    """A browser that never was here before."""
    with httpx.Client(base_url=site.url, headers={"Origin": site.url, "Accept": "text/html"}) as client:
        yield client


def post(browser: httpx.Client, path: str, **fields: str) -> httpx.Response:
    token = token_in(browser.get(path).text)
    return browser.post(path, data={"form_token": token, **fields})


def test_sign_up_then_out_then_in(browser: httpx.Client) -> None:
    answer = post(browser, "/auth/sign-up", name="Nora Form", password=PASSWORD, after="/account")
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert browser.get("/").status_code == 200
    out = post(browser, "/auth/sign-out")
    assert out.headers["location"].startswith("/auth/sign-in")
    assert "intellicoach_user" not in browser.cookies
    assert browser.get("/").status_code == 303
    assert post(browser, "/auth/sign-in", name="nora form", password=PASSWORD).status_code == 303
    assert browser.get("/").status_code == 200


def test_an_ended_token_is_worth_nothing(site: Site) -> None:
    cookies = sign_up(site.url, "Ended Token")
    sign_out(site.url, cookies)
    assert httpx.get(site.url, cookies=cookies, headers={"Accept": "text/html"}).status_code == 303


def test_signing_in_again_ends_the_older_session(browser: httpx.Client) -> None:
    post(browser, "/auth/sign-up", name="Twice In", password=PASSWORD)
    old = browser.cookies["intellicoach_user"]
    post(browser, "/auth/sign-in", name="Twice In", password=PASSWORD)
    assert browser.cookies["intellicoach_user"] != old
    answer = httpx.get(f"{browser.base_url}", cookies={"intellicoach_user": old}, headers={"Accept": "text/html"})
    assert answer.status_code == 303


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", ""])
def test_a_form_of_another_site_is_refused(browser: httpx.Client, origin: str) -> None:
    token = token_in(browser.get("/auth/sign-up").text)
    fields = {"form_token": token, "name": "Cross Site", "password": PASSWORD}
    answer = browser.post("/auth/sign-up", data=fields, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "intellicoach_user=" not in str(answer.headers)


def test_without_an_origin_the_browser_must_say_same_origin(site: Site) -> None:
    with httpx.Client(base_url=site.url) as plain:
        token = token_in(plain.get("/auth/sign-in").text)
        fields = {"form_token": token, "name": "No Origin", "password": PASSWORD}
        assert "another page" in plain.post("/auth/sign-in", data=fields).text
        answer = plain.post("/auth/sign-in", data=fields, headers={"Sec-Fetch-Site": "same-origin"})
        assert "another page" not in answer.text


@pytest.mark.parametrize("token", ["", "guess", "ä"])
def test_a_form_needs_the_token_of_its_page(browser: httpx.Client, token: str) -> None:
    browser.get("/auth/sign-up")
    answer = browser.post("/auth/sign-up", data={"form_token": token, "name": "X Y", "password": PASSWORD})
    assert answer.status_code == 403
    assert "fresh now" in answer.text


def test_what_was_wrong_is_said_and_the_name_stays(browser: httpx.Client) -> None:
    answer = post(browser, "/auth/sign-up", name="<script>\"Bobby'", password="tiny")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "at least 10 characters" in answer.text
    assert "<script>" not in answer.text
    assert "&lt;script&gt;&quot;Bobby&#x27;" in answer.text
    assert "tiny" not in answer.text


@pytest.mark.parametrize("body", [b"\xff\xfe", b"a=1&" * 30, b"x" * 17_000, b"", b"form_token=%ff"])
def test_odd_bodies(browser: httpx.Client, body: bytes) -> None:
    browser.get("/auth/sign-in")
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = browser.post("/auth/sign-in", content=body, headers=headers)
    assert answer.status_code in {403, 422}
    assert "Sign in" in answer.text


@pytest.mark.parametrize("name", ["\u202eevil", "a" * 200, "x\x00y", " ", "💥" * 10])
def test_odd_names(browser: httpx.Client, name: str) -> None:
    assert post(browser, "/auth/sign-up", name=name, password=PASSWORD).status_code in {303, 422}


def test_a_flood_is_told_to_wait(browser: httpx.Client) -> None:
    for _ in range(5):
        assert post(browser, "/auth/sign-in", name="Flooded", password="not this one 1").status_code == 403
    answer = post(browser, "/auth/sign-in", name="Flooded", password="not this one 1")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 30
    assert "Wait" in answer.text


def test_a_wrong_invitation_is_a_calm_page(browser: httpx.Client) -> None:
    answer = browser.get("/auth/invitation?token=guess")
    assert answer.status_code == 403
    assert "does not work any more" in answer.text
    assert "guess" not in answer.text


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x",
     "account", "/auth/sign-out", "/x/../auth/sign-out", "", "/" + "a" * 300],
)  # fmt: skip
def test_afterwards_only_to_this_site(target: str) -> None:
    assert local_path(target) == "/"


def test_pages_need_no_script_and_say_what_fields_are(browser: httpx.Client) -> None:
    for path in ("/auth/sign-in", "/auth/sign-up"):
        page = browser.get(path).text
        assert "<script" not in page
        assert "style=" not in page
        assert 'lang="en"' in page
        assert '<label for="name">' in page
        assert '<label for="password">' in page
        assert page.count("<h1>") == 1
    assert page.count("<li>") == 3, "the privacy card"
    assert "Sharing is off" in page
