"""The first page after sign-in: what this is, and the one next thing to do."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.onboarding import TIMELINES, WORRIES
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from user_portal.services import me, services
from user_portal.widgets.role_search import role_search
from user_portal.widgets.setup_card import LEVELS
from user_portal.widgets.unfinished import unfinished_banner
from user_portal.widgets.words import plain


@st.fragment
def first_questions() -> None:
    """Four questions that may all be skipped."""
    coach = services().interview
    with st.expander("Tell the coach four things (optional)", icon=":material/tune:"):
        role, occupation = role_search(coach.occupations, key="first")
        level = st.segmented_control("Level", list(LEVELS), format_func=LEVELS.__getitem__, key="first-level")
        timeline = st.segmented_control(
            "When is your interview?", list(TIMELINES), format_func=TIMELINES.__getitem__, key="first-timeline"
        )
        worry = st.selectbox(
            "What worries you most?", list(WORRIES), format_func=WORRIES.__getitem__, index=None, key="first-worry"
        )
        if st.button("Save", key="first-save"):
            given = {"role": role, "occupation": occupation, "level": level, "timeline": timeline, "worry": worry}
            try:
                coach.onboarding.save(me(), given)
                st.rerun()
            except CoachError as error:
                show(error)


person = me()
coach = services().interview
st.title(f"Hello, {plain(person.display_name)}", anchor=False)
st.markdown("Practise interviews and get feedback in your own words, from a coach that learns what you need.")
with st.container(horizontal=True):
    st.badge("Everything stays on this machine", icon=":material/lock:", color="gray")
    st.badge("No AI key needed", icon=":material/key_off:", color="gray")
unfinished_banner()
with st.container(border=True):
    st.markdown("**Practise an interview**")
    st.markdown("Three to five questions for your role, one at a time. The first feedback takes about two minutes.")
    if st.button("Practise an interview", type="primary", icon=":material/forum:"):
        st.switch_page("app_pages/interview_coach.py")
    st.page_link(
        "app_pages/interview_coach.py",
        label="Try with sample data",
        icon=":material/science:",
        query_params={"sample": "1"},
    )
if coach.onboarding.goals(person) is None:
    first_questions()
