"""Whether somebody wants to see numbers: the one question every page asks before it writes a score."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from user_portal.services import me, services

_KEY = "show-numbers"


def wants_numbers() -> bool:
    """False when scores, percentages and ranges are to be said in words only."""
    return services().interview.preferences.get(me()).scores == "numbers"


def numbers_toggle() -> bool:
    """The switch, which holds on every page; whether numbers are shown."""
    return st.toggle(
        "Show numbers",
        value=wants_numbers(),
        key=_KEY,
        on_change=_save,
        help="Off hides scores, percentages and ranges on every page. The advice, dates and how many answers stay.",
    )


def _save() -> None:
    try:
        services().interview.preferences.save(me(), scores="numbers" if st.session_state[_KEY] else "words")
    except CoachError as error:
        show(error)
