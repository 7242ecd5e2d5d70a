"""Experiments: does the own model help? One comparison at a time, in aggregate only."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.comparison_card import findings, running_card
from admin_portal.widgets.comparison_dialogs import start_dialog, stop_dialog
from shared_backend.domain.experiment import Experiment
from shared_backend.domain.principal import Role
from shared_backend.operations.experiments import Running
from shared_backend.services.experiments.result import Result
from shared_backend.web.quiet import quiet
from shared_backend.web.words import plain, when


def actions(running: Running | None) -> None:
    """Start or stop, for admins; the service checks the role again."""
    if me().role is not Role.ADMIN:
        quiet("Starting and stopping are for administrators.")
    elif running is None:
        if st.button("Start a comparison", type="primary", icon=":material/science:", key="start-comparison-dialog"):
            start_dialog()
    elif st.button("Stop the comparison", icon=":material/stop_circle:", key="stop-comparison"):
        stop_dialog(running.experiment, sum(arm.began for arm in running.result.arms))


def earlier(experiments: tuple[Experiment, ...]) -> None:
    """What was found before."""
    st.subheader("Earlier comparisons", anchor=False)
    if not experiments:
        quiet("None yet. What a comparison found stays here after it is stopped.")
    now = services().clock.now()
    for one in experiments:
        if one.conclusion is None or one.stopped_at is None:
            continue
        title = f"{plain(one.reason)} · stopped {when(one.stopped_at, now)}"
        with st.expander(title, key=f"earlier-{one.id}"):
            findings(Result.from_mapping(one.conclusion), one.plan)


person = me()
st.title("Experiments", anchor=False)
st.markdown(
    "Does the own model help? People are served by the general model alone or by the blend with their own, by lot, and "
    "the two are compared in pairs. You may look as often as you like: the evidence is made for it. Nobody is named, "
    "and averages are shown from ten people an arm on."
)
running = services().experiments.running(person)
if running is None:
    st.markdown("No comparison runs. None ever starts by itself.")
actions(running)
if running is not None:
    running_card(running)
earlier(services().experiments.past(person))
