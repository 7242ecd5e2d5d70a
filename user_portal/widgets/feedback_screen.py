"""After an answer: first the person's own rating, then the feedback, then what they want to do with it."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.practice import Attempt, Run
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.delete_answer import delete_button
from user_portal.widgets.feedback_card import SELF_WORDS, feedback_card
from user_portal.widgets.reactions import reactions
from user_portal.widgets.two_tries import two_tries
from user_portal.widgets.wish_buttons import wish_buttons
from user_portal.widgets.words import plain


@st.fragment
def self_rating_screen(run: Run, attempt: Attempt) -> None:
    """Ask how it went before anything is shown."""
    st.subheader("How do you think you did?", anchor=False)
    quiet("Your answer is saved. Say what you think first; it trains your own eye. There is no wrong choice.")
    chosen = st.radio(
        "Your own rating",
        list(SELF_WORDS),
        format_func=lambda rating: f"{rating} – {SELF_WORDS[rating]}",
        key=f"self-{attempt.id}",
        index=None,
    )
    label = "Show the feedback" if run.setup.mode == "study" else "Next question"
    if st.button(label, type="primary", key=f"rated-{attempt.id}"):
        if chosen is None:
            st.info("Choose one of the five first.", icon=":material/edit:")
            return
        coach = services().interview
        coach.feedback.rate_self(me(), attempt.id, chosen)
        if run.setup.mode == "real":
            coach.practice.next_question(me(), run.id)
        st.rerun()


def feedback_screen(run: Run, attempt: Attempt, attempts: tuple[Attempt, ...]) -> None:
    """The feedback on the latest answer, and the ways on."""
    wishes = services().interview.preferences.get(me())
    numbers = wishes.scores == "numbers"
    quiet(plain(attempt.question))
    earlier = next((a for a in attempts if a.id == attempt.of_attempt), None)
    if earlier is not None:
        two_tries(earlier, attempt, numbers=numbers)
    feedback_card(attempt, numbers=numbers, material=wishes.material)
    _ways_on(run, attempt, try_first=wishes.material == "practising" and attempt.kind == "main")
    reactions(attempt)
    with st.expander("Your answer"):
        st.markdown(plain(attempt.answer))
        delete_button(attempt)


def _ways_on(run: Run, attempt: Attempt, *, try_first: bool) -> None:
    """On, or once more. One button stands out: the next question, or another try for those who set that."""
    coach = services().interview
    last = run.main_count() >= run.setup.count
    with st.container(horizontal=True):
        onward = st.button(
            "See the report" if last else "Next question",
            type="secondary" if try_first else "primary",
            key=f"next-{attempt.id}",
            icon=":material/east:",
        )
        again = st.button(
            "Try again",
            type="primary" if try_first else "secondary",
            key=f"again-{attempt.id}",
            icon=":material/replay:",
        )
        follow = st.button("Follow-up", key=f"follow-{attempt.id}", icon=":material/forum:")
    if not last:
        wish_buttons(
            {"easier": "Easier next", "harder": "Harder next"},
            attempt.id,
            lambda wish: coach.practice.next_question(me(), run.id, wish),
        )
    if onward:
        coach.practice.next_question(me(), run.id)
        st.rerun()
    if again:
        coach.practice.try_again(me(), attempt.id)
        st.rerun()
    if follow:
        coach.practice.follow_up(me(), attempt.id)
        st.rerun()
