"""The foldable parts of feedback. Opening one is counted once an answer, as what somebody does, never as a grade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from shared_backend.domain.practice import Attempt
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.feedback_says import says_later
from user_portal.widgets.score_range import criteria_bands
from user_portal.widgets.words import level, plain

if TYPE_CHECKING:
    from streamlit.elements.lib.mutable_expander_container import ExpanderContainer


@dataclass(frozen=True)
class Shown:
    """An answer and how the person wants to see it."""

    attempt: Attempt
    numbers: bool
    material: str

    def fold(self, label: str, way: str, *, open_from_start: bool = False) -> ExpanderContainer:
        """A folded part; unfolding it by hand is noticed, being shown unfolded is not."""
        key = f"fold-{way}-{label.split(' ', 1)[0].lower()}-{self.attempt.id}"
        started_open = open_from_start or self.material == way

        def noticed() -> None:
            if st.session_state.get(key) and not started_open:
                services().interview.feedback.opened(me(), self.attempt.id, way)

        return st.expander(label, expanded=started_open, key=key, on_change=noticed)


def later(shown: Shown) -> None:
    """The other tips, at most two."""
    found = shown.attempt.feedback
    if len(found.tips) < 2:
        return
    with shown.fold(
        "After that",
        "reading",
        open_from_start=found.wording.detail == "detailed",
    ):
        says_later(found)


def points(shown: Shown) -> None:
    """Which points of a full answer were found."""
    found = shown.attempt.feedback
    if not found.key_points:
        return
    covered = sum(point.covered for point in found.key_points)
    title = f"Key points: {covered} of {len(found.key_points)} found" if shown.numbers else "Key points"
    with shown.fold(title, "reading"):
        for point in found.key_points:
            mark = ":material/check: found" if point.covered else ":material/close: not found"
            st.markdown(f"{plain(point.point)} – {mark}")
            if point.covered and point.quote:
                st.markdown(f"“{plain(point.quote)}”")


def criteria(shown: Shown) -> None:
    """Every line of the rubric with its range and the words it rests on."""
    lines = shown.attempt.feedback.criteria
    with shown.fold("Every criterion", "reading"):
        if shown.numbers:
            criteria_bands(lines, key=f"bands-{shown.attempt.id}")
        for line in lines:
            st.markdown(f"**{line.name}**{f' · {level(line.score)}' if shown.numbers else ''}  \n{line.meaning}")
            for quote in line.quotes:
                st.markdown(f"“{plain(quote)}”")


def outline(shown: Shown) -> None:
    """A stronger answer from the person's own words."""
    found = shown.attempt.feedback
    if not found.outline:
        return
    with shown.fold(
        "A stronger answer, from your own facts",
        "watching",
        open_from_start=found.wording.detail == "detailed",
    ):
        for step in found.outline:
            st.markdown(f"- {plain(step)}")
        quiet("Only your own words. The brackets show what is missing; fill them with what really happened.")
