"""Adds a skill nobody has seen a sign of, by its name and the person's own level."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.errors import CoachError
from shared_backend.services.careers.elements import kind_of
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_skill_words import KINDS, LEVELS
from user_portal.widgets.words import plain

TYPED, LEVEL = "career-add-typed", "career-add-level"


def add_skill() -> None:
    """A search field; what is found can be added at a level."""
    with st.expander("Add a skill, program or tool", key="career-add"):
        typed = st.text_input(
            "What you can do or use",
            key=TYPED,
            max_chars=80,
            placeholder="For example: teaching, Python, biology",
            live=True,
        )
        found = services().career.profile.find_skills(typed)
        if not found:
            if len(typed.strip()) > 1:
                quiet("Nothing with a name like this. Try a shorter or a more general word.")
            return
        chosen = st.selectbox(
            "Closest skill",
            list(found),
            format_func=lambda key: f"{found[key]} ({KINDS[kind_of(key)]})",
            key=f"career-add-{typed.casefold()}",
        )
        level = st.selectbox("Your level in it", list(LEVELS)[1:], 2, format_func=LEVELS.__getitem__, key=LEVEL)
        st.button("Add it", key="career-add-it", icon=":material/add:", on_click=_add, args=(chosen, level))


def _add(skill: str, level: int) -> None:
    try:
        services().career.profile.rate(me(), skill, float(level))
    except CoachError as error:
        show(error)
    else:
        st.session_state[TYPED] = ""
        st.toast(f"{plain(skill.partition(':')[2])} is added.", icon=":material/check:")
