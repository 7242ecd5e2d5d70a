"""Feedback on a made-up answer in the way that is set, to see what the choices do."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.practice import Feedback
from shared_backend.web.quiet import quiet
from user_portal.widgets.feedback_says import says_fix, says_later, says_strength, says_structure


def made_up(found: Feedback) -> None:
    """The same order as on the feedback screen; what would be folded there is named."""
    if found.wording.opening:
        st.markdown(found.wording.opening)
    if found.wording.detail == "brief":
        says_fix(found)
        quiet("What works, the other tips and the parts of the story stand folded under “More about this answer”.")
        return
    says_strength(found)
    says_fix(found)
    if found.wording.detail == "detailed":
        says_later(found)
        says_structure(found)
        quiet("The stronger answer is unfolded as well.")
        return
    says_structure(found)
    quiet("The other tips and the stronger answer stand folded below.")
