"""Four questions at the start that may all be skipped."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.onboarding import TIMELINES, WORRIES
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from user_portal.services import me, services
from user_portal.widgets.choice import choice
from user_portal.widgets.role_search import role_search
from user_portal.widgets.setup_card import LEVELS


@st.fragment
def first_questions() -> None:
    """Folded; once saved they fill in the set-up card and are not asked again."""
    coach = services().interview
    with st.expander("Tell the coach four things (optional)"):
        role, occupation = role_search(coach.occupations, key="first")
        level = choice("Level", LEVELS, None, key="first-level")
        timeline = choice("When is your interview?", TIMELINES, None, key="first-timeline")
        worry = st.selectbox(
            "What worries you most?",
            list(WORRIES),
            format_func=WORRIES.__getitem__,
            index=None,
            placeholder="Choose one, or leave it open",
            key="first-worry",
        )
        if st.button("Save", key="first-save"):
            given = {"role": role, "occupation": occupation, "level": level, "timeline": timeline, "worry": worry}
            try:
                coach.onboarding.save(me(), given)
                st.rerun()
            except CoachError as error:
                show(error)
