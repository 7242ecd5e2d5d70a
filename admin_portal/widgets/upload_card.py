"""Bring your own data: the documented columns, a sample file, and an upload that is stored whole or not at all."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.data_check_card import show_check
from admin_portal.widgets.tables import frame
from shared_backend.domain.errors import CoachError
from shared_backend.operations.csv_file import MAX_BYTES, MAX_ROWS
from shared_backend.operations.datasets import UploadReport
from shared_backend.operations.task_guide import TaskInfo
from shared_backend.registry.training_data import Dataset
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from shared_backend.web.words import count, plain

# A longer list of columns scrolls in its own box.
_MOST_AT_ONCE = 16


def upload_card(task: TaskInfo) -> Dataset | None:
    """The card; the data set that was stored in this very run, or None."""
    with st.expander("Upload your own data (CSV)", key=f"upload-{task.id}"):
        _columns(task)
        with st.form(f"upload-form-{task.id}", border=False):
            name = st.text_input(
                "Name of the data set",
                max_chars=120,
                placeholder="For example: our panel, spring",
                key=f"upload-name-{task.id}",
            )
            file = st.file_uploader(
                "CSV file",
                type="csv",
                help=f"UTF-8, at most {MAX_BYTES // 1024**2} MB and {MAX_ROWS:,} rows.",
                key=f"upload-file-{task.id}",
                max_upload_size=MAX_BYTES // 1024**2,
            )
            sent = st.form_submit_button("Check and store", icon=":material/fact_check:")
        if not sent:
            return None
        if file is None:
            st.warning("Choose a file first.", icon=":material/edit:")
            return None
        try:
            report = services().datasets.upload(me(), task.id, name, file.getvalue())
        except CoachError as error:
            show(error)
            return None
        _report(report)
        return report.dataset


def _columns(task: TaskInfo) -> None:
    columns = services().datasets.columns(task.id)
    st.markdown(
        f"One row for each example, the columns below in any order; a first line names them. At most "
        f"{MAX_BYTES // 1024**2} MB and {MAX_ROWS:,} rows. If one row is wrong, nothing is stored. "
        "Leave out names and anything else that tells who somebody is."
    )
    rows = [
        {"Column": c.name + ("" if c.required else " (optional)"), "What it holds": c.meaning, "Example": c.example}
        for c in columns
    ]
    height: Literal["content"] | int = "content" if len(rows) <= _MOST_AT_ONCE else 480
    st.table(frame(rows), border="horizontal", hide_index=True, height=height)
    st.download_button(
        "Download a sample file",
        services().datasets.sample(task.id),
        file_name=f"{task.id}-sample.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"sample-{task.id}",
    )


def _report(report: UploadReport) -> None:
    if report.ignored:
        st.info(
            f"These columns are not known and were left out: {plain(', '.join(report.ignored))}.",
            icon=":material/info:",
        )
    if report.dataset is None:
        st.error(
            f"Nothing was stored. {count(report.problem_count, 'line')} of the file cannot be used. "
            "Mend them and upload the whole file again.",
            icon=":material/error:",
        )
        # Not a data frame: its cells would cut what is wrong where the page is narrow.
        st.table(
            frame([{"Line": p.line, "What is wrong": p.message} for p in report.problems]),
            border="horizontal",
            hide_index=True,
            height="content" if len(report.problems) <= _MOST_AT_ONCE else 480,
        )
        if report.problem_count > len(report.problems):
            quiet(f"The first {len(report.problems)} are shown.")
        return
    rows, name = count(report.rows, "row"), plain(report.dataset.name)
    said = (
        f"These very rows are stored already, as “{name}”: {rows}." if report.known else f"“{name}” is stored: {rows}."
    )
    st.success(f"{said} It is chosen for the next training.", icon=":material/check:")
    if report.notes:
        _left_out(report)
    if report.check is not None:
        show_check(report.check)


def _left_out(report: UploadReport) -> None:
    """What of a good file teaches nothing, by line."""
    with st.expander(f"Left out: {count(report.note_count, 'remark')}"):
        st.table(
            frame([{"Line": note.line, "What was left out": note.message} for note in report.notes]),
            border="horizontal",
            hide_index=True,
            height="content" if len(report.notes) <= _MOST_AT_ONCE else 480,
        )
        if report.note_count > len(report.notes):
            quiet(f"The first {len(report.notes)} are shown.")
