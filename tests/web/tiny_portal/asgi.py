"""The tiny portal's entry file."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from shared_backend.web.door import Door
from shared_backend.web.portal import portal_app
from tests.web.tiny_portal.services import CARELESS, PORTAL, services

options = portal_app(PORTAL, services)  # type: ignore[arg-type]
if CARELESS:
    options["middleware"] = [item for item in options["middleware"] if item.cls is not Door]
app = st.App(Path(__file__).parent / "app.py", **options)
