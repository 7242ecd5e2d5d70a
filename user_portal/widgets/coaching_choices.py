"""How a person wants to be coached: four choices, each saved the moment it is made."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from shared_backend.coaching.preferences import CHOICES
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from user_portal.services import me, services
from user_portal.widgets.choice import choice

LABELS: Mapping[str, tuple[str, str]] = {
    "feedback_preference": (
        "How feedback is put",
        "The same advice in another tone. “Find out what helps me” goes by the advice you said helped.",
    ),
    "interview_style": (
        "Style of the interview",
        "Casual puts a friendly word before each question. Technical asks more technical and case questions when the "
        "types are mixed.",
    ),
    "learning_pace": (
        "Pace",
        "Gentle picks questions that should go well for you about 8 times in 10, steady 7, fast 6.",
    ),
    "scores": ("Scores", "Words only hides the numbers. The advice stays the same."),
}


@st.fragment
def coaching_choices() -> None:
    """Show the choices folded."""
    with st.expander("How you want to be coached", icon=":material/tune:"):
        known = services().interview.preferences.get(me()).model_dump()
        for name, (label, explained) in LABELS.items():
            key = f"wish-{name}"
            choice(label, CHOICES[name], known[name], key=key, help=explained, on_change=_save, args=(name,))


def _save(name: str) -> None:
    try:
        services().interview.preferences.save(me(), **{name: st.session_state[f"wish-{name}"]})
    except CoachError as error:
        show(error)
