"""How long the user portal takes to come up, beside Streamlit's own demo, and to sign somebody in, beside one hash."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from pathlib import Path
from statistics import median

import httpx

from shared_backend.services.accounts.hashing import Passwords
from tests.people import PASSWORD
from tests.web.running import ROOT, free_port
from tests.web.streamlit_client import sign_up, token_in

PORTAL = ("run", str(ROOT / "user_portal" / "asgi.py"))
DEMO = ("hello",)


def cold_start(what: tuple[str, ...], environment: dict[str, str]) -> float:
    """Seconds from starting the process to its first page of HTML."""
    port = free_port()
    address = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", *what, *address, "--browser.gatherUsageStats", "false"]
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not _answers(f"http://127.0.0.1:{port}/"):
            if process.poll() is not None or time.perf_counter() - began > 120:
                raise RuntimeError(f"streamlit {what[0]} did not come up")
            time.sleep(0.02)
        return time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(20)


def _answers(url: str) -> bool:
    try:
        page = httpx.get(url, headers={"Accept": "text/html"}, follow_redirects=True, timeout=30)
    except httpx.TransportError:
        return False
    return page.status_code == 200 and "html" in page.headers["content-type"]


def cold_starts(folder: Path, rounds: int) -> dict[str, float]:
    """Median seconds of both, in turns."""
    data = {"INTELLICOACH_DATA_DIR": str(folder / "data"), "INTELLICOACH_KEY_FILE": str(folder / "keys.json")}
    taken: dict[str, list[float]] = {"portal": [], "hello": []}
    for _ in range(rounds):
        taken["portal"].append(cold_start(PORTAL, data))
        taken["hello"].append(cold_start(DEMO, {}))
    return {name: median(values) for name, values in taken.items()}


def sign_ins(url: str, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of sending the sign-in form from a fresh browser, and of one hash at the product's cost, in turns."""
    name, passwords = f"Person {uuid.uuid4().hex[:12]}", Passwords()
    signed, hashed = [], []
    sign_up(url, name)
    for _ in range(rounds):
        with httpx.Client(base_url=url, headers={"Origin": url}) as browser:
            token = token_in(browser.get("/auth/sign-in").text)
            began = time.perf_counter()
            answer = browser.post("/auth/sign-in", data={"form_token": token, "name": name, "password": PASSWORD})
            signed.append(time.perf_counter() - began)
        if answer.status_code != 303:
            raise RuntimeError(f"signing in gave {answer.status_code}")
        began = time.perf_counter()
        passwords.hash(PASSWORD)
        hashed.append(time.perf_counter() - began)
    return signed, hashed
