"""Everything a portal's entry file gives to ``st.App``, so the two entry files are the same few lines."""

from __future__ import annotations

import gc
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from starlette.middleware import Middleware
from starlette.routing import Route

from shared_backend import logs
from shared_backend.domain.errors import CoachError
from shared_backend.domain.principal import Portal
from shared_backend.web.auth_routes import AuthRoutes
from shared_backend.web.door import Door
from shared_backend.web.errors import on_script_error
from shared_backend.web.headers import SecurityHeaders
from shared_backend.web.health import health_route
from shared_backend.web.provider import ProviderRoutes, provider_secrets
from shared_backend.web.receipt_routes import receipt_routes

if TYPE_CHECKING:
    from shared_backend.bootstrap import Backend

# A moment for those who are there already, before each step that keeps a processor busy.
PAUSE_SECONDS = 0.5
Step = Callable[[], object]


def portal_app(
    portal: Portal,
    services: Callable[[], Backend],
    more: Callable[[Backend], list[Route]] = lambda _backend: [],
    warming: Callable[[Backend], Iterable[Step]] = lambda _backend: (),
) -> dict[str, Any]:
    """The keyword arguments of ``st.App``, which the entry file itself must write out.

    `more` are routes of its own, `warming` what its pages would wait for when they are opened first.
    A wrong setting or key ends the process with one line instead of a page of errors.
    """
    try:
        backend = services()
    except CoachError as error:
        print(f"intellicoach: {error.user_message}", file=sys.stderr)
        raise SystemExit(2) from None
    settings = backend.settings
    logs.configure(settings.log_level)
    cookie_secret = backend.keyring.digest("streamlit-cookie", portal.value)
    _set_streamlit(settings.allowed_hosts, cookie_secret)
    with_provider = portal is Portal.USER and settings.oidc_enabled
    auth = AuthRoutes(
        backend.accounts, portal, https=settings.https, provider=settings.oidc_label if with_provider else None
    )
    routes: list[Route] = [
        health_route(backend.database),
        *auth.routes(),
        *receipt_routes(backend.accounts, portal, https=settings.https),
    ]
    routes += more(backend)
    if with_provider:
        uri = str(settings.oidc_redirect_uri)
        routes += ProviderRoutes(backend.accounts, auth, redirect_uri=uri, https=settings.https).routes()
    return {
        "routes": routes,
        "middleware": [
            Middleware(SecurityHeaders, allowed_hosts=settings.allowed_hosts, https=settings.https),
            Middleware(Door, accounts=backend.accounts, portal=portal, https=settings.https, provider=with_provider),
        ],
        "secrets": provider_secrets(settings, cookie_secret) if with_provider else None,
        "on_script_error": on_script_error,
        "lifespan": warm(tuple(warming(backend))),
    }


def warm(steps: Iterable[Step]) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """A lifespan that loads what pages need beside the server, one step after the other, until the server stops."""

    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        # Beside the server, not before it: the sign-in page does not need what the pages behind it need.
        stopping = Event()
        thread = Thread(target=_load, args=(steps, stopping), name="warming")
        thread.start()
        yield
        stopping.set()
        thread.join()

    return lifespan


def _load(steps: Iterable[Step], stopping: Event) -> None:
    _load_pages()
    for step in steps:
        if stopping.wait(PAUSE_SECONDS):
            return
        try:
            step()
        except CoachError:
            # The page that needs it says what is wrong, to somebody who can act on it.
            return
    gc.collect()
    gc.freeze()


def _load_pages() -> None:
    """Load what every first page needs before anybody waits for it, and keep it out of every collection."""
    import altair
    import pandas

    del altair, pandas
    gc.collect()
    gc.freeze()


def _set_streamlit(allowed_hosts: tuple[str, ...], cookie_secret: str) -> None:
    # These two come from our settings; everything fixed stands in .streamlit/config.toml.
    from streamlit import config

    config.set_option("server.allowedHosts", list(allowed_hosts))
    config.set_option("server.cookieSecret", cookie_secret)
