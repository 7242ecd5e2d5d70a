"""Who is looking at this page, asked again on every run: a session that ended or changed hands shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import streamlit as st

from shared_backend.domain.errors import NotAllowed
from shared_backend.domain.principal import Portal, Principal
from shared_backend.services.accounts import Accounts
from shared_backend.web.bindings import bindings
from shared_backend.web.cookies import session_cookie

if TYPE_CHECKING:
    from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

_HOLDER = "_signed_in_session"


def require(accounts: Accounts, portal: Portal, *, https: bool, in_use: bool = True) -> Principal:
    """The signed-in person, or the end of this run.

    Call it first in the entry script and again in every fragment and callback: those run without the entry script.
    A fragment that refreshes itself says ``in_use=False``, or an open tab would keep the session alive for ever.
    """
    principal = accounts.principal(cookie(session_cookie(portal, https)), portal, in_use=in_use)
    if principal is None:
        turn_away("You are signed out. What you saved is safe.")
    holder = st.session_state.get(_HOLDER)
    if (holder is not None and holder != principal.session_id) or not _bound(principal):
        turn_away("This page belonged to another sign-in. Open it again.")
    st.session_state[_HOLDER] = principal.session_id
    return principal


def turn_away(reason: str, *, to: str = "/auth/sign-in?note=signed-out") -> NoReturn:
    """Forget everything this page held, send the browser to sign in, stop the run."""
    st.session_state.clear()
    st.info(reason, icon=":material/lock:")
    st.link_button("Sign in", to, type="primary")
    go(to)
    st.stop()
    # Outside a Streamlit run st.stop() returns; nobody may get past here all the same.
    raise NotAllowed(reason)


def go(path: str) -> None:
    """Send the browser to a path of this site, the way ``st.login`` does."""
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    context = _context()
    if context is not None:
        message = ForwardMsg()
        message.auth_redirect.url = path
        context.enqueue(message)


def cookie(name: str) -> str | None:
    """A cookie of the connection this run belongs to; tests replace this function."""
    return st.context.cookies.get(name)


def _bound(principal: Principal) -> bool:
    context = _context()
    return context is None or bindings.bind(context.session_id, principal.session_id)


def _context() -> ScriptRunContext | None:
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    return get_script_run_ctx(suppress_warning=True)
