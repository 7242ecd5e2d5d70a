"""Skills found in the text of a CV: what they are called elsewhere, and the words that name them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from shared_backend.domain.resume import Resume
from user_portal.services import me, services
from user_portal.widgets.words import plain


def named_skills(resume: Resume, act: Callable[[Callable[[], Resume]], None]) -> None:
    """Each skill with its quote; one that is none can be turned down, and stays so."""
    found = services().resume.matching.skills(me(), resume.id)
    with st.expander(f"Skills found in your text · {len(found)}"):
        st.markdown(
            "Named word for word in your CV and known to ESCO or O\\*NET, two public lists of skills. A skill you tell "
            "in other words may be missing here."
        )
        for one in found:
            with st.container(border=True):
                st.markdown(
                    f"**{plain(one.label)}** · {plain(one.source)}  \n"
                    f"“{plain(one.quote[: one.start])}**{plain(one.quote[one.start : one.end])}**"
                    f"{plain(one.quote[one.end :])}”  \n:small[:gray[{plain(one.section)}]]"
                )
                turn_down = partial(services().resume.matching.not_a_skill, me(), resume.id, resume.row_version, one.id)
                st.button(
                    "This is not meant",
                    key=f"not-{one.id}-{resume.id}",
                    icon=":material/close:",
                    type="tertiary",
                    on_click=act,
                    args=(turn_down,),
                )
