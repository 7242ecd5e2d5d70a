"""The end of a run: what changed, the next one to three actions with dates, what the coach learned."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.interview_export import as_json, as_pdf
from shared_backend.coaching.interview_report import Report
from shared_backend.domain.practice import Run
from shared_backend.services.content.library import TYPE_NAMES
from user_portal.services import me, services
from user_portal.widgets.feedback_card import feedback_card
from user_portal.widgets.feedback_screen import side_by_side
from user_portal.widgets.words import count, plain, score


def report_screen(run: Run) -> None:
    """Show the report of a finished run."""
    coach = services().interview
    report = coach.reports.report(me(), run.id)
    st.subheader(f"Your practice as {plain(run.setup.role)}", anchor=False)
    _summary(report)
    _actions(report)
    _learned(report)
    _files(report)
    by_id = {a.id: a for a in report.attempts}
    for attempt in report.attempts:
        earlier = by_id.get(attempt.of_attempt or "")
        with st.expander(
            f"{TYPE_NAMES[attempt.type]}: {score(attempt.feedback.overall, attempt.feedback.word)}",
            icon=":material/article:",
            key=f"report-{attempt.id}",
        ):
            st.markdown(f"**{plain(attempt.question)}**")
            if earlier is not None:
                side_by_side(earlier, attempt)
            st.markdown(plain(attempt.answer))
            feedback_card(attempt)
    with st.expander("What this score is not", icon=":material/info:"):
        for line in report.limits:
            st.markdown(f"- {line}")


def _summary(report: Report) -> None:
    if not report.scored:
        st.info("No answer was scored in this run. Start a new one whenever you like.", icon=":material/info:")
    elif report.average is None:
        st.markdown(f"{count(report.scored, 'answer')} scored. Too early to say more; three make a first average.")
    else:
        st.markdown(f"**{score(report.average, report.average_word)}** over {count(report.scored, 'answer')}.")
    if report.skipped:
        st.caption(f"{count(report.skipped, 'question')} skipped.")


def _actions(report: Report) -> None:
    if not report.actions:
        return
    with st.container(border=True):
        st.markdown("**What to do next**")
        for action in report.actions:
            st.markdown(f"- {plain(action.text)} *By {action.due.day} {action.due:%B}.*")


@st.fragment
def _files(report: Report) -> None:
    """The report to keep; a file is made when it is asked for."""
    with st.container(horizontal=True):
        st.download_button(
            "Report as PDF",
            lambda: as_pdf(report),
            file_name=f"interview-practice-{report.run.started_at:%Y-%m-%d}.pdf",
            mime="application/pdf",
            icon=":material/picture_as_pdf:",
            on_click="ignore",
            key=f"pdf-{report.run.id}",
        )
        st.download_button(
            "Report as JSON",
            lambda: as_json(report),
            file_name=f"interview-practice-{report.run.started_at:%Y-%m-%d}.json",
            mime="application/json",
            icon=":material/data_object:",
            on_click="ignore",
            key=f"json-{report.run.id}",
        )


@st.fragment
def _learned(report: Report) -> None:
    if not report.learned:
        return
    with st.container(border=True):
        st.markdown("**What I learned about you**")
        for line in report.learned:
            st.markdown(f"{line.name}: {line.text}")
            verdict = st.segmented_control(
                f"Is this right about you: {line.name}?",
                ["Keep", "Not right"],
                default="Keep",
                key=f"learned-{report.run.id}-{line.competency}",
                label_visibility="collapsed",
            )
            if verdict == "Not right":
                services().interview.feedback.reject_learned(me(), report.run.id, line.competency)
                st.caption("Taken back. The coach starts afresh here; your answers stay.")
