"""The staff portal's first page: what needs somebody, and what serves."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me
from admin_portal.widgets.champion_cards import champion_cards
from admin_portal.widgets.fact_sources import fact_sources
from admin_portal.widgets.health_strip import health_strip

me()
st.title("Overview", anchor=False)
health_strip()
st.subheader("What serves", anchor=False)
champion_cards()
st.subheader("Occupation facts", anchor=False)
fact_sources()
