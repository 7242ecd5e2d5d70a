"""Entry file of the user portal: ``streamlit run user_portal/asgi.py``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from shared_backend.bootstrap import Backend
from shared_backend.coaching.warming import Step, steps
from shared_backend.web.export_route import my_data_routes
from shared_backend.web.portal import portal_app
from user_portal.services import PORTAL, services


def _warming(backend: Backend) -> tuple[Step, ...]:
    return steps(backend.interview.occupations, backend.workshop.reference)


# Written out here: Streamlit looks for this very assignment; a helper that returned the app would serve a blank page.
app = st.App(Path(__file__).parent / "app.py", **portal_app(PORTAL, services, my_data_routes, _warming))
