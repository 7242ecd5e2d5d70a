"""A small HTTP server that answers as told, in turn, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """One answer. `wait` is before the status, `drip` between bytes of the body."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0


@dataclass
class Scripted:
    """Where it listens, and what it was sent: path, headers and body of each request."""

    address: str
    asked: list[tuple[str, Mapping[str, str], Any]] = field(default_factory=list)


def said(value: Any) -> Reply:
    """A chat completion whose text is the value."""
    text = value if isinstance(value, str) else json.dumps(value)
    return Reply(body=json.dumps({"choices": [{"message": {"content": text}}]}).encode())


def used(value: Any) -> Reply:
    """An Anthropic message that uses the tool."""
    blocks = [{"type": "text", "text": "Here."}, {"type": "tool_use", "name": "answer", "input": value}]
    return Reply(body=json.dumps({"content": blocks}).encode())


@contextmanager
def scripted(replies: Sequence[Reply]) -> Iterator[Scripted]:
    """Serve the replies in turn; the last one again and again."""
    waiting = list(replies)
    found = Scripted("")
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._serve(None)

        def do_POST(self) -> None:
            self._serve(json.loads(self.rfile.read(int(self.headers["content-length"]))))

        def _serve(self, body: Any) -> None:
            found.asked.append((self.path, dict(self.headers), body))
            reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            over.wait(reply.wait)
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(reply.body)))
                self.end_headers()
                for byte in [reply.body] if not reply.drip else [reply.body[i : i + 1] for i in range(len(reply.body))]:
                    self.wfile.write(byte)
                    self.wfile.flush()
                    if reply.drip and over.wait(reply.drip):
                        return
            except OSError:
                return  # the client gave up, which is what the test is about

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
