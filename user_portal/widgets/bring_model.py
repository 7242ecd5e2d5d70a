"""Bring a personal model from another installation or an earlier export: look at it first, then decide."""

from __future__ import annotations

from typing import Any

import streamlit as st

from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from user_portal.services import me, services
from user_portal.widgets.words import count, plain, when

TURN = "bring-model-turn"
DONE = "bring-model-done"


def is_looked_at() -> bool:
    """Whether a file waits for a decision: then that is the one next thing to do on the page."""
    return st.session_state.get(_field()) is not None


def bring_model() -> None:
    """The section of the page: a file, what is in it, and the button that uses it."""
    st.subheader("Bring your model", anchor=False)
    done = st.session_state.pop(DONE, None)
    if done is not None:
        st.success(done, icon=":material/check:")
    st.markdown(
        "A model you exported here or at another installation of this coach. It is the file "
        "`user_model_interview_coach.json` in the download."
    )
    file = st.file_uploader("Model file", type=["json"], key=_field())
    if file is None:
        return
    content = file.getvalue()
    try:
        seen = services().my_data.look_at_model(me(), content)
    except CoachError as error:
        show(error)
        return
    with st.container(border=True):
        _show(seen)
        with st.container(horizontal=True):
            st.button("Use this model", type="primary", key="bring-model-yes", on_click=_use, args=(content,))
            st.button("Leave it", key="bring-model-no", on_click=_next_turn)


def _show(seen: Any) -> None:
    now = services().clock.now()
    st.markdown(f"**{count(seen.answers, 'answer')}** · exported {when(seen.exported_at, now)}")
    if seen.first_at is not None:
        first, last = (f"{moment.day} {moment:%B %Y}" for moment in (seen.first_at, seen.last_at))
        st.markdown(f"Learned on {first}." if first == last else f"Learned from {first} to {last}.")
    for difference in seen.differences:
        st.markdown(f"- {plain(difference)}")
    if seen.same:
        st.markdown("It expects of you exactly what it did where it was made.")
    else:
        st.markdown(f"What it expects of you differs by at most {10 * seen.largest:.1f} of 10 points.")
    if seen.replaces:
        st.warning(
            f"It replaces your present model, which rests on {count(seen.replaces, 'answer')}. Your answers stay. "
            "Download everything first if you may want it back.",
            icon=":material/swap_horiz:",
        )
    st.markdown("Your goals and coaching choices come with it.")


def _use(content: bytes) -> None:
    try:
        seen = services().my_data.import_model(me(), content)
    except CoachError as error:
        show(error)
        return
    st.session_state[DONE] = f"Your model is here. It rests on {count(seen.answers, 'answer')}."
    _next_turn()


def _field() -> str:
    # The name changes after each decision: that empties the field.
    return f"bring-model-{st.session_state.get(TURN, 0)}"


def _next_turn() -> None:
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
