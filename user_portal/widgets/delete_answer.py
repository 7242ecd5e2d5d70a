"""Deletes one answer after saying what goes with it: the answer, what hangs on it, and what was learned from it."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.own_model import Deletion
from shared_backend.domain.practice import Attempt
from user_portal.services import me, services
from user_portal.widgets.receipts import as_json
from user_portal.widgets.words import count


def delete_button(attempt: Attempt) -> None:
    """The quiet way to the dialog."""
    if st.button("Delete this answer", type="tertiary", icon=":material/delete:", key=f"delete-{attempt.id}"):
        _ask(attempt.id)


@st.dialog("Delete this answer", on_dismiss="rerun")
def _ask(attempt_id: str) -> None:
    me()
    deletion: Deletion | None = st.session_state.get(f"deleted-{attempt_id}")
    if deletion is not None:
        st.success(
            f"Deleted and unlearned. Your own model now rests on {count(deletion.left, 'answer')}.",
            icon=":material/check:",
        )
        with st.container(horizontal=True):
            if st.button("Done", type="primary", key=f"done-{attempt_id}"):
                st.rerun()
            st.download_button(
                "Receipt",
                as_json(deletion, "intellicoach deletion receipt"),
                file_name=f"deleted-{deletion.at:%Y-%m-%d}.json",
                mime="application/json",
                type="tertiary",
                icon=":material/receipt_long:",
                on_click="ignore",
                key=f"deletion-{attempt_id}",
            )
        return
    st.markdown(
        "The answer, its feedback and the follow-ups and further tries that belong to it are deleted. What the coach "
        "learned from them is unlearned: your own model becomes the one it would be without them. "
        "This cannot be taken back."
    )
    with st.container(horizontal=True):
        st.button(
            "Delete and unlearn", type="primary", key=f"really-{attempt_id}", on_click=_delete, args=(attempt_id,)
        )
        if st.button("Keep it", key=f"spare-{attempt_id}"):
            st.rerun()


def _delete(attempt_id: str) -> None:
    st.session_state[f"deleted-{attempt_id}"] = services().interview.feedback.delete_answer(me(), attempt_id)
