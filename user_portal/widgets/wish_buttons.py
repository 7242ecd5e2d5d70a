"""Easier or harder: two quiet buttons that change the question and tell the coach something."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show

ICONS: Mapping[str, str] = {"easier": ":material/trending_down:", "harder": ":material/trending_up:"}
EXPLAINED = (
    "You get a question the coach expects to go {how} for you. It also counts as a hint about what you can do, about a "
    "third of an answer, and answers can correct it."
)
HOW: Mapping[str, str] = {"easier": "better", "harder": "less well"}


def wish_buttons(labels: Mapping[str, str], form: str, grant: Callable[..., object]) -> None:
    """Show both; `grant` gets "easier" or "harder", then the page is drawn anew. `form` makes their keys."""
    pressed = None
    with st.container(horizontal=True):
        for wish, label in labels.items():
            if st.button(
                label, type="tertiary", icon=ICONS[wish], key=f"{wish}-{form}", help=EXPLAINED.format(how=HOW[wish])
            ):
                pressed = wish
    if pressed is not None:
        try:
            grant(pressed)
        except CoachError as error:
            show(error)
        else:
            st.rerun()
