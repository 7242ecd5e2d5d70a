"""Entry file of the staff portal: ``streamlit run admin_portal/asgi.py``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from admin_portal.services import PORTAL, services
from shared_backend.web.portal import portal_app

# Written out here: Streamlit looks for this very assignment; a helper that returned the app would serve a blank page.
app = st.App(Path(__file__).parent / "app.py", **portal_app(PORTAL, services))
