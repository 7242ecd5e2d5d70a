"""The list of applications as files, and a list kept elsewhere: looked at row by row, then brought whole."""

from __future__ import annotations

import hashlib
import uuid

import streamlit as st

from shared_backend.coaching.application_lists import ListRead
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.choice import choice
from user_portal.widgets.words import count, plain

DAYS = {
    "": "My days are like 2026-03-04 or 4 March 2026",
    "day": "04/03/2026 is 4 March",
    "month": "04/03/2026 is 3 April",
}
MOST_NAMED = 20


def list_files() -> None:
    """Two downloads."""
    with st.expander("Take the list along: spreadsheet, calendar"):
        lists = services().career.application_lists
        with st.container(horizontal=True):
            st.download_button(
                "Spreadsheet",
                lists.table(me()),
                "applications.csv",
                "text/csv",
                icon=":material/download:",
                key="applications-csv",
                on_click="ignore",
            )
            st.download_button(
                "Follow-ups for a calendar",
                lists.calendar(me()),
                "follow-ups.ics",
                "text/calendar",
                icon=":material/event:",
                key="applications-ics",
                on_click="ignore",
            )
        quiet("Import the calendar file again after a change: entries are updated, none is doubled.")


def bring_list() -> None:
    """A CSV file, checked before anything is kept."""
    with st.expander("Bring a list you have"):
        st.markdown(
            "Save it as CSV with the names of the columns in the first row. *Employer* and *role* are needed; *stage*, "
            "*since*, *applied*, *follow-up*, *to do*, *link* and *notes* are read as well."
        )
        file = st.file_uploader("Your list (CSV, up to 2 MB)", key="applications-file", type="csv", max_upload_size=2)
        if file is None:
            return
        chosen = choice("How days are written", DAYS, "", key="applications-days") or ""
        day_first = {"day": True, "month": False}.get(chosen)
        content = file.getvalue()
        # The same file is the same list, however often it is brought.
        list_id = str(uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(content).hexdigest()))
        try:
            read = services().career.application_lists.read(me(), content, list_id, day_first=day_first)
        except CoachError as error:
            show(error)
            return
        _told(read)
        if read.applications and not read.problems:
            label = f"Bring {count(len(read.applications), 'application')}"
            if st.button(label, key=f"bring-{list_id}", icon=":material/upload:"):
                _bring(content, list_id, day_first)


def _told(read: ListRead) -> None:
    if read.problems:
        wrong = count(len(read.problems), "row is wrong", "rows are wrong")
        st.warning(f"{wrong}. Nothing is brought before they are right.", icon=":material/edit:")
        for problem in read.problems[:MOST_NAMED]:
            st.markdown(f"Row {problem.row}: {plain(problem.what)}")
        if len(read.problems) > MOST_NAMED:
            quiet(f"And {len(read.problems) - MOST_NAMED} more.")
    elif not read.applications:
        st.info("Everything in this file is here already.", icon=":material/check:")
    for one in read.applications[:3]:
        quiet(f"{plain(one.employer)} · {plain(one.role)}, noted as {one.history[-1].on:%d %B %Y}")
    if read.known:
        quiet(f"{count(len(read.known), 'row')} there already, left as it is here.")
    if read.unused:
        quiet(f"Not used: {', '.join(map(plain, read.unused))}.")


def _bring(content: bytes, list_id: str, day_first: bool | None) -> None:
    try:
        brought = services().career.application_lists.bring(me(), content, list_id, day_first=day_first)
    except CoachError as error:
        show(error)
        return
    st.toast(f"{count(len(brought), 'application')} brought.")
    st.rerun()
