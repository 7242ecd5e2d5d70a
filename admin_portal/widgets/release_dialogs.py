"""Deploy and roll back: what will happen, why, and who confirms it."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.confirming import confirmed, password_if_needed
from admin_portal.widgets.gate_list import gate_list
from shared_backend.domain.errors import CoachError
from shared_backend.operations.releases import MAX_REASON
from shared_backend.operations.task_guide import TaskInfo
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.web.errors import show


@st.dialog("Deploy this version", width="medium")
def deploy_dialog(task: TaskInfo, version: ModelVersion, champion: ModelVersion | None) -> None:
    """Say what deploying does, ask for a reason, do it."""
    person = me()
    instead = f"instead of {champion.label}" if champion else "for the first time"
    st.markdown(
        f"From their next request on, everybody gets **{version.label}** of *{task.name}* {instead}. "
        "Answers scored before keep the version they were scored with. You can roll back in one click."
    )
    checks = services().releases.gate(person, version.id)
    gate_list(checks)
    with st.form(f"deploy-{version.id}", border=False):
        reason = st.text_input(
            "Reason", max_chars=MAX_REASON, key=f"deploy-reason-{version.id}", placeholder="Kept in the release history"
        )
        password = password_if_needed(person, key=f"deploy-password-{version.id}")
        sent = st.form_submit_button(f"Deploy {version.label}", type="primary", icon=":material/rocket_launch:")
    if not sent:
        return
    if not reason.strip():
        st.warning("Give a reason. Those who look at the history later will want to know.", icon=":material/edit:")
        return
    try:
        services().releases.deploy(confirmed(password), version.id, reason)
    except CoachError as error:
        show(error)
        return
    st.rerun()


@st.dialog("Roll back", width="medium")
def rollback_dialog(task: TaskInfo, champion: ModelVersion, previous: ModelVersion) -> None:
    """Say what going back does; one more click does it, a reason is welcome."""
    st.markdown(
        f"From their next request on, everybody gets **{previous.label}** of *{task.name}* again instead of "
        f"{champion.label}. It predicts exactly as it did before. {champion.label} stays in the list."
    )
    with st.form(f"rollback-{champion.id}", border=False):
        reason = st.text_input("Reason (optional)", max_chars=MAX_REASON, key=f"rollback-reason-{champion.id}")
        sent = st.form_submit_button(f"Roll back to {previous.label}", type="primary", icon=":material/undo:")
    if not sent:
        return
    try:
        services().releases.rollback(me(), task.id, reason)
    except CoachError as error:
        show(error)
        return
    st.rerun()
