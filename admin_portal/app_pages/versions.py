"""Every version of a model: its card, the gate, a trial, a comparison; deploy and roll back."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.compare_view import compare_view
from admin_portal.widgets.gate_list import gate_list
from admin_portal.widgets.model_card import model_card
from admin_portal.widgets.release_dialogs import deploy_dialog, rollback_dialog
from admin_portal.widgets.task_choice import chosen_task
from admin_portal.widgets.try_it import try_it
from admin_portal.widgets.version_table import release_history, standing, version_table
from shared_backend.domain.principal import Role
from shared_backend.operations.releases import Versions
from shared_backend.operations.task_guide import TaskInfo
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.web.quiet import quiet

SECTIONS = ("Model card", "Gate", "Try it", "Compare", "Releases")


def chosen_version(versions: Versions) -> ModelVersion:
    """The version in the address, or the newest; choosing another changes the address."""
    by_id = {version.id: version for version in versions.all}
    asked = st.query_params.get("version", "")
    st.session_state["version-choice"] = asked if asked in by_id else versions.all[0].id

    def remember() -> None:
        st.query_params["version"] = st.session_state["version-choice"]

    def name(version_id: str) -> str:
        role = standing(by_id[version_id], versions)
        return by_id[version_id].label + (f" ({role})" if role else "")

    return by_id[st.selectbox("Version", list(by_id), format_func=name, key="version-choice", on_change=remember)]


def actions(task: TaskInfo, version: ModelVersion, versions: Versions) -> None:
    """Deploy and roll back, for admins; the service checks the role again."""
    champion, previous = versions.champion, versions.previous
    if me().role is not Role.ADMIN:
        quiet("Deploying and rolling back are for administrators.")
        return
    with st.container(horizontal=True):
        serves = champion is not None and champion.id == version.id
        label = f"{version.label} serves" if serves else f"Deploy {version.label}"
        if st.button(label, type="primary", icon=":material/rocket_launch:", disabled=serves, key="deploy"):
            deploy_dialog(task, version, champion)
        if (
            champion is not None
            and previous is not None
            and st.button(f"Roll back to {previous.label}", icon=":material/undo:", key="rollback")
        ):
            rollback_dialog(task, champion, previous)


def one_version(task: TaskInfo, versions: Versions) -> None:
    """The chosen version, one section at a time: each costs a look at the model."""
    choice, buttons = st.columns(2, vertical_alignment="bottom")
    with choice:
        version = chosen_version(versions)
    with buttons:
        actions(task, version, versions)
    section = st.radio("Show", SECTIONS, key="version-section", horizontal=True)
    if section == "Model card":
        model_card(version, versions.champion)
    elif section == "Gate":
        st.markdown("What stands for and against letting this version serve, checked just now.")
        gate_list(services().releases.gate(me(), version.id))
    elif section == "Try it":
        try_it(task, version)
    elif section == "Compare":
        compare_view(version, versions)
    else:
        release_history(versions)


person = me()
st.title("Versions", anchor=False)
task = chosen_task()
versions = services().releases.versions(person, task.id)
if not versions.all:
    st.markdown(
        f"There is no version of *{task.name}* yet. A training makes one; you then look at its card, try it, and let "
        "it serve."
    )
    st.page_link(
        "app_pages/ai_training.py",
        label="Train the first one",
        icon=":material/model_training:",
        query_params={"task": task.id},
    )
else:
    scenarios = {s.id: s.name for s in services().training.scenarios(person, task.id)}
    version_table(versions, scenarios)
    one_version(task, versions)
