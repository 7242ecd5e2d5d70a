"""The first page after sign-in."""

from __future__ import annotations

import streamlit as st

from user_portal.services import me

person = me()
st.title(f"Hello, {person.display_name}")
st.write("Everything you write stays on this machine.")
