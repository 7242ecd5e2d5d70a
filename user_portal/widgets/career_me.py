"""About you: where you stand, what you like, what you can do, each with where the coach has it from."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.career import CareerProfile
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_interests import interests_card
from user_portal.widgets.career_me_position import position_card
from user_portal.widgets.career_me_wishes import wishes_card
from user_portal.widgets.career_skills import skills_card
from user_portal.widgets.career_waiting import reading_facts

RESUME = "app_pages/resume_coach.py"


def me_section() -> None:
    """The section of the career page."""
    profile = services().career.profile.get(me())
    _teach(profile)
    position_card(profile)
    wishes_card(profile)
    interests_card(profile)
    with reading_facts():
        skills_card(profile)
    _onwards()


def _teach(profile: CareerProfile) -> None:
    if profile.row_version:
        return
    st.markdown(
        "Tell the coach where you stand, and it shows where you can go from here. A confirmed CV says most of it; "
        "without one, answer what you like below. Nothing here has to be filled in, and all of it can be changed."
    )
    if services().resume.versions.master(me()) is None:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Bring my CV", icon=":material/description:"):
                st.switch_page(RESUME)
            quiet("It is read on this machine. What you confirm there counts here at once.")


def _onwards() -> None:
    if st.button("Show my paths", type="primary", icon=":material/route:", key="career-to-paths"):
        st.query_params["section"] = "paths"
        st.rerun()
