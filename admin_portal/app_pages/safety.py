"""Safety: where somebody may be in danger, without a word of what they wrote."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.waiting_people import waiting_people
from shared_backend.web.quiet import quiet

waiting = services().safety.waiting(me())
st.title("Safety", anchor=False)
st.markdown(
    "When somebody writes that they are in danger, coaching stops, they are shown where there is help at once, and it "
    "is noted here for you to act on."
)
waiting_people(waiting)
quiet(
    "What they wrote is shown to nobody. Accounts are random ids, because names are sealed. Follow your organisation’s "
    "procedure: this page cannot reach a person."
)
