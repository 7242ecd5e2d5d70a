"""Earlier practice runs, each one tap away from its report."""

from __future__ import annotations

import streamlit as st

from shared_backend.services.content.library import TYPE_NAMES
from user_portal.services import me, services
from user_portal.widgets.words import plain, when


def history_list() -> None:
    """The latest runs; an empty list says what will stand here."""
    runs = services().interview.reports.history(me())
    st.subheader("Earlier practice", anchor=False)
    if not runs:
        st.caption("Nothing yet. Each run you finish stays here with its report, for you alone.")
        return
    now = services().clock.now()
    for run in runs[:10]:
        state = "finished" if run.state == "finished" else "open"
        answered = sum(a.state == "answered" and a.kind == "main" for a in run.asked)
        kind = TYPE_NAMES[run.setup.question_type]
        st.page_link(
            "app_pages/interview_coach.py",
            label=f"{plain(run.setup.role)} · {kind} · {answered} of {run.setup.count} answered · "
            f"{when(run.started_at, now)} · {state}",
            icon=":material/article:" if run.state == "finished" else ":material/play_arrow:",
            query_params={"run": run.id},
        )
