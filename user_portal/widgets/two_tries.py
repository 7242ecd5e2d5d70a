"""Two attempts at one question side by side, with the change of each criterion."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.interview_report import Change, compare
from shared_backend.domain.practice import Attempt
from shared_backend.web.quiet import quiet
from user_portal.widgets.words import plain


def two_tries(before: Attempt, after: Attempt, *, numbers: bool) -> None:
    """The overall change in a sentence, every criterion in a table, both texts folded."""
    title = "With your addition" if after.kind == "follow_up" else "Your two tries"
    overall, *criteria = compare(before, after)
    with st.container(border=True):
        st.markdown(f"**{title}:** {in_words(overall, numbers=numbers)}")
        values = {
            "Before": [f"{change.before.value:.1f}" for change in criteria],
            "Now": [f"{change.after.value:.1f}" for change in criteria],
        }
        st.table(
            {
                "Criterion, of 4": [change.name for change in criteria],
                **(values if numbers else {}),
                "Change": [_direction(change) for change in criteria],
            },
            hide_index=True,
        )
        quiet("“Within noise” means that the two ranges overlap, so the difference may be chance.")
        with st.expander("What you wrote before", key=f"before-{after.id}"):
            st.markdown(plain(before.answer))


def in_words(change: Change, *, numbers: bool) -> str:
    """One change as words."""
    moved = f"{change.before.value:.1f} → {change.after.value:.1f}, " if numbers else ""
    return f"{moved}{_direction(change)}"


def _direction(change: Change) -> str:
    if change.within_noise:
        return "within noise"
    return "higher" if change.after.value > change.before.value else "lower"
