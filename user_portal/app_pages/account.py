"""Your account: where you are signed in, password, and the ways to your coaching choices and your data."""

from __future__ import annotations

import streamlit as st

from shared_backend.web.account_page import account_page
from user_portal.services import me, services


def _ways(*_: object) -> None:
    st.subheader("How you want to be coached", anchor=False)
    st.write("Tone, depth and layout of feedback, pace, and whether you see numbers. What you set always wins.")
    st.page_link("app_pages/coaching.py", label="Coaching preferences", icon=":material/handshake:")
    st.subheader("Your data", anchor=False)
    st.write("See what is stored, take it with you, or erase your account.")
    st.page_link("app_pages/my_data.py", label="My data", icon=":material/folder_open:")


account_page(me, services().accounts, services().clock.now(), leave=_ways)
