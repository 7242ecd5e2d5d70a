"""Plan my next move: what you can do, where it leads, what is missing, and what to do on Monday."""

from __future__ import annotations

import streamlit as st

from user_portal.services import me
from user_portal.widgets.career_sections import SECTIONS
from user_portal.widgets.choice import choice

st.set_page_config(layout="wide")


def page() -> None:
    """The section that the address names; without one the first."""
    me()
    st.title("Plan my next move", anchor=False)
    names = {name: title for name, (title, _) in SECTIONS.items()}
    first = next(iter(names))
    wanted = st.query_params.get("section")
    opened = choice(
        "Section",
        names,
        wanted if wanted in names else first,
        key=f"career-section-{wanted}",
        hide_label=True,
    )
    if opened and opened != (wanted or first):
        st.query_params["section"] = opened
        st.rerun()
    _, section = SECTIONS[opened or first]
    section()


page()
