"""One run of the user portal: the gate, the navigation, the page."""

from __future__ import annotations

import streamlit as st

from shared_backend.web.errors import calmly
from shared_backend.web.look import ICON
from user_portal.services import me

st.set_page_config(page_title="intellicoach", page_icon=ICON, layout="centered")
me()
page = st.navigation(
    [
        st.Page("app_pages/home.py", title="Home", icon=":material/home:", default=True),
        st.Page("app_pages/interview_coach.py", title="Interview coach", icon=":material/forum:"),
        st.Page("app_pages/resume_coach.py", title="Résumé coach", icon=":material/description:"),
        st.Page("app_pages/career_coach.py", title="Career coach", icon=":material/route:"),
        st.Page("app_pages/coaching.py", title="Coaching preferences", icon=":material/handshake:"),
        st.Page("app_pages/progress.py", title="Progress", icon=":material/trending_up:"),
        st.Page("app_pages/my_model.py", title="My model", icon=":material/tune:"),
        st.Page("app_pages/my_data.py", title="My data", icon=":material/folder_open:"),
        st.Page("app_pages/account.py", title="Account", icon=":material/person:"),
    ]
)
with calmly():
    page.run()
