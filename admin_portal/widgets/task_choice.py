"""Which task the page is about: kept in its address, so a refresh or a link comes back to it."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import services
from shared_backend.operations.task_guide import TaskInfo
from shared_backend.web.quiet import quiet

_KEY = "task-choice"


def chosen_task() -> TaskInfo:
    """Let staff choose a task; the first one when the address names none."""
    tasks = {task.id: task for task in services().guide.all()}
    asked = st.query_params.get("task", "")
    st.session_state[_KEY] = asked if asked in tasks else next(iter(tasks))
    # Not a segmented control: the words of its chosen part are too pale in the dark theme.
    chosen = st.radio(
        "Task", list(tasks), format_func=lambda task: tasks[task].name, key=_KEY, on_change=_remember, horizontal=True
    )
    task = tasks[chosen]
    quiet(task.description)
    return task


def _remember() -> None:
    st.query_params.clear()
    st.query_params["task"] = st.session_state[_KEY]
