"""The colour of words in a chart: the theme's muted text, because Streamlit's own is too pale on our paper."""

from __future__ import annotations

import streamlit as st


def chart_ink() -> str:
    """A colour for axis labels and titles in the theme the browser shows."""
    mode = "dark" if st.context.theme.type == "dark" else "light"
    return str(st.get_option(f"theme.{mode}.grayTextColor"))
