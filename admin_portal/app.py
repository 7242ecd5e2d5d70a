"""One run of the staff portal: the gate, the navigation, the page."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me
from shared_backend.web.errors import calmly
from shared_backend.web.look import ICON

st.set_page_config(page_title="intellicoach staff", page_icon=ICON, layout="wide")
me()
page = st.navigation(
    [
        st.Page("app_pages/overview.py", title="Overview", icon=":material/monitor_heart:", default=True),
        st.Page("app_pages/account.py", title="Account", icon=":material/person:"),
    ]
)
with calmly():
    page.run()
