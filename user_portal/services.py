"""The user portal's composition root: built once per process, asked by every page."""

from __future__ import annotations

import functools

from shared_backend.bootstrap import Backend, build
from shared_backend.domain.principal import Portal, Principal
from shared_backend.settings import load_settings
from shared_backend.web import gate

PORTAL = Portal.USER


@functools.cache
def services() -> Backend:
    """The backend of this process."""
    return build(load_settings())


def me(*, in_use: bool = True) -> Principal:
    """Who is signed in right now; ends the run when nobody is. For every page, fragment and callback.

    A fragment that refreshes itself says ``in_use=False``: an open page is not a person at work.
    """
    backend = services()
    return gate.require(backend.accounts, PORTAL, https=backend.settings.https, in_use=in_use)
