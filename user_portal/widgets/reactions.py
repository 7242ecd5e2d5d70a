"""What a person says back about feedback: too harsh or too lenient, whether the advice helped and how much."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.errors import CoachError, InvalidInput
from shared_backend.domain.practice import Attempt
from shared_backend.web.errors import show
from user_portal.services import me, services
from user_portal.widgets.choice import choice

OPINIONS = {"too_harsh": "Too harsh", "fair": "Fair", "too_lenient": "Too lenient"}


@st.fragment
def reactions(attempt: Attempt) -> None:
    """The form, folded; it can be changed as often as one likes."""
    with st.expander("This is wrong, or this helped"):
        with st.form(f"opinion-{attempt.id}", border=False):
            opinion = choice("The score is", OPINIONS, attempt.opinion, key=f"opinion-choice-{attempt.id}")
            comment = st.text_input(
                "What did the coach miss? (optional)",
                value=attempt.comment,
                max_chars=2000,
                key=f"comment-{attempt.id}",
            )
            helped = choice(
                "The advice helped", {True: "Yes", False: "No"}, attempt.helpful, key=f"helped-{attempt.id}"
            )
            marks = {n: str(n) for n in range(1, 6)}
            rating = choice("How much, from 1 to 5", marks, attempt.rating, key=f"rating-{attempt.id}")
            sent = st.form_submit_button("Tell the coach")
        if sent:
            try:
                st.success(_told(attempt, opinion, comment, helped, rating), icon=":material/check:")
            except CoachError as error:
                show(error)


def _told(attempt: Attempt, opinion: str | None, comment: str, helped: bool | None, rating: int | None) -> str:
    """Save what was chosen and say so. Raises `InvalidInput` when there is nothing to save."""
    feedback = services().interview.feedback
    if opinion is None and comment.strip():
        raise InvalidInput("Choose whether the score is too harsh, fair or too lenient; the comment is kept with it.")
    if opinion is None and helped is None and rating is None:
        raise InvalidInput("Choose something first; nothing was saved yet.")
    if opinion is not None:
        feedback.score_opinion(me(), attempt.id, opinion, comment)
    if helped is not None or rating is not None:
        helpful = helped if helped is not None else (rating or 0) >= 3
        feedback.rate_advice(me(), attempt.id, helpful=helpful, rating=rating)
    return "Noted. Your coach learns from this; the score itself stays."
