"""Reading a posted form safely: it must come from our own page, be small, and carry the page's token."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request

from shared_backend.domain.errors import InvalidInput, NotAllowed

LARGEST_FORM = 16 * 1024
FIELD = "form_token"


def new_token() -> str:
    """The token of one form page."""
    return secrets.token_urlsafe(32)


def same_origin(request: Request) -> bool:
    """Whether the browser says that our own page sent this."""
    origin = request.headers.get("origin")
    if origin is not None:
        return origin != "null" and urlsplit(origin).netloc == request.headers.get("host")
    # Every current browser sends one of the two with a POST; without either it is not a browser's form.
    return request.headers.get("sec-fetch-site") == "same-origin"


async def read_form(request: Request, cookie_name: str) -> Mapping[str, str]:
    """The fields of a form our own page sent.

    Raises
    ------
    NotAllowed
        When another site sent it, or its token does not match the browser's cookie.
    InvalidInput
        When it is too large or not a form.
    """
    if not same_origin(request):
        raise NotAllowed("This form was sent from another page. Open the page again and retry.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise InvalidInput("This form is too large.")
    try:
        parsed = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20, errors="strict")
    except (UnicodeDecodeError, ValueError):
        raise InvalidInput("This form could not be read. Open the page again and retry.") from None
    fields = {name: values[-1] for name, values in parsed.items()}
    token, cookie = fields.get(FIELD, ""), request.cookies.get(cookie_name, "")
    if not cookie or not hmac.compare_digest(token.encode(), cookie.encode()):
        raise NotAllowed("This page was open for too long. It is fresh now: try again.", retryable=True)
    return fields


def local_path(target: str | None) -> str:
    """Where to go afterwards: a path on this site, never another site.

    >>> local_path("/account"), local_path("//evil.example"), local_path("/a/../auth/x"), local_path(None)
    ('/account', '/', '/', '/')
    """
    ok = target is not None and target.startswith("/") and not target.startswith(("//", "/auth/"))
    if not ok or target is None or any(c in target for c in "\\\r\n\t") or ".." in target or len(target) > 200:
        return "/"
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else "/"
