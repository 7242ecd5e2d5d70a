"""Type an input, see what a version says; and when it is wrong, keep the right answer for the next training."""

from __future__ import annotations

import uuid

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.judgement_view import judgement_view
from admin_portal.widgets.words import field_name
from shared_backend.ai_engines.tasks.base import Column
from shared_backend.domain.errors import CoachError
from shared_backend.operations.task_guide import Choice, TaskInfo
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from shared_backend.web.words import count

_LONG = frozenset({"question", "answer", "key_points", "cv_text", "text"})


@st.fragment
def try_it(task: TaskInfo, version: ModelVersion) -> None:
    """One form with two ends: look, or look and correct."""
    person = me()
    quiet("What you type is shown to nobody and not stored, unless you keep it as a correction.")
    left, right = st.columns(2, gap="medium")
    with left, st.form(f"try-{version.id}", enter_to_submit=False):
        typed = {c.name: _field(c, task.choices.get(c.name), key=f"try-{version.id}") for c in task.inputs}
        tried = st.form_submit_button("Try it", icon=":material/play_arrow:")
        with st.expander("It is wrong: correct it"):
            quiet("The right answer becomes a training row of the next run. Leave out names of people.")
            right_answer = {
                c.name: _field(c, task.choices.get(c.name), key=f"correct-{version.id}") for c in task.answers
            }
            corrected = st.form_submit_button("Keep as training example", icon=":material/school:")
    with right:
        try:
            if tried:
                with st.status(f"Asking {version.label}", type="compact") as status:
                    found = services().releases.try_it(person, version.id, typed).judgement
                    status.update(label=f"{version.label} says", state="complete")
                judgement_view(found)
            elif corrected:
                _keep(task, version, {**typed, **right_answer})
            else:
                st.markdown("The answer appears here, with its range and what moved it.")
        except CoachError as error:
            show(error)


def _field(column: Column, choice: Choice | None, *, key: str) -> str:
    label = field_name(column.name) + ("" if column.required else " (optional)")
    key, meaning, example = f"{key}-{column.name}", column.meaning, f"For example: {column.example}"
    if choice is not None:
        options = list(choice.words)
        chosen = st.selectbox(
            field_name(column.name),
            options,
            index=None if choice.default is None else options.index(choice.default),
            format_func=lambda one: choice.words.get(one, one),
            placeholder="Choose one",
            key=key,
        )
        return chosen or ""
    if column.name in _LONG:
        height = 160 if column.name == "answer" else 90
        return st.text_area(label, height=height, max_chars=50_000, key=key, help=meaning, placeholder=example)
    return st.text_input(label, max_chars=300, key=key, help=meaning, placeholder=example)


def _keep(task: TaskInfo, version: ModelVersion, record: dict[str, str]) -> None:
    # The id follows from what was typed: the same correction sent twice is kept once.
    said = "\n".join(f"{name}={value}" for name, value in sorted(record.items()))
    correction_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{version.id}\n{said}"))
    services().releases.correct(me(), correction_id, version.id, record)
    total = services().datasets.correction_count(me(), task.id)
    st.success(
        f"Kept. {version.label} stays as it is; the next training of {task.name} learns from "
        f"{count(total, 'correction')} by staff.",
        icon=":material/check:",
    )
