"""Which releases of occupation facts this installation reads, and since when."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me, services
from shared_backend.web.quiet import quiet
from shared_backend.web.words import plain, when


def fact_sources() -> None:
    """A line for each release, with the words its licence asks for."""
    for source in services().facts.in_use(me()):
        day = source.imported
        since = (
            "as shipped" if day is None else f"imported {when(day, services().clock.now())} from {plain(source.file)}"
        )
        st.markdown(f"**{plain(source.name)}** · {since}")
        quiet(plain(source.licence))
