"""What somebody said of paths, each to be taken back with all that it taught."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from shared_backend.coaching.career_paths import Judged
from shared_backend.domain.career import Verdict
from user_portal.services import services
from user_portal.widgets.career_card import take_back
from user_portal.widgets.words import count, plain, when

SAID: Mapping[Verdict, str] = {"interested": "Interested", "not_for_me": "Not for me"}


def judged_list(judged: Sequence[Judged]) -> None:
    """Folded; nothing where nothing was said."""
    if not judged:
        return
    now = services().clock.now()
    with st.expander(f"What you said about paths · {count(len(judged), 'path')}", key="career-judged"):
        st.markdown(
            "“Not for me” is never suggested again, and what is like it comes later. Taking it back undoes both."
        )
        for one in judged:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{plain(one.title)}** · {SAID[one.verdict]}, {when(one.at, now)}")
                st.button(
                    "Take back",
                    key=f"career-judged-back-{one.code}",
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=take_back,
                    args=(one.code,),
                )
