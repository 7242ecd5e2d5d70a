"""One run of the staff portal: the gate, the navigation, the page."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me
from shared_backend.domain.principal import Role
from shared_backend.web.errors import calmly
from shared_backend.web.look import ICON

st.set_page_config(page_title="intellicoach staff", page_icon=ICON, layout="wide")
person = me()
pages = [
    st.Page("app_pages/overview.py", title="Overview", icon=":material/monitor_heart:", default=True),
    st.Page("app_pages/ai_training.py", title="AI training", icon=":material/model_training:"),
    st.Page("app_pages/versions.py", title="Versions", icon=":material/inventory_2:"),
    st.Page("app_pages/experiments.py", title="Experiments", icon=":material/science:"),
    st.Page("app_pages/language_model.py", title="Language model", icon=":material/forum:"),
    st.Page("app_pages/safety.py", title="Safety", icon=":material/health_and_safety:"),
]
if person.role is Role.ADMIN:
    # A convenience only: the services refuse staff whatever page asks.
    pages += [
        st.Page("app_pages/users.py", title="Users", icon=":material/group:"),
        st.Page("app_pages/audit.py", title="Audit log", icon=":material/history_edu:"),
    ]
pages.append(st.Page("app_pages/account.py", title="Account", icon=":material/person:"))
# No section headings: Streamlit puts them into the list of pages, where screen readers stumble.
page = st.navigation(pages)
st.sidebar.markdown(":material/badge: Staff portal")
with calmly():
    page.run()
