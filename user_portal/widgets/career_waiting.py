"""Words while the facts of a thousand occupations are read, which takes seconds the first time and none later."""

from __future__ import annotations

from contextlib import AbstractContextManager

import streamlit as st


def reading_facts() -> AbstractContextManager[None]:
    """Shown only as long as it takes."""
    return st.spinner("Reading what occupations call for. The first time takes a few seconds …")
