"""Present or last occupation: found by any title, proposed from the CV, or none yet, and then what school was like."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.career import CareerProfile
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_save import save_field, save_profile, stored
from user_portal.widgets.choice import choice
from user_portal.widgets.role_search import role_search
from user_portal.widgets.words import plain

WORKED = {"worked": "I have or had an occupation", "never": "I have not worked yet"}
MOST_YEARS = 60
CHANGING, WORKED_KEY = "career-changing", "career-worked"


def position_card(profile: CareerProfile) -> None:
    """Show what is known of the position, or ask for it."""
    st.subheader("Where you stand", anchor=False)
    with st.container(border=True):
        if profile.occupation is not None and not st.session_state.get(CHANGING):
            _known(profile, profile.occupation)
            return
        _proposed(profile)
        answered = choice("Your work so far", WORKED, _answer(profile), key=WORKED_KEY, on_change=_say_worked)
        if answered == "never":
            _school(profile)
        elif answered == "worked":
            _search(profile)


def _answer(profile: CareerProfile) -> str | None:
    return "never" if profile.never_worked else "worked" if profile.occupation else None


def _say_worked() -> None:
    """Having had no occupation is kept at once; having one is kept when it is chosen."""
    if st.session_state[WORKED_KEY] == "never":
        if save_profile(occupation=None, years_away=0, never_worked=True):
            st.session_state.pop(CHANGING, None)
    else:
        save_profile(never_worked=False)


def _known(profile: CareerProfile, code: str) -> None:
    st.markdown(f"**{plain(services().interview.occupations.title(code))}**")
    other = services().career.profile.stands_in(code)
    if other:
        quiet(
            f"The facts rate no skills for this occupation, so {plain(other)} stands in for it. If another one is "
            "closer to what you did, choose that instead."
        )
    key = stored("career-away", profile.years_away)
    st.number_input(
        "Years since you last did this work (0 if you do it now)",
        0,
        MOST_YEARS,
        key=key,
        on_change=save_field,
        args=("years_away", key, profile.years_away),
    )
    st.button("Choose another", key="career-change", icon=":material/edit:", on_click=_change)


def _change() -> None:
    st.session_state[CHANGING] = True


def _proposed(profile: CareerProfile) -> None:
    """What the CV says, for the person to confirm."""
    found = None if profile.never_worked else services().career.profile.proposal(me())
    if found is None or found.hits[0].code == profile.occupation:
        return
    employer = f" at {plain(found.employer)}" if found.employer else ""
    were = "are" if found.now else "were last"
    st.markdown(f"Your CV says you {were} **{plain(found.title)}**{employer}. Which of these is it?")
    with st.container(horizontal=True):
        for hit in found.hits:
            st.button(
                plain(hit.title), key=f"career-cv-{hit.code}", icon=":material/check:", on_click=_use, args=(hit.code,)
            )


def _search(profile: CareerProfile) -> None:
    occupations = services().interview.occupations
    typed, code = role_search(
        occupations,
        key="career",
        role=occupations.titles.get(profile.occupation or "", ""),
        occupation=profile.occupation,
        label="Your present or last occupation",
        nothing="No occupation with a title like this. Try another word for it, or what you did most of the day.",
        help="Your skills start from what is usual in it. Choose “None of these” and try another word if nothing fits.",
    )
    if services().career.profile.is_doubtful(typed):
        quiet(
            "No title is quite like this. Titles are in English: try the English word, or what you did most of the "
            "day. If none of these is close, choose “None of these”."
        )
    with st.container(horizontal=True):
        st.button(
            "This is my occupation",
            key="career-use",
            icon=":material/check:",
            disabled=code is None,
            on_click=_use,
            args=(code,),
        )
        if profile.occupation is not None:
            st.button("Leave it as it is", key="career-keep", type="tertiary", on_click=_leave)


def _use(code: str) -> None:
    if save_profile(occupation=code, years_away=0, never_worked=False):
        _leave()


def _leave() -> None:
    st.session_state.pop(CHANGING, None)


def _school(profile: CareerProfile) -> None:
    key = stored("career-subjects", list(profile.subjects))
    st.multiselect(
        "Subjects you like or liked at school",
        services().career.profile.school_subjects(),
        key=key,
        placeholder="Choose any number, or none",
        on_change=save_field,
        args=("subjects", key, profile.subjects),
    )
