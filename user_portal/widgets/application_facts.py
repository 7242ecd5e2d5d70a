"""What is told about an application: names, link, CV, occupation, notes and the ad; and deleting it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from shared_backend.domain.application import LONGEST_AD, LONGEST_LINK, LONGEST_NAME, LONGEST_NOTES, Application
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.application_state import change, turn
from user_portal.widgets.application_words import resume_name
from user_portal.widgets.career_places import go_to
from user_portal.widgets.career_waiting import reading_facts
from user_portal.widgets.draft_keeper import draft_keeper
from user_portal.widgets.words import plain


def facts(one: Application) -> None:
    """Notes and ad save themselves while they are typed; the rest is saved with a button."""
    _text(one, "notes", "Notes", LONGEST_NOTES, 120, "What they said, whom you spoke to, how it felt.")
    _form(one)
    with st.expander("The job ad", key=f"ad-of-{one.id}"):
        _text(one, "ad", "The ad as pasted", LONGEST_AD, 220, "Kept with the application, read on this machine only.")


def _text(one: Application, name: str, label: str, longest: int, height: int, help: str) -> None:
    key = f"{name}-{one.id}-{turn(one.id)}"
    saved = getattr(one, name)
    st.text_area(
        label, saved, key=key, height=height, max_chars=longest, help=help, on_change=_save_text, args=(one, name, key)
    )
    draft_keeper(key, saved)


def _save_text(one: Application, name: str, key: str) -> None:
    text = st.session_state[key]
    change(one.id, lambda seen: _edit(one, seen, {name: text}), typed=text)


def _form(one: Application) -> None:
    with st.expander("Employer, role, link, CV and occupation", key=f"facts-{one.id}"):
        cvs = services().career.applications.resumes(me())
        choices = {(used.id, used.version): resume_name(used) for used in cvs}
        used = one.resume
        if used is not None and (used.id, used.version) not in choices:
            choices = {(used.id, used.version): f"{resume_name(used)} (deleted since)", **choices}
        places = _occupations(one)
        codes: list[str | None] = [None, *places]
        options: list[tuple[str, int] | None] = [None, *choices]
        with st.form(f"facts-form-{one.id}-{turn(one.id)}", border=False):
            left, right = st.columns(2)
            employer = left.text_input("Employer", one.employer, max_chars=LONGEST_NAME)
            role = right.text_input("Role", one.role, max_chars=LONGEST_NAME)
            left, right = st.columns(2)
            link = left.text_input("Link to the ad", one.link, max_chars=LONGEST_LINK)
            resume = right.selectbox(
                "CV you sent",
                options,
                options.index((used.id, used.version)) if used else 0,
                format_func=lambda one: choices[one] if one else "None chosen",
            )
            occupation = left.selectbox(
                "Closest occupation",
                codes,
                codes.index(one.occupation),
                format_func=lambda code: places[code] if code else "None chosen",
                help="It links the application with the occupation in “Look up”.",
            )
            sent = st.form_submit_button("Save", icon=":material/save:")
        if sent:
            told = {"employer": employer, "role": role, "link": link, "resume": resume, "occupation": occupation}
            change(one.id, lambda seen: _edit(one, seen, told), typed=f"{employer}, {role}", said="Saved.")
            st.rerun()
        if one.occupation:
            st.button(
                "Look up the occupation",
                key=f"look-up-{one.id}",
                type="tertiary",
                icon=":material/search:",
                on_click=go_to,
                args=("lookup",),
                kwargs={"code": one.occupation},
            )


def _occupations(one: Application) -> Mapping[str, str]:
    with reading_facts():
        found = {hit.code: hit.title for hit in services().career.profile.search(one.role, 6)}
        if one.occupation is not None and one.occupation not in found:
            found = {one.occupation: services().career.profile.occupation(one.occupation).title, **found}
    return found


def _edit(one: Application, seen: int, told: Mapping[str, Any]) -> Application:
    """Everything as it is but what is told anew."""
    before = {
        "employer": one.employer,
        "role": one.role,
        "occupation": one.occupation,
        "link": one.link,
        "ad": one.ad,
        "notes": one.notes,
        "resume": (one.resume.id, one.resume.version) if one.resume else None,
    }
    return services().career.applications.edit(me(), one.id, seen, **{**before, **told})


def delete_application(one: Application) -> None:
    """A button that opens the question."""
    if st.button("Delete this application", key=f"delete-{one.id}", icon=":material/delete:", type="tertiary"):
        _delete(one)


@st.dialog("Delete this application")
def _delete(one: Application) -> None:
    me()
    st.markdown(
        f"**{plain(one.employer)}, {plain(one.role)}** goes with its notes, its ad and every change of stage. This "
        "cannot be taken back."
    )
    if one.follow_up is not None:
        quiet("If its reminder is in a calendar of yours, delete it there too.")
    typed = st.text_input("Type the employer's name to delete it", key=f"typed-{one.id}", max_chars=LONGEST_NAME)
    with st.container(horizontal=True):
        if st.button("Delete it", type="primary", key=f"deleted-{one.id}"):
            try:
                services().career.applications.delete(me(), one.id, typed)
            except CoachError as error:
                show(error)
                return
            go_to("applications")
            st.rerun()
        if st.button("Keep it", key=f"kept-{one.id}"):
            st.rerun()
