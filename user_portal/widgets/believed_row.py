"""One subject of the model: what is believed, what moved it most in the person's own words, and how to take it back."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from shared_backend.coaching.model_view import MovedBy, Row
from shared_backend.web.quiet import quiet
from user_portal.widgets.forgetting import Target, forget_button
from user_portal.widgets.level_words import last_change, level, of_ten
from user_portal.widgets.words import count, plain, when


def believed_row(row: Row, now: datetime, *, numbers: bool) -> None:
    """The subject with its evidence."""
    with st.container(border=True, key=f"row-{row.competency}"):
        st.markdown(f"**{row.name}: {level(row.word).lower()}**")
        st.markdown(expected(row, numbers=numbers))
        quiet(last_change(row, now, numbers=numbers))
        if row.moved_by:
            st.markdown("**Answers that moved it most**")
        for moved in row.moved_by:
            _moved(moved, now, numbers=numbers)
        forget_button(Target("row", row.competency, f"Forget all of {row.name}"))


def expected(row: Row, *, numbers: bool) -> str:
    """What is expected, with its range and what it rests on."""
    after = f"after {count(row.answers, 'answer')}"
    if row.word is None:
        start = f"Not enough data yet {after}."
        so_far = (
            f" So far the coach expects {of_ten(row.expected)}, mostly by what it knows of people and of you overall."
        )
        return start + so_far if numbers else start
    if not numbers:
        return f"{level(row.word)} {after}."
    return (
        f"On a question of middle difficulty the coach expects **{of_ten(row.expected)}** of you, {after}. "
        "The range is made to hold your true level 8 times in 10."
    )


def _moved(moved: MovedBy, now: datetime, *, numbers: bool) -> None:
    with st.container(border=True):
        quiet(plain(moved.question))
        st.markdown(f"“{plain(moved.quote)}”")
        way = "up" if moved.after > moved.before else "down"
        far = f" from {moved.before:.1f} to {moved.after:.1f} of 10" if numbers else ""
        quiet(f"Moved it {way}{far}, {when(moved.at, now)}")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(
                "app_pages/interview_coach.py",
                label="Open this answer",
                icon=":material/article:",
                query_params={"run": moved.run_id, "answer": moved.attempt_id},
            )
            forget_button(Target("answer", moved.attempt_id, "Forget this answer"))
