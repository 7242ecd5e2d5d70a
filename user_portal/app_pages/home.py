"""The first page after sign-in: what this is, and the one next thing to do."""

from __future__ import annotations

import streamlit as st

from user_portal.services import me, services
from user_portal.widgets.first_questions import first_questions
from user_portal.widgets.unfinished import unfinished_banner
from user_portal.widgets.words import plain

person = me()
st.title(f"Hello, {plain(person.display_name)}", anchor=False)
st.markdown(
    "Interviews, résumé and next move with a coach that quotes your own words, says what to change, "
    "and learns what you need."
)
with st.container(horizontal=True):
    st.badge("Everything stays on this machine", icon=":material/lock:", color="gray")
    st.badge("No AI key needed", icon=":material/key_off:", color="gray")
waiting = unfinished_banner()
with st.container(border=True):
    st.markdown("**Practise an interview**")
    st.markdown("Three to five questions for your role, one at a time. The first feedback takes about two minutes.")
    with st.container(horizontal=True):
        if st.button("Practise an interview", type="secondary" if waiting else "primary", icon=":material/forum:"):
            st.switch_page("app_pages/interview_coach.py")
        if st.button("Try with sample data", type="tertiary", icon=":material/science:"):
            st.switch_page("app_pages/interview_coach.py", query_params={"sample": "1"})
with st.container(border=True):
    st.markdown("**Fix my résumé**")
    st.markdown("See what software reads in your CV, put it right, and fit it to a job ad with nothing made up.")
    if st.button("Fix my résumé", icon=":material/description:"):
        st.switch_page("app_pages/resume_coach.py")
with st.container(border=True):
    st.markdown("**Plan my next move**")
    st.markdown("See where you can go from here, what is still missing, and what to do about it this week.")
    if st.button("Plan my next move", icon=":material/route:"):
        st.switch_page("app_pages/career_coach.py")
if services().interview.onboarding.goals(person) is None:
    first_questions()
