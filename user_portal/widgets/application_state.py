"""Changes to an application from this window: each names the state it was made on; a second window is told calmly."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from shared_backend.domain.application import Application
from shared_backend.domain.errors import CoachError, StaleVersion
from shared_backend.web.errors import show
from user_portal.widgets.words import plain


def take_over(one: Application) -> None:
    """Show the present state, with a word when another window changed it."""
    seen = st.session_state.setdefault(_key("seen", one.id), one.row_version)
    lost = st.session_state.pop(_key("lost", one.id), None)
    if seen != one.row_version:
        st.session_state[_key("seen", one.id)] = one.row_version
        st.session_state[_key("turn", one.id)] = turn(one.id) + 1
        if lost is None:
            st.info("This application changed in another window. You see its present state.", icon=":material/sync:")
    if lost is not None:
        st.warning(
            "This application changed in another window, so nothing was overwritten. You see its present state. "
            + (f"What you typed last and is not in it: {plain(lost)}" if lost else "Your last change is not in it."),
            icon=":material/sync:",
        )
    wrong = st.session_state.pop(_key("wrong", one.id), None)
    if wrong is not None:
        show(wrong)
    said = st.session_state.pop(_key("said", one.id), None)
    if said:
        st.success(said, icon=":material/check:")


def change(
    application_id: str, work: Callable[[int], Application], *, typed: str = "", said: str = ""
) -> Application | None:
    """Change it in the state that is shown.

    `typed` is told back when another window was quicker, `said` is shown once it worked. None when it did not.
    """
    try:
        after = work(st.session_state[_key("seen", application_id)])
    except StaleVersion:
        st.session_state[_key("lost", application_id)] = typed
        return None
    except CoachError as error:
        st.session_state[_key("wrong", application_id)] = error
        return None
    st.session_state[_key("seen", application_id)] = after.row_version
    if said:
        st.session_state[_key("said", application_id)] = said
    return after


def turn(application_id: str) -> int:
    """Counts the states taken over from other windows: part of a field's key, so that it shows the new text."""
    return int(st.session_state.get(_key("turn", application_id), 0))


def _key(what: str, application_id: str) -> str:
    return f"application-{what}-{application_id}"
