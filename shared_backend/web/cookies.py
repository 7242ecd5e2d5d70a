"""The session cookie: one name per portal (cookies ignore ports), out of reach of scripts."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from shared_backend.domain.principal import Portal


def session_cookie(portal: Portal, https: bool) -> str:
    """The cookie's name; behind TLS the browser itself then refuses one set for another host or path."""
    return f"{'__Host-' if https else ''}intellicoach_{portal.value}"


def form_cookie(portal: Portal, https: bool) -> str:
    """The name of the cookie a form's hidden token must match."""
    return f"{session_cookie(portal, https)}_form"


def known_cookie(portal: Portal) -> str:
    """The name of the cookie that remembers only that somebody has signed in here before."""
    return f"intellicoach_{portal.value}_known"


def put(response: Response, name: str, value: str, *, lasts: timedelta, https: bool, strict: bool = False) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send along."""
    response.set_cookie(
        name,
        value,
        max_age=int(lasts.total_seconds()),
        path="/",
        httponly=True,
        samesite="strict" if strict else "lax",
        secure=https,
    )


def drop(response: Response, name: str, *, https: bool) -> None:
    """Remove a cookie from the browser."""
    response.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=https)
