"""The owner's say: pause learning, go without the own model, start afresh."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.model_view import ModelView
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from user_portal.services import me, services
from user_portal.widgets.forgetting import Target, forget_button

PAUSE, GLOBAL_ONLY = "pause-learning", "global-only"


def model_switches(view: ModelView) -> None:
    """Two switches that hold at once, and the way to a fresh start."""
    st.toggle(
        "Pause learning",
        value=view.paused,
        key=PAUSE,
        on_change=_pause,
        help="Your answers are scored as before; nothing more is learned from them, not even later.",
    )
    st.toggle(
        "Use the general model only",
        value=view.global_only,
        key=GLOBAL_ONLY,
        on_change=_use_global_only,
        help="The coach expects of you what it expects of anybody, and picks questions and wording without your model. "
        "Your model is kept and goes on learning unless you pause it.",
    )
    if view.blending.n:
        forget_button(Target("everything", "", "Start afresh"))


def _pause() -> None:
    try:
        services().my_model.pause(me(), on=st.session_state[PAUSE])
    except CoachError as error:
        show(error)


def _use_global_only() -> None:
    try:
        services().my_model.use_global_only(me(), on=st.session_state[GLOBAL_ONLY])
    except CoachError as error:
        show(error)
