"""Train a model: choose a task and data, make a scenario, watch the run, read the candidate's card."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.data_choice import data_choice
from admin_portal.widgets.run_list import run_list
from admin_portal.widgets.run_view import run_view
from admin_portal.widgets.scenario_form import scenario_form
from admin_portal.widgets.task_choice import chosen_task


def prepare() -> None:
    """Everything before a run, and the runs there were."""
    st.title("AI training", anchor=False)
    task = chosen_task()
    left, right = st.columns([3, 2], gap="large")
    with left:
        data = data_choice(task)
    with right:
        scenario_form(task, data)
    run_list(task)


person = me()
opened = st.query_params.get("run")
if opened:
    run_view(services().training.get_run(person, opened).id)
else:
    prepare()
