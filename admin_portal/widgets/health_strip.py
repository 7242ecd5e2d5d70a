"""One strip that says what needs a person, or that nothing does."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me, services
from shared_backend.operations.health import Need
from shared_backend.web.words import count, plain

_ICONS = {
    "people": ":material/sos:",
    "worker": ":material/engineering:",
    "disk": ":material/hard_drive:",
    "champion": ":material/block:",
    "artifact": ":material/broken_image:",
    "run": ":material/error:",
    "facts": ":material/menu_book:",
}
_URGENT = ("people", "artifact", "disk")


@st.fragment(run_every="30s")
def health_strip() -> None:
    """The strip, looked at again every half minute."""
    needs = services().health.needs(me(in_use=False))
    if not needs:
        st.success("Nothing needs you.", icon=":material/check_circle:")
        return
    st.markdown(f"**{count(len(needs), 'thing needs', 'things need')} you**")
    for need in needs:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            color = "red" if need.kind in _URGENT else "orange"
            st.markdown(f":{color}[{_ICONS[need.kind]}] {plain(need.message)}", width="stretch")
            _way(need)


def _way(need: Need) -> None:
    if need.kind == "champion" and services().releases.versions(me(in_use=False), need.task_type).all:
        _link("versions", "Choose a version", need)
    elif need.kind == "champion":
        _link("ai_training", "Train one", need)
    elif need.kind == "artifact":
        _link("versions", "Look at versions", need)
    elif need.kind == "facts" and need.task_type:
        _link("ai_training", "Train it again", need)
    elif need.kind == "run":
        _link("ai_training", "Open the run", need)
    elif need.kind == "people":
        st.page_link("app_pages/safety.py", label="Look now", icon=":material/east:")


def _link(page: str, label: str, need: Need) -> None:
    where = {"run": need.run_id} if need.run_id else {"task": need.task_type}
    st.page_link(f"app_pages/{page}.py", label=label, icon=":material/east:", query_params=where)
