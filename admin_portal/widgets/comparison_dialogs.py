"""Start and stop a comparison of models: what happens to people, what is fixed, who confirms it."""

from __future__ import annotations

import uuid

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.confirming import confirmed, password_if_needed
from shared_backend.domain.errors import CoachError
from shared_backend.domain.experiment import Experiment
from shared_backend.web.errors import show
from shared_backend.web.words import count


@st.dialog("Start a comparison", width="medium")
def start_dialog() -> None:
    """Say what starting does, ask for the plan, do it."""
    person = me()
    form = str(st.session_state.setdefault("comparison-form", str(uuid.uuid4())))
    st.markdown(
        "From their next question on, half of the people who take part get questions, forecasts and wording from the "
        "general model alone, by lot, for as many answers as you say here; the others get the blend as before. Scores "
        "are the same for everybody. Own models go on learning. People read of it under their feedback and may take no "
        "part. What you fix here cannot be changed afterwards."
    )
    with st.form("start-comparison", border=False):
        reason = st.text_input(
            "What do you want to know?", max_chars=500, key="comparison-reason", placeholder="Kept with the result"
        )
        window = st.number_input("Answers of each person that count", 3, 20, 5, key="comparison-window")
        least = st.number_input(
            "People an arm before anything is called better",
            30,
            10_000,
            100,
            key="comparison-least",
            help="Simulated: with 5 answers each, a true advantage of 6 % in log loss is found in 9 of 10 comparisons "
            "by 400 people an arm.",
        )
        password = password_if_needed(person, key="comparison-password")
        sent = st.form_submit_button("Start comparing", type="primary", icon=":material/science:")
    if not sent:
        return
    try:
        services().experiments.start(confirmed(password), form, reason, window=int(window), least_people=int(least))
    except CoachError as error:
        show(error)
        return
    del st.session_state["comparison-form"]
    st.rerun()


@st.dialog("Stop the comparison", width="medium")
def stop_dialog(experiment: Experiment, people: int) -> None:
    """Say what stopping does; one more click does it."""
    st.markdown(
        f"Everybody gets the blend again from their next question on. The averages are kept; the parts of "
        f"{count(people, 'person', 'people')} in it are deleted, so it cannot be taken up again."
    )
    if st.button("Stop and keep the result", type="primary", icon=":material/stop_circle:", key="really-stop"):
        try:
            services().experiments.stop(me(), experiment.id)
        except CoachError as error:
            show(error)
            return
        st.rerun()
