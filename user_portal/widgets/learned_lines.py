"""What the coach learned about a person in one practice, each line to keep or to take back."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.interview_report import SAMPLE_FLOOR, Learned, Report
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.choice import choice
from user_portal.widgets.words import count


def learned_lines(report: Report) -> None:
    """Lines that say something, with the choice; what is too early to say, in one quiet sentence."""
    if not report.learned:
        return
    with st.container(border=True):
        st.markdown("**What I learned about you**")
        early = [line for line in report.learned if line.n < SAMPLE_FLOOR]
        for line in report.learned:
            if line not in early:
                _line(report.run.id, line)
        if early:
            names = ", ".join(f"{line.name} ({count(line.n, 'answer')})" for line in early)
            quiet(f"Too early to say: {names}. It takes {SAMPLE_FLOOR} answers on a subject.")


@st.fragment
def _line(run_id: str, line: Learned) -> None:
    st.markdown(f"{line.name}: {line.text}")
    keep = choice(
        f"Is this right about you: {line.name}?",
        {True: "Keep", False: "Not right"},
        True,
        key=f"learned-{run_id}-{line.competency}",
        hide_label=True,
    )
    if not keep:
        services().interview.feedback.reject_learned(me(), run_id, line.competency)
        quiet("Taken back. The coach starts afresh here; your answers stay.")
