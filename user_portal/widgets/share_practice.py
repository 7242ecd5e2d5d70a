"""The switch by which a person lets their results help what new people start from."""

from __future__ import annotations

import streamlit as st

from shared_backend.web.errors import calmly
from shared_backend.web.quiet import quiet
from user_portal.services import me, services

_KEY = "share-practice"


def share_practice() -> None:
    """The section of the page; off until switched on."""
    st.subheader("Help the coach to start better with others", anchor=False)
    st.session_state[_KEY] = services().sharing.is_on(me())
    st.toggle("Let my results be learned from", key=_KEY, on_change=_changed)
    quiet(
        "Off unless you switch it on. When staff train the coach anew, the results of your practice are then used to "
        "set how it begins with everybody: per answer the subject, the difficulty and the score as numbers. No word "
        "you wrote and no name is used. Switch it off, and the next training leaves you out; a model trained before "
        "keeps a handful of averages in which you cannot be found."
    )


def _changed() -> None:
    with calmly():
        services().sharing.set(me(), bool(st.session_state[_KEY]))
