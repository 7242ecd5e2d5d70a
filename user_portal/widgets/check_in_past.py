"""Past check-ins: open, download, delete."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from shared_backend.domain.check_in import CheckIn
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from user_portal.services import me, services
from user_portal.widgets.check_in_moved import what_moved
from user_portal.widgets.words import plain

AT_MOST = 24


def past_check_ins(past: Sequence[CheckIn]) -> None:
    """The newest first."""
    if not past:
        return
    st.subheader("Past check-ins", anchor=False)
    for one in past[:AT_MOST]:
        at = one.at.date()
        with st.expander(f"{at.day} {at:%B %Y}", key=f"past-{one.id}"):
            what_moved(one.moved)
            st.markdown("**What came next**")
            st.markdown("\n".join(f"- {plain(action.text)}" for action in one.actions))
            if one.note:
                st.markdown(plain(one.note))
            with st.container(horizontal=True):
                st.download_button(
                    "Download",
                    services().career.check_ins.file(me(), one.id),
                    f"check-in-{at.isoformat()}.md",
                    "text/markdown",
                    icon=":material/download:",
                    key=f"check-in-file-{one.id}",
                    on_click="ignore",
                )
                if st.button("Delete", key=f"delete-{one.id}", icon=":material/delete:", type="tertiary"):
                    _delete(one)


@st.dialog("Delete this check-in")
def _delete(one: CheckIn) -> None:
    me()
    st.markdown(
        "It goes for good. The next one then looks back to the one before it, and may be offered sooner. Your skills, "
        "plans and applications stay as they are."
    )
    with st.container(horizontal=True):
        if st.button("Delete it", type="primary", key=f"deleted-{one.id}"):
            try:
                services().career.check_ins.delete(me(), one.id)
            except CoachError as error:
                show(error)
                return
            st.rerun()
        if st.button("Keep it", key=f"kept-{one.id}"):
            st.rerun()
