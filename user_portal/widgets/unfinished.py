"""A run that waits to be continued, offered without guilt."""

from __future__ import annotations

import streamlit as st

from user_portal.services import me, services
from user_portal.widgets.words import plain, when


def unfinished_banner() -> bool:
    """Offer to go on with the newest unfinished run; False, and nothing shown, when there is none."""
    run = services().interview.reports.unfinished(me())
    if run is None:
        return False
    answered = sum(a.state == "answered" and a.kind == "main" for a in run.asked)
    started = when(run.started_at, services().clock.now())
    with st.container(border=True):
        st.markdown(
            f"You have a practice as **{plain(run.setup.role)}** open: {answered} of {run.setup.count} answered, "
            f"started {started}. Everything is kept."
        )
        if st.button(
            "Continue where you stopped", type="primary", icon=":material/play_arrow:", key=f"continue-{run.id}"
        ):
            st.switch_page("app_pages/interview_coach.py", query_params={"run": run.id})
    return True
