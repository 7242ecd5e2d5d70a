"""Places on the career page: how one section leads to another, so that a refresh stays there."""

from __future__ import annotations

import streamlit as st


def go_to(section: str, **more: str) -> None:
    """Open a section of the career page in the next run; for callbacks."""
    st.query_params.clear()
    st.query_params.update({"section": section, **more})
