"""A browser without a browser: signs in over HTTP and speaks Streamlit's websocket."""

from __future__ import annotations

import re
from dataclasses import dataclass

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests.people import PASSWORD


def sign_up(url: str, name: str) -> dict[str, str]:
    """Make an account through the form; the cookies of the new session."""
    with httpx.Client(base_url=url, headers={"Origin": url}) as browser:
        page = browser.get("/auth/sign-up").text
        answer = browser.post("/auth/sign-up", data={"form_token": token_in(page), "name": name, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return dict(browser.cookies)


def sign_out(url: str, cookies: dict[str, str]) -> None:
    """End a session through the form."""
    with httpx.Client(base_url=url, headers={"Origin": url}, cookies=cookies) as browser:
        page = browser.get("/auth/sign-out").text
        assert browser.post("/auth/sign-out", data={"form_token": token_in(page)}).status_code == 303


def token_in(page: str) -> str:
    """The hidden token of a form page."""
    found = re.search(r'name="form_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


@dataclass
class Visit:
    """One run of the page: everything the server sent, and the Streamlit session it ran in."""

    received: bytes
    session_id: str
    redirect: str


def visit(url: str, cookies: dict[str, str], session_id: str = "") -> Visit:
    """Connect (to a named Streamlit session when given), run the page once, disconnect."""
    protocols = ["streamlit", "none", *([session_id] if session_id else [])]
    headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())} if cookies else {}
    received, own, redirect = b"", "", ""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, subprotocols=protocols, additional_headers=headers, max_size=None) as socket:  # type: ignore[arg-type]
        run = BackMsg()
        run.rerun_script.query_string = ""
        socket.send(run.SerializeToString())
        while True:
            data = socket.recv(timeout=20)
            assert isinstance(data, bytes)
            received += data
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                own = message.new_session.initialize.session_id
            if kind == "auth_redirect":
                redirect = message.auth_redirect.url
            if kind == "script_finished":
                return Visit(received, own, redirect)
