"""The staff portal's first page."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me

person = me()
st.title("Overview")
st.write(f"Signed in as {person.display_name}, {person.role}.")
