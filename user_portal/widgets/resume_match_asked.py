"""What the ad asks for, as it was read: weigh one otherwise, take one out, add one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from shared_backend.coaching.resume_matching import LONGEST_PHRASE, JobMatch, Wish
from shared_backend.domain.resume import Resume
from user_portal.services import me, services
from user_portal.widgets.words import plain

WISHES: Mapping[Wish, str] = {"must": "Must have", "nice": "Nice to have", "out": "Not asked for"}


def asked_for(resume: Resume, match: JobMatch, act: Callable[[Callable[[], Resume]], None]) -> None:
    """Every requirement with its level, and a form for one more; each change is saved with this CV."""
    found = match.requirements
    with st.expander(f"What the ad asks for · {len(found)}"):
        st.markdown("Read from the ad by its headings and lists. Put right what was read wrongly.")
        for one in found:
            key = f"wish-{resume.id}-{one.phrase}-{one.level}"
            st.selectbox(
                plain(one.phrase),
                list(WISHES),
                index=list(WISHES).index(one.level),
                format_func=WISHES.__getitem__,
                key=key,
                on_change=_wish,
                args=(resume, one.phrase, key, act),
            )
        with st.form(f"more-{resume.id}", clear_on_submit=True, border=False):
            phrase = st.text_input("Something else it asks for", max_chars=LONGEST_PHRASE)
            level = st.radio("It is", list(WISHES)[:2], format_func=WISHES.__getitem__, horizontal=True)
            if st.form_submit_button("Add it", icon=":material/add:"):
                act(partial(services().resume.matching.wish, me(), resume.id, resume.row_version, phrase, level))
                st.rerun()


def _wish(resume: Resume, phrase: str, key: str, act: Callable[[Callable[[], Resume]], None]) -> None:
    level = st.session_state[key]
    act(partial(services().resume.matching.wish, me(), resume.id, resume.row_version, phrase, level))
