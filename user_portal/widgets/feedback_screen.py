"""After an answer: first the person's own rating, then the feedback, then what they want to do with it."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.interview_report import Change, compare
from shared_backend.domain.errors import CoachError
from shared_backend.domain.practice import Attempt, Run
from shared_backend.web.errors import show
from user_portal.services import me, services
from user_portal.widgets.feedback_card import feedback_card
from user_portal.widgets.words import plain

SELF = {1: "1 – not at all well", 2: "2", 3: "3 – so-so", 4: "4", 5: "5 – very well"}
OPINIONS = {"too_harsh": "Too harsh", "fair": "Fair", "too_lenient": "Too lenient"}


def self_rating_screen(run: Run, attempt: Attempt) -> None:
    """Ask how it went before anything is shown."""
    st.subheader("How do you think you did?", anchor=False)
    st.caption("Your answer is saved. Say what you think first; it trains your own eye.")
    chosen = st.segmented_control(
        "Your own rating", list(SELF), format_func=SELF.__getitem__, key=f"self-{attempt.id}", default=3, required=True
    )
    label = "Show the feedback" if run.setup.mode == "study" else "Next question"
    if st.button(label, type="primary", key=f"rated-{attempt.id}"):
        coach = services().interview
        coach.feedback.rate_self(me(), attempt.id, int(chosen))
        if run.setup.mode == "real":
            coach.practice.next_question(me(), run.id)
        st.rerun()


def feedback_screen(run: Run, attempt: Attempt, attempts: tuple[Attempt, ...]) -> None:
    """The feedback on the latest answer, and the ways on."""
    st.caption(plain(attempt.question))
    earlier = next((a for a in attempts if a.id == attempt.of_attempt), None)
    if earlier is not None:
        side_by_side(earlier, attempt)
    feedback_card(attempt)
    _ways_on(run, attempt)
    _reactions(attempt)
    with st.expander("Your answer", icon=":material/notes:"):
        st.markdown(plain(attempt.answer))


def side_by_side(before: Attempt, after: Attempt) -> None:
    """Two attempts with the change of each criterion."""
    title = "With your addition" if after.kind == "follow_up" else "Your two tries"
    with st.container(border=True):
        st.markdown(f"**{title}**")
        for change in compare(before, after):
            st.markdown(f"{change.name}: {_change(change)}")
        st.caption("“Within noise” means the two ranges overlap, so the difference may be chance.")


def _change(change: Change) -> str:
    moved = f"{change.before.value:.1f} → {change.after.value:.1f}"
    if change.within_noise:
        return f"{moved} · within noise"
    return f"{moved} · {'higher' if change.after.value > change.before.value else 'lower'}"


def _ways_on(run: Run, attempt: Attempt) -> None:
    coach = services().interview
    last = run.main_count() >= run.setup.count
    with st.container(horizontal=True):
        onward = st.button(
            "See the report" if last else "Next question",
            type="primary",
            key=f"next-{attempt.id}",
            icon=":material/east:",
        )
        again = st.button("Try again", key=f"again-{attempt.id}", icon=":material/replay:")
        follow = st.button("Follow-up", key=f"follow-{attempt.id}", icon=":material/forum:")
    if onward:
        coach.practice.next_question(me(), run.id)
        st.rerun()
    if again:
        coach.practice.try_again(me(), attempt.id)
        st.rerun()
    if follow:
        coach.practice.follow_up(me(), attempt.id)
        st.rerun()


@st.fragment
def _reactions(attempt: Attempt) -> None:
    coach = services().interview
    with st.expander("This is wrong, or this helped", icon=":material/rate_review:"):
        with st.form(f"opinion-{attempt.id}", border=False):
            opinion = st.segmented_control(
                "The score is",
                list(OPINIONS),
                format_func=OPINIONS.__getitem__,
                default=attempt.opinion,
                key=f"opinion-choice-{attempt.id}",
            )
            comment = st.text_input(
                "What did the coach miss? (optional)",
                value=attempt.comment,
                max_chars=2000,
                key=f"comment-{attempt.id}",
            )
            helped = st.segmented_control(
                "The advice helped",
                [True, False],
                format_func={True: "Yes", False: "No"}.__getitem__,
                default=attempt.helpful,
                key=f"helped-{attempt.id}",
            )
            rating = st.segmented_control(
                "How much, from 1 to 5", [1, 2, 3, 4, 5], default=attempt.rating, key=f"rating-{attempt.id}"
            )
            sent = st.form_submit_button("Tell the coach")
        if sent:
            try:
                if opinion is not None:
                    coach.feedback.score_opinion(me(), attempt.id, opinion, comment)
                if helped is not None or rating is not None:
                    helpful = helped if helped is not None else (rating or 0) >= 3
                    coach.feedback.rate_advice(me(), attempt.id, helpful=bool(helpful), rating=rating)
                st.success("Noted. Your coach learns from this; the score itself stays.", icon=":material/check:")
            except CoachError as error:
                show(error)
