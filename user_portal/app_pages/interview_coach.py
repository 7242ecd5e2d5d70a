"""Practise an interview: set up, warm up, answer, see what to change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from shared_backend.coaching.onboarding import FIRST_AID
from shared_backend.domain.errors import NotFound
from shared_backend.domain.practice import Run
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.feedback_screen import feedback_screen, self_rating_screen
from user_portal.widgets.history_list import history_list
from user_portal.widgets.one_answer import one_answer
from user_portal.widgets.question_screen import question_screen
from user_portal.widgets.report_screen import report_screen
from user_portal.widgets.setup_card import setup_card
from user_portal.widgets.unfinished import unfinished_banner
from user_portal.widgets.words import plain


def new_run() -> None:
    """The set-up card with what is known already, and the way back to what was done."""
    st.title("Practise an interview", anchor=False)
    unfinished_banner()
    sample = bool(st.query_params.get("sample"))
    if sample:
        quiet("Filled in with sample data: the person, the employer and the advertisement are made up.")
    setup_card(_start_with(sample=sample), keep=not sample)
    st.page_link("app_pages/coaching.py", label="How you want to be coached", icon=":material/handshake:")
    history_list()


def _start_with(*, sample: bool) -> Mapping[str, Any]:
    coach = services().interview
    if sample:
        made_up: Mapping[str, Any] = json.loads((coach.library.folder / "sample_practice.json").read_text("utf-8"))
        return made_up
    goals = coach.onboarding.goals(me())
    return goals.model_dump() if goals else {}


def one_run(run: Run) -> None:
    """The screen a run is at; the same after a refresh, in a second tab and tomorrow."""
    coach = services().interview
    wanted = st.query_params.get("answer")
    if wanted and one_answer(run, wanted):
        return
    if run.state == "finished":
        report_screen(run)
    elif not run.warm_up_done:
        warm_up(run)
    else:
        waiting = run.open_question()
        if waiting is not None:
            question_screen(run, waiting)
        else:
            answered(run)
    with st.container(horizontal=True):
        if run.state == "active" and st.button(
            "End this practice",
            key=f"end-{run.id}",
            type="tertiary",
            help="Shows the report. Your answers stay; an open question counts as skipped.",
        ):
            coach.practice.finish(me(), run.id)
            st.rerun()
        finished = run.state == "finished"
        if st.button("New practice", key=f"new-{run.id}", type="primary" if finished else "tertiary"):
            st.query_params.clear()
            st.rerun()


def warm_up(run: Run) -> None:
    """One question that is not scored, to get going."""
    coach = services().interview
    goals = coach.onboarding.goals(me())
    st.subheader("To warm up: what have you done today?", anchor=False)
    quiet("This one is not scored and not kept. It only gets your hands moving.")
    if goals is not None and goals.worry:
        st.info(FIRST_AID[goals.worry], icon=":material/self_improvement:")
    text = st.text_area("A sentence or two", key=f"warm-{run.id}", height=100, max_chars=2000)
    if st.button("First question", type="primary", key=f"warmed-{run.id}", icon=":material/east:"):
        coach.practice.warm_up(me(), run.id, text)
        st.rerun()


def answered(run: Run) -> None:
    """The latest answer: own rating, feedback, or on to the next question."""
    coach = services().interview
    attempts = coach.reports.attempts(me(), run.id)
    if not attempts or run.asked[-1].state != "answered":
        st.markdown(f"Ready for the next question, {plain(me().display_name)}.")
        if st.button("Next question", type="primary", key=f"on-{run.id}-{len(run.asked)}"):
            coach.practice.next_question(me(), run.id)
            st.rerun()
        return
    latest = next(a for a in attempts if a.id == run.asked[-1].attempt_id)
    if latest.self_rating is None:
        self_rating_screen(run, latest)
    elif run.setup.mode == "real":
        coach.practice.next_question(me(), run.id)
        st.rerun()
    else:
        feedback_screen(run, latest, attempts)


def not_found(error: NotFound) -> None:
    """An address that leads to no practice of this person."""
    st.title("Practise an interview", anchor=False)
    st.info(error.user_message, icon=":material/info:")
    if st.button("Start a new practice", type="primary"):
        st.query_params.clear()
        st.rerun()


opened = st.query_params.get("run")
if opened:
    try:
        found = services().interview.practice.run(me(), opened)
    except NotFound as error:
        not_found(error)
    else:
        one_run(found)
else:
    new_run()
