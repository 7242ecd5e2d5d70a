"""While models are compared: what this person is given by lot, for how long, and how to stay out."""

from __future__ import annotations

import streamlit as st

from user_portal.services import me, services
from user_portal.widgets.words import count


def comparison_note() -> None:
    """Nothing when no comparison runs or the person is in none."""
    part = services().interview.comparisons.mine(me())
    if part is None:
        return
    given = (
        "you get the general model alone, without your own"
        if part.arm == "global"
        else "you get the general model together with your own, as always"
    )
    st.info(
        f"Models are being compared here. By lot, {given}, for {count(part.left, 'more answer', 'more answers')}. "
        "Staff see averages over many people. Scores are not touched, and your model goes on learning.",
        icon=":material/balance:",
    )
    st.page_link("app_pages/coaching.py", label="Take no part", icon=":material/handshake:")
