"""One skill: level, where it comes from, and what the person says of it."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.career_profile import Skill
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_save import stored
from user_portal.widgets.career_skill_words import KINDS, LEVELS, level_words, signs_of, source_words
from user_portal.widgets.words import plain

SIGNS = 3


def skill_row(skill: Skill, *, numbers: bool, form: str = "row") -> None:
    """`form` makes the keys, where one skill stands on the page twice."""
    key = f"{form}-{skill.id}"
    with st.container(border=True):
        said = "you said you do not have it" if skill.denied else level_words(skill.own, numbers=numbers)
        st.markdown(f"**{plain(skill.name)}** ({KINDS[skill.kind]}) · {said}")
        signs = signs_of(skill.own)
        for sign in signs[:SIGNS]:
            quiet(source_words(sign))
        more = len(signs) - SIGNS
        if more > 0:
            quiet(f"And {more} more like it.")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            rate = stored(f"career-rate-{key}", round(skill.own.level) if skill.rated else None)
            st.selectbox(
                f"Your own level in {plain(skill.name)}",
                list(LEVELS),
                format_func=LEVELS.__getitem__,
                key=rate,
                placeholder="Rate it yourself",
                width=230,
                on_change=_rate,
                args=(skill.id, rate),
            )
            if not skill.rated and not skill.denied:
                st.button(
                    "That is right",
                    key=f"career-right-{key}",
                    icon=":material/check:",
                    on_click=_confirm,
                    args=(skill.id, skill.own.level),
                )
            if not skill.denied:
                st.button(
                    "I do not have it",
                    key=f"career-deny-{key}",
                    icon=":material/close:",
                    type="tertiary",
                    on_click=_deny,
                    args=(skill.id,),
                )
            if skill.rated or skill.denied:
                st.button(
                    "Take back what I said",
                    key=f"career-back-{key}",
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=_take_back,
                    args=(skill.id,),
                )


def _rate(skill: str, key: str) -> None:
    level = st.session_state[key]
    if level is None:
        _take_back(skill)
    else:
        _confirm(skill, float(level))


def _confirm(skill: str, level: float) -> None:
    try:
        services().career.profile.rate(me(), skill, level)
    except CoachError as error:
        show(error)


def _deny(skill: str) -> None:
    try:
        services().career.profile.deny(me(), skill)
    except CoachError as error:
        show(error)


def _take_back(skill: str) -> None:
    try:
        services().career.profile.take_back(me(), skill)
    except CoachError as error:
        show(error)
