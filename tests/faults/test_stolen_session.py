"""A2: whoever learns a Streamlit session id, but has no cookie or another's or an ended one, reads nothing."""

from __future__ import annotations

from pathlib import Path

from tests.web.running import running
from tests.web.streamlit_client import sign_out, sign_up, visit

ENTRY = "tests/web/tiny_portal/asgi.py"
CANARY = b"canary of"
TRIES = 10


def thefts(url: str) -> tuple[int, int, int]:
    """Tries, how many read the victim's secret, how many landed in the victim's session."""
    tries, reads, landed = 0, 0, 0
    eve = sign_up(url, "Eve Other")
    for number in range(TRIES):
        victim = sign_up(url, f"Victim {number}")
        ended = sign_up(url, f"Ended {number}")
        sign_out(url, ended)
        for cookies in ({}, eve, ended):
            mine = visit(url, victim)
            assert f"canary of Victim {number}".encode() in mine.received
            stolen = visit(url, cookies, mine.session_id)
            tries += 1
            reads += f"Victim {number}".encode() in stolen.received
            landed += stolen.session_id == mine.session_id
    return tries, reads, landed


def test_a_stolen_session_id_is_worth_nothing(tmp_path: Path) -> None:
    with running(ENTRY, tmp_path) as site:
        assert thefts(site.url) == (30, 0, 0)


def test_the_owner_gets_the_session_back_and_a_visitor_is_sent_to_sign_in(tmp_path: Path) -> None:
    with running(ENTRY, tmp_path) as site:
        ada = sign_up(site.url, "Ada Lovelace")
        first = visit(site.url, ada)
        assert visit(site.url, ada, first.session_id).session_id == first.session_id
        stranger = visit(site.url, {})
        assert stranger.redirect.startswith("/auth/sign-in")
        assert CANARY not in stranger.received


def test_the_harness_notices_a_portal_without_door_and_gate(tmp_path: Path) -> None:
    with running(ENTRY, tmp_path, TINY_CARELESS="1") as site:
        _, reads, landed = thefts(site.url)
    assert reads > 0
    assert landed > 0
