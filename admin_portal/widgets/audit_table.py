"""The entries of the audit log, filtered by action and by id."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.tables import frame
from shared_backend.operations.audit_trail import PAGE
from shared_backend.services.audit import AuditLine
from shared_backend.web.quiet import quiet


def audit_table() -> None:
    """The newest entries; older ones page by page."""
    before = st.query_params.get("before", "")
    start = int(before) if before.isdigit() else None
    lines = services().audit_trail.lines(me(), before=start)
    if not lines:
        st.markdown("No entries here.")
        return
    by_action, by_id = st.columns(2)
    actions = by_action.multiselect(
        "Action", sorted({line.action for line in lines}), placeholder="All actions", key="audit-actions"
    )
    wanted = by_id.text_input("Id of an account, run or version", key="audit-id", placeholder="All, or a part of an id")
    shown = [
        line
        for line in lines
        if (not actions or line.action in actions) and wanted.strip().lower() in f"{line.actor} {line.subject}".lower()
    ]
    if shown:
        _table(shown)
    quiet(f"{len(shown):,} of {len(lines):,} entries, numbers {lines[-1].seq:,} to {lines[0].seq:,}.")
    with st.container(horizontal=True):
        if start is not None and st.button("Newest", icon=":material/first_page:", key="audit-newest"):
            st.query_params.clear()
            st.rerun()
        older = len(lines) == PAGE and lines[-1].seq > 1
        if older and st.button("Older", icon=":material/navigate_next:", key="audit-older"):
            st.query_params["before"] = str(lines[-1].seq)
            st.rerun()


def _table(shown: Sequence[AuditLine]) -> None:
    st.dataframe(
        frame(
            [
                {
                    "No.": line.seq,
                    "When": datetime.fromisoformat(line.at),
                    "Action": line.action,
                    "By": line.actor,
                    "What": line.subject,
                    "Facts": _facts(line.facts),
                }
                for line in shown
            ]
        ),
        hide_index=True,
        key="audit",
        alt=f"{len(shown)} entries of the audit log, the newest first.",
        column_config={
            "No.": st.column_config.NumberColumn(width="small", format="%d"),
            "When": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm:ss"),
        },
    )


def _facts(facts: dict[str, object]) -> str:
    return ", ".join(
        f"{name} {value if isinstance(value, str) else json.dumps(value)}" for name, value in facts.items()
    )
