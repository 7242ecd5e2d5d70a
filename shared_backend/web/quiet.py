"""Small grey text that can still be read: Streamlit's own captions are too pale on our paper (contrast 4.0)."""

from __future__ import annotations

import streamlit as st


def quiet(text: str, *, help: str | None = None) -> None:
    """One paragraph in the muted colour of the theme (contrast 5.6 light, 7.1 dark)."""
    st.markdown(f":small[:gray[{text}]]", help=help)
