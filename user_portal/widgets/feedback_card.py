"""What is said about one answer, in the order in which it helps: strength, one fix, then the details."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.practice import Attempt, Feedback
from shared_backend.web.quiet import quiet
from user_portal.widgets.provenance import provenance
from user_portal.widgets.score_range import criteria_bands
from user_portal.widgets.words import count, level, plain, score

SELF_WORDS = {1: "not at all well", 2: "not so well", 3: "so-so", 4: "well", 5: "very well"}


def feedback_card(attempt: Attempt, *, numbers: bool) -> None:
    """The whole card; `numbers` False says everything in words."""
    found = attempt.feedback
    for remark in found.notes:
        st.info(plain(remark), icon=":material/info:")
    _strength(found)
    _fix(found)
    _score(attempt, numbers=numbers)
    _star(found)
    _points(found, numbers=numbers)
    _criteria(attempt, numbers=numbers)
    if found.outline:
        with st.expander("A stronger answer, from your own facts", icon=":material/edit_note:"):
            for step in found.outline:
                st.markdown(f"- {plain(step)}")
            quiet("Only your own words. The brackets show what is missing; fill them with what really happened.")
    provenance(attempt, numbers=numbers)


def _strength(found: Feedback) -> None:
    if found.strength is None:
        return
    with st.container(border=True):
        st.markdown("**What works**")
        st.markdown(f"“{plain(found.strength.quote)}”")
        st.markdown(plain(found.strength.text))


def _fix(found: Feedback) -> None:
    with st.container(border=True):
        st.markdown("**The one thing to change**")
        st.markdown(f"{plain(found.tips[0].text)}")
        if found.fix.quote:
            st.markdown(f"In your answer: “{plain(found.fix.quote)}”")
        if found.fix.text:
            quiet(plain(found.fix.text))
    if len(found.tips) > 1:
        with st.expander("After that", icon=":material/arrow_forward:"):
            for tip in found.tips[1:]:
                st.markdown(f"- {plain(tip.text)}")


def _score(attempt: Attempt, *, numbers: bool) -> None:
    found = attempt.feedback
    st.markdown(f"**{score(found.overall, found.word, numbers=numbers)}**")
    if attempt.self_rating is not None:
        said = f"{SELF_WORDS[attempt.self_rating]}"
        quiet(f"You thought it went {said}" + (f" ({attempt.self_rating} of 5)." if numbers else "."))
    p = attempt.provenance
    if numbers and p.offset_n and abs(p.offset_points) >= 0.05:
        felt = min(10.0, max(0.0, found.overall.value + p.offset_points))
        quiet(
            f"By your own sense of fair it would be about {felt:.1f}, going by {count(p.offset_n, 'opinion')} of "
            "yours. The score itself stays as it is."
        )


def _star(found: Feedback) -> None:
    if not found.star:
        return
    with st.container(horizontal=True):
        for part in found.star:
            st.badge(
                f"{part.name}: {'there' if part.present else 'missing'}",
                icon=":material/check:" if part.present else ":material/close:",
                color="green" if part.present else "orange",
            )


def _points(found: Feedback, *, numbers: bool) -> None:
    if not found.key_points:
        return
    covered = sum(point.covered for point in found.key_points)
    title = f"Key points: {covered} of {len(found.key_points)} found" if numbers else "Key points"
    with st.expander(title, icon=":material/checklist:"):
        for point in found.key_points:
            mark = ":material/check: found" if point.covered else ":material/close: not found"
            st.markdown(f"{plain(point.point)} – {mark}")
            if point.covered and point.quote:
                st.markdown(f"“{plain(point.quote)}”")


def _criteria(attempt: Attempt, *, numbers: bool) -> None:
    lines = attempt.feedback.criteria
    with st.expander("Every criterion", icon=":material/straighten:"):
        if numbers:
            criteria_bands(lines, key=f"bands-{attempt.id}")
        for line in lines:
            st.markdown(f"**{line.name}**{f' · {level(line.score)}' if numbers else ''}  \n{line.meaning}")
            for quote in line.quotes:
                st.markdown(f"“{plain(quote)}”")
