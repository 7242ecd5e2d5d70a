"""Every answer carries the usual security headers, and no other host name is answered."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit sets styles from scripts, draws charts in web workers and shows images from blobs and data URLs.
# Its page has one small inline script; the hash allows exactly that one. Nothing is loaded from elsewhere.
PORTAL_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval' 'sha256-{inline}'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
# The pages before sign-in need nothing but their own style sheet.
FORM_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers would then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), payment=(), usb=(), microphone=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """ASGI middleware: refuse foreign Host headers, add the headers to every answer.

    Parameters
    ----------
    allowed_hosts : tuple of str
        Host names without port; ``*.example.org`` allows every name below it.
    https : bool
        Also tell browsers to come back by https only.
    """

    def __init__(self, app: ASGIApp, *, allowed_hosts: tuple[str, ...], https: bool) -> None:
        self._app = app
        self._allowed = allowed_hosts
        self._https = https
        self._portal_policy = PORTAL_POLICY.format(inline=inline_script_hash())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        if not host_allowed(_host(scope), self._allowed):
            await _refuse(scope, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in FIXED.items():
                    headers[name] = value
                form = scope["path"].startswith("/auth/")
                headers["Content-Security-Policy"] = FORM_POLICY if form else self._portal_policy
                if self._https:
                    headers["Strict-Transport-Security"] = "max-age=31536000"
            await send(message)

        await self._app(scope, receive, with_headers)


def host_allowed(host: str | None, allowed: tuple[str, ...]) -> bool:
    """Whether a Host header names this site; a page that rebinds its own name to this machine does not.

    >>> host_allowed("localhost:8501", ("localhost",)), host_allowed("[::1]:8501", ("::1",))
    (True, True)
    >>> host_allowed("evil.example:8501", ("localhost",)), host_allowed(None, ("localhost",))
    (False, False)
    >>> host_allowed("a.example.org", ("*.example.org",)), host_allowed("example.org.evil", ("*.example.org",))
    (True, False)
    """
    if not host:
        return False
    name = host[1 : host.index("]")] if host.startswith("[") and "]" in host else host.rsplit(":", 1)[0]
    name = name.lower().rstrip(".")
    return any(name.endswith(item[1:]) if item.startswith("*.") else name == item.lower() for item in allowed)


def inline_script_hash() -> str:
    """The CSP hash of the one inline script in Streamlit's page."""
    import base64
    import hashlib
    import re
    from pathlib import Path

    import streamlit

    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    return base64.b64encode(hashlib.sha256(scripts[0].encode() if scripts else b"").digest()).decode()


def _host(scope: Scope) -> str | None:
    hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    return hosts[0] if len(hosts) == 1 else None


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": b"This site is not known by that name."})
