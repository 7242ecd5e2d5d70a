"""One training run: how far it is, what it said, and in the end the candidate's model card."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.data_choice import data_in_words
from admin_portal.widgets.model_card import model_card
from admin_portal.widgets.words import STATE_ICONS, STATES
from shared_backend.domain.errors import CoachError
from shared_backend.registry.training_runs import TrainingRun
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from shared_backend.web.words import plain, when

_COLORS = {"queued": "gray", "running": "blue", "finished": "green", "cancelled": "gray", "failed": "red"}


def run_view(run_id: str) -> None:
    """The page of one run; the same after a refresh, in a second tab and tomorrow."""
    backend, person = services(), me()
    run = backend.training.get_run(person, run_id)
    scenario = backend.training.scenario(person, run.scenario_id)
    task = backend.guide.get(run.task_type)
    st.page_link("app_pages/ai_training.py", label="All runs", icon=":material/west:", query_params={"task": task.id})
    st.title(plain(scenario.name), anchor=False)
    names = {d.id: d.name for d in backend.datasets.all(person, task.id)}
    data = data_in_words(run.builtin, tuple(names.get(one, one) for one in run.dataset_ids))
    quiet(f"{task.name} · {data} · started {when(run.created_at, backend.clock.now())}")
    if scenario.description:
        st.markdown(plain(scenario.description))
    if run.open:
        _watched(run_id)
        return
    _state(run)
    _ended(run)


@st.fragment(run_every="1s")
def _watched(run_id: str) -> None:
    run = services().training.get_run(me(in_use=False), run_id)
    if not run.open:
        st.rerun()
    _state(run)
    st.progress(run.fraction, text=plain(run.message))
    if not services().workers.alive():
        st.warning(
            "No worker is running, so nothing happens yet. The run begins by itself once one is started.",
            icon=":material/warning:",
        )
    if run.cancel_requested:
        quiet("It stops at its next step.")
    elif st.button("Stop this run", icon=":material/stop_circle:", key=f"stop-{run_id}"):
        _ask_stop(run_id)
    _log(run, open_at_once=True)


def _ended(run: TrainingRun) -> None:
    if run.model_version_id is None:
        box = st.error if run.state == "failed" else st.info
        box(f"{plain(run.message)} Nothing that serves was changed.", icon=STATE_ICONS[run.state])
        _log(run, open_at_once=run.state == "failed")
        return
    backend, person = services(), me()
    version = backend.releases.version(person, run.model_version_id)
    champion = backend.releases.versions(person, version.name).champion
    st.markdown(f"The candidate is **{version.label}**. It serves nobody until it is deployed.")
    if champion is not None and champion.id == version.id:
        st.success("This version serves everybody now.", icon=":material/verified:")
    if st.button(
        f"Try {version.label}, compare it, deploy it", type="primary", icon=":material/rocket_launch:", key="to-version"
    ):
        st.switch_page("app_pages/versions.py", query_params={"task": version.name, "version": version.id})
    model_card(version, champion)
    _log(run, open_at_once=False)


def _state(run: TrainingRun) -> None:
    st.badge(STATES[run.state], icon=STATE_ICONS[run.state], color=_COLORS[run.state])  # type: ignore[arg-type]


def _log(run: TrainingRun, *, open_at_once: bool) -> None:
    with st.expander("Log", expanded=open_at_once, key=f"log-{run.id}"):
        if not run.log:
            quiet("Nothing was said yet.")
            return
        lines = [
            f"{datetime.fromisoformat(line.at):%H:%M:%S}  {line.fraction:4.0%}  {line.message}" for line in run.log
        ]
        st.code("\n".join(reversed(lines)), language=None, height=min(60 + 22 * len(lines), 320), wrap_lines=True)
        quiet("Times are UTC, the newest line first.")


@st.dialog("Stop this run")
def _ask_stop(run_id: str) -> None:
    st.markdown("What it has done so far is dropped. Data, versions and what serves stay as they are.")
    if st.button("Stop it", type="primary", icon=":material/stop_circle:", key=f"stop-sure-{run_id}"):
        try:
            services().training.cancel_training(me(), run_id)
        except CoachError as error:
            show(error)
            return
        st.rerun()
