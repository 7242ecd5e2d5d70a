"""One question a screen: why it is asked, a box whose draft is kept, a hint in Study mode, Submit and Skip."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from shared_backend.coaching.interview_coach import InterviewCoach
from shared_backend.domain.errors import CoachError
from shared_backend.domain.practice import Asked, Run
from shared_backend.services.content.library import TYPE_NAMES
from shared_backend.services.content.relevance import fitting_lines
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.draft_keeper import draft_keeper
from user_portal.widgets.wish_buttons import wish_buttons
from user_portal.widgets.words import clock, count, plain

KINDS = {"main": "", "follow_up": "Follow-up", "retry": "Another try"}
CASUAL = (
    "Thanks. Let me ask you this.",
    "Good to have you here. Take your time with this one.",
    "Okay, here is another.",
)


def question_screen(run: Run, asked: Asked) -> None:
    """Show the open question of a run."""
    coach = services().interview
    question = coach.library.question(asked.question_id)
    competency = coach.library.competencies[asked.competency]
    number = run.main_count()
    with st.container(horizontal=True):
        st.badge(f"Question {number} of {run.setup.count}", color="gray")
        st.badge(TYPE_NAMES[question.type], color="gray")
        st.badge(competency.name, color="green")
        if KINDS[asked.kind]:
            st.badge(KINDS[asked.kind], color="blue")
    if coach.preferences.get(me()).interview_style == "casual":
        quiet(CASUAL[number % len(CASUAL)])
    st.subheader(plain(asked.text), anchor=False)
    with st.popover("Why this question", icon=":material/help:"):
        st.markdown(plain(asked.because))
        st.markdown(competency.interviewers_ask_because)
    _elapsed(run, asked)
    _answer_box(run, asked)
    if asked.kind == "main":
        wish_buttons(
            {"easier": "Easier question", "harder": "Harder question"},
            asked.attempt_id,
            lambda wish: coach.practice.swap(me(), run.id, asked.attempt_id, wish),
        )
    if run.setup.mode == "study":
        _help(coach, run, asked)


@st.fragment
def _answer_box(run: Run, asked: Asked) -> None:
    person = me()
    coach = services().interview
    key = f"answer-{asked.attempt_id}"

    def keep() -> None:
        coach.practice.save_draft(me(), run.id, asked.attempt_id, st.session_state[key])

    draft = coach.practice.draft(person, run.id, asked.attempt_id)
    text = st.text_area("Your answer", value=draft.text if draft else "", height=240, key=key, on_change=keep)
    draft_keeper(key, draft.text if draft else "")
    with st.container(horizontal=True):
        submit = st.button("Submit answer", type="primary", icon=":material/send:", key=f"submit-{asked.attempt_id}")
        skip = st.button("Skip", key=f"skip-{asked.attempt_id}")
    try:
        if submit:
            _submit(coach, run, asked, text)
        if skip:
            coach.practice.skip(me(), run.id, asked.attempt_id)
            coach.practice.next_question(me(), run.id)
            st.rerun()
    except CoachError as error:
        show(error)


def _submit(coach: InterviewCoach, run: Run, asked: Asked, text: str) -> None:
    seconds = (services().clock.now() - asked.asked_at).total_seconds()
    place = st.empty()
    try:
        with place.status("Reading your answer", expanded=False):
            coach.practice.answer(me(), run.id, asked.attempt_id, text, seconds=seconds)
    except CoachError:
        place.empty()  # what is said about it stands alone
        raise
    st.rerun()


def _elapsed(run: Run, asked: Asked) -> None:
    @st.fragment(run_every=timedelta(seconds=5))
    def tick() -> None:
        me(in_use=False)
        gone = (services().clock.now() - asked.asked_at).total_seconds()
        limit = (run.setup.timer_minutes or 0) * 60
        if not limit:
            quiet(f":material/schedule: {clock(gone)} since you saw the question")
        elif gone <= limit:
            quiet(f":material/timer: {clock(limit - gone)} left of {count(run.setup.timer_minutes or 0, 'minute')}")
        else:
            quiet(":material/timer: The time is up. Finish your sentence and send it; nothing is cut off.")

    tick()


def _help(coach: InterviewCoach, run: Run, asked: Asked) -> None:
    question = coach.library.question(asked.question_id)
    with st.expander("Hint"):
        st.markdown(plain(question.hint))
        lines = fitting_lines(run.setup.resume_text, question, coach.library.folder)
        if lines:
            st.markdown("From your résumé, perhaps of use here:")
            for line in lines:
                st.markdown(f"- “{plain(line)}”")
