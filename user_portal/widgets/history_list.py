"""Earlier practice runs, each one tap away from its report."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.practice import Run
from shared_backend.services.content.library import TYPE_NAMES
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.words import plain, when

FIRST = 5


def history_list() -> None:
    """The latest runs, older ones folded; an empty list says what will stand here."""
    runs = services().interview.reports.history(me())
    st.subheader("Earlier practice", anchor=False)
    if not runs:
        quiet("Nothing yet. Each practice stays here with its report, for you alone.")
        return
    for run in runs[:FIRST]:
        _link(run)
    if runs[FIRST:]:
        with st.expander("Older practice"):
            for run in runs[FIRST:]:
                _link(run)


def _link(run: Run) -> None:
    finished = run.state == "finished"
    answered = sum(a.state == "answered" and a.kind == "main" for a in run.asked)
    with st.container(gap=None):
        # The link is one line that is cut where it is too long, so it holds only what tells runs apart.
        st.page_link(
            "app_pages/interview_coach.py",
            label=f"{plain(run.setup.role)}, {when(run.started_at, services().clock.now())}",
            icon=":material/article:" if finished else ":material/play_arrow:",
            query_params={"run": run.id},
        )
        quiet(
            f"{TYPE_NAMES[run.setup.question_type]} · {answered} of {run.setup.count} answered · "
            f"{'finished' if finished else 'open'}"
        )
