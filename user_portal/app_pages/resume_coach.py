"""Fix my résumé: give a CV, look at what was read, confirm it, work on it."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.errors import NotFound
from shared_backend.domain.resume import Resume
from user_portal.services import me, services
from user_portal.widgets.choice import choice
from user_portal.widgets.resume_field import leave_fields
from user_portal.widgets.resume_reading import reading_screen
from user_portal.widgets.resume_sections import SECTIONS
from user_portal.widgets.resume_start import start_screen
from user_portal.widgets.words import plain

st.set_page_config(layout="wide")


def working(resume: Resume) -> None:
    """The sections of a confirmed CV; the address keeps which CV and section is open."""
    st.title(plain(resume.label), anchor=False)
    names = {name: title for name, (title, _) in SECTIONS.items()}
    asked = st.query_params.get("section", "cv")
    opened = asked if asked in names else "cv"
    # The address decides. One widget stays on the page, so that no second row of names shows while a section changes.
    key = f"section-{resume.id}"
    st.session_state[key] = opened
    choice("Section", names, None, key=key, hide_label=True, on_change=_open, args=(key,))
    if opened != "cv":
        leave_fields(resume)
    _, section = SECTIONS[opened]
    section(resume)


def _open(key: str) -> None:
    st.query_params["section"] = st.session_state[key]


def page() -> None:
    """What the address names; without one the master, or the first step."""
    me()
    named = st.query_params.get("cv")
    coach = services().resume
    if named == "new":
        start_screen()
        return
    try:
        resume = coach.versions.get(me(), named) if named else coach.versions.master(me())
    except NotFound as error:
        st.title("Fix my résumé", anchor=False)
        st.info(error.user_message, icon=":material/info:")
        if st.button("Show my CVs", type="primary"):
            st.query_params.clear()
            st.rerun()
        return
    if resume is None:
        start_screen()
    elif resume.confirmed:
        working(resume)
    else:
        reading_screen(resume)


page()
