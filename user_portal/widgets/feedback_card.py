"""What is said about one answer, in the order in which it helps: strength, one fix, then the details."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.practice import Attempt, Feedback
from user_portal.widgets.score_range import criteria_bands
from user_portal.widgets.words import count, level, plain, score


def feedback_card(attempt: Attempt, *, expanded: bool = False) -> None:
    """The whole card."""
    found = attempt.feedback
    st.subheader(score(found.overall, found.word))
    if attempt.provenance.offset_n and abs(attempt.provenance.offset_points) >= 0.05:
        _offset(attempt)
    for remark in found.notes:
        st.info(plain(remark), icon=":material/info:")
    _strength(found)
    _fix(found)
    _star(found)
    _points(found)
    with st.expander("Every criterion", expanded=expanded, icon=":material/straighten:"):
        criteria_bands(found.criteria, key=f"bands-{attempt.id}")
        for line in found.criteria:
            st.markdown(f"**{line.name}** · {level(line.score)}  \n{line.meaning}")
            for quote in line.quotes:
                st.caption(f"“{plain(quote)}”")
    with st.expander("A stronger answer, from your own facts", icon=":material/edit_note:"):
        for step in found.outline:
            st.markdown(f"- {plain(step)}")
        st.caption("Only your own words. The brackets show what is missing; fill them with what really happened.")
    provenance(attempt)


def provenance(attempt: Attempt) -> None:
    """Where the numbers come from, in one line, with the rest behind it."""
    p = attempt.provenance
    half = (attempt.feedback.overall.high - attempt.feedback.overall.low) / 2
    assisted = p.engines.get("llm") == "answered"
    source = "LLM-assisted" if assisted else "Local model"
    st.caption(f"{source} {p.version} · personal {p.weight:.0%} · ±{half:.1f}")
    with st.popover("Where these numbers come from", icon=":material/help:"):
        st.markdown(
            f"The score comes from the coach's model **{p.version}**, the same for everybody. The range holds the "
            "rating of such an answer about 8 times in 10."
        )
        st.markdown(_expectation(attempt))
        if p.evidence and p.n:
            better = "better" if p.evidence > 0 else "worse"
            st.markdown(f"Your own model has predicted you {better} so far than the one for everybody.")
        if p.inherited:
            st.markdown(f"Your model started from {p.inherited}.")
        silent = [f"{name}: {plain(reason)}" for name, reason in p.engines.items() if reason != "answered"]
        used = [name for name, reason in p.engines.items() if reason == "answered"]
        st.markdown(
            f"Engines that took part: {', '.join(used)}." + (f" Not used – {'; '.join(silent)}." if silent else "")
        )
        st.caption("The rated answers behind the model were written by us and rated by models, not by people.")


def _expectation(attempt: Attempt) -> str:
    p = attempt.provenance
    if p.n == 0:
        return (
            f"Before reading, the coach expected {p.expected * 10:.1f} of 10, the same as of anybody: "
            "it knows none of your answers yet."
        )
    return (
        f"Before reading, the coach expected {p.expected * 10:.1f} of 10 of you: {p.weight:.0%} you, "
        f"{1 - p.weight:.0%} everyone, after {count(p.n, 'answer')}."
    )


def _offset(attempt: Attempt) -> None:
    p = attempt.provenance
    felt = attempt.feedback.overall.value + p.offset_points
    st.caption(
        f"By your own sense of fair it would be about {min(10.0, max(0.0, felt)):.1f}, after "
        f"{count(p.offset_n, 'opinion')} of yours. The score itself stays as it is."
    )


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
            st.caption(plain(found.fix.text))
    if len(found.tips) > 1:
        with st.expander("After that", icon=":material/arrow_forward:"):
            for tip in found.tips[1:]:
                st.markdown(f"- {plain(tip.text)}")


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


def _points(found: Feedback) -> None:
    if not found.key_points:
        return
    covered = sum(point.covered for point in found.key_points)
    with st.expander(f"Key points: {covered} of {len(found.key_points)} found", icon=":material/checklist:"):
        for point in found.key_points:
            mark = ":material/check: found" if point.covered else ":material/close: not found"
            st.markdown(f"{plain(point.point)} – {mark}")
            if point.covered and point.quote:
                st.caption(f"“{plain(point.quote)}”")
