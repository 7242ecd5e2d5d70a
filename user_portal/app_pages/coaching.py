"""How you want to be coached: every setting, what it does, and what the coach has found out by itself."""

from __future__ import annotations

import streamlit as st

from shared_backend.web.quiet import quiet
from user_portal.services import me
from user_portal.widgets.coaching_choices import coaching_choices

me()
st.title("How you want to be coached", anchor=False)
quiet("Each choice is saved at once and holds from the next question or answer on.")
coaching_choices()
st.page_link("app_pages/my_model.py", label="What the coach has learned about you", icon=":material/tune:")
