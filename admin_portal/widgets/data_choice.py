"""Which rows a training learns from: the shipped ones, uploads, and always every correction so far."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.data_check_card import data_check_card
from admin_portal.widgets.upload_card import upload_card
from shared_backend.operations.task_guide import TaskInfo
from shared_backend.web.quiet import quiet
from shared_backend.web.words import count, plain


@dataclass(frozen=True, slots=True)
class ChosenData:
    """What was ticked."""

    builtin: bool
    dataset_ids: tuple[str, ...]


def data_choice(task: TaskInfo) -> ChosenData:
    """The choice, the upload and the check."""
    st.subheader("Data", anchor=False)
    # Reserved here and filled below: a data set stored in this very run must already be offered and chosen.
    place = st.container()
    stored = upload_card(task)
    key = f"datasets-{task.id}"
    if stored is not None:
        st.session_state[key] = list(dict.fromkeys([*st.session_state.get(key, []), stored.id]))
    person, datasets = me(), services().datasets
    known = {d.id: d for d in datasets.all(person, task.id)}
    corrected = datasets.correction_count(person, task.id)
    with place:
        builtin = st.checkbox(
            "Built-in data",
            value=True,
            key=f"builtin-{task.id}",
            help="The rows that are shipped with this program.",
        )
        chosen = (
            st.multiselect(
                "Uploaded data sets",
                list(known),
                format_func=lambda one: f"{known[one].name} ({count(known[one].row_count, 'row')})",
                key=key,
                placeholder="None chosen",
            )
            if known
            else []
        )
        if corrected:
            quiet(f":material/edit_note: {count(corrected, 'correction')} by staff will be learned as well.")
        else:
            quiet(":material/edit_note: No corrections yet. What staff correct under Versions, Try it is learned too.")
    data_check_card(task, builtin, tuple(chosen))
    return ChosenData(builtin, tuple(chosen))


def data_in_words(builtin: bool, names: tuple[str, ...]) -> str:
    """What a run learned from, for its page."""
    parts = (["built-in data"] if builtin else []) + [f"“{plain(name)}”" for name in names]
    return " and ".join(parts)
