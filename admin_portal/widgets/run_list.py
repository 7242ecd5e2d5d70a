"""The runs of a task as they stand in storage: closing the tab loses nothing."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.tables import frame
from admin_portal.widgets.words import STATES, duration
from shared_backend.operations.task_guide import TaskInfo
from shared_backend.registry.training_runs import TrainingRun
from shared_backend.web.words import when


def run_list(task: TaskInfo) -> None:
    """The list, refreshed while a run is open, and a way into each run."""
    st.subheader("Runs", anchor=False)
    runs = services().training.list_runs(me(), task.id)
    if not runs:
        st.markdown(
            "No run yet. Choose data, name a scenario and press *Train*: the result is a candidate with a model card. "
            "It serves nobody until you deploy it."
        )
        return
    names = {s.id: s.name for s in services().training.scenarios(me(), task.id)}
    by_id = {run.id: run for run in runs}
    if any(run.open for run in runs):
        _refreshed(task.id, names)
    else:
        _table(runs, names)
    now = services().clock.now()
    opened = st.selectbox(
        "Open a run",
        list(by_id),
        index=None,
        format_func=lambda one: (
            f"{names[by_id[one].scenario_id]}, {STATES[by_id[one].state].lower()}, {when(by_id[one].created_at, now)}"
        ),
        placeholder="Progress, log and model card",
        key=f"open-run-{task.id}",
    )
    if opened:
        del st.session_state[f"open-run-{task.id}"]
        st.query_params["run"] = opened
        st.rerun()


@st.fragment(run_every="2s")
def _refreshed(task_type: str, names: dict[str, str]) -> None:
    runs = services().training.list_runs(me(in_use=False), task_type)
    _table(runs, names)
    if not any(run.open for run in runs):
        st.rerun()


def _table(runs: Sequence[TrainingRun], names: dict[str, str]) -> None:
    rows = [
        {
            "State": [STATES[run.state]],
            "Scenario": names.get(run.scenario_id, ""),
            "Done": run.fraction,
            "Latest": run.message,
            "Started": run.created_at,
            "Took": duration((run.ended_at - run.created_at).total_seconds()) if run.ended_at else "",
        }
        for run in runs
    ]
    st.dataframe(
        frame(rows),
        hide_index=True,
        key="runs",
        alt=f"Training runs, the newest first; the newest is {STATES[runs[0].state].lower()}.",
        column_config={
            "State": st.column_config.MultiselectColumn(
                options=list(STATES.values()), color=["gray", "blue", "green", "gray", "red"], width="small"
            ),
            "Done": st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1, width="small"),
            "Latest": st.column_config.TextColumn(width="medium"),
            "Started": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
        },
    )
