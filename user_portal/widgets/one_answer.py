"""One earlier answer with everything that was said about it, opened from another page."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.practice import Run
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.delete_answer import delete_button
from user_portal.widgets.feedback_card import feedback_card
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.words import plain, when


def one_answer(run: Run, attempt_id: str) -> bool:
    """Show it; False, and nothing shown, when it is not there or its feedback waits for the end of the practice."""
    coach = services().interview
    found = next((a for a in coach.reports.attempts(me(), run.id) if a.id == attempt_id), None)
    if found is None or (run.state == "active" and run.setup.mode == "real"):
        return False
    st.subheader(plain(found.question), anchor=False)
    quiet(f"Your answer, {when(found.created_at, services().clock.now())}")
    st.markdown(plain(found.answer))
    feedback_card(found, numbers=wants_numbers(), material=coach.preferences.get(me()).material)
    with st.container(horizontal=True):
        if st.button("Go to this practice", type="primary", icon=":material/east:", key=f"whole-{found.id}"):
            del st.query_params["answer"]
            st.rerun()
        delete_button(found)
    return True
