"""Deletes one practice, after saying what goes with it, or leads to a single answer in it."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.errors import CoachError
from shared_backend.domain.practice import Run
from shared_backend.services.content.library import TYPE_NAMES
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.words import count, when


def delete_run() -> None:
    """The section of the page."""
    st.subheader("Delete a practice", anchor=False)
    runs = services().interview.reports.history(me())
    if not runs:
        quiet("There is none yet.")
        return
    names = {run.id: _name(run) for run in runs}
    chosen = st.selectbox("Practice", list(names), format_func=names.__getitem__, key="practice-to-delete")
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Delete this practice", icon=":material/delete:"):
            _ask(chosen)
        st.page_link(
            "app_pages/interview_coach.py",
            label="Open it, to delete a single answer",
            icon=":material/article:",
            query_params={"run": chosen},
        )


@st.dialog("Delete this practice", on_dismiss="rerun")
def _ask(run_id: str) -> None:
    me()
    gone = st.session_state.get(f"deleted-{run_id}")
    if gone is not None:
        st.success(
            f"Deleted: {count(gone.answers, 'answer')}, and what was learned from it. Your own model now rests on "
            f"{count(gone.left, 'answer')}.",
            icon=":material/check:",
        )
        if st.button("Done", type="primary", key=f"done-{run_id}"):
            st.rerun()
        return
    st.markdown(
        "The practice goes with all its answers, feedback and drafts. What the coach learned from them is unlearned: "
        "your own model becomes the one it would be without them. This cannot be taken back."
    )
    with st.container(horizontal=True):
        st.button("Delete and unlearn", type="primary", key=f"really-{run_id}", on_click=_delete, args=(run_id,))
        if st.button("Keep it", key=f"spare-{run_id}"):
            st.rerun()


def _delete(run_id: str) -> None:
    try:
        st.session_state[f"deleted-{run_id}"] = services().my_data.delete_run(me(), run_id)
    except CoachError as error:
        show(error)


def _name(run: Run) -> str:
    answered = sum(asked.state == "answered" for asked in run.asked)
    began = when(run.started_at, services().clock.now())
    return f"{run.setup.role} · {TYPE_NAMES[run.setup.question_type]} · {count(answered, 'answer')} · {began}"
