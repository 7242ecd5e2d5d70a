"""The end of a run: what changed, the next one to three actions with dates, what the coach learned."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.interview_export import as_json, as_pdf
from shared_backend.coaching.interview_report import Report
from shared_backend.domain.practice import Run
from shared_backend.services.content.library import TYPE_NAMES
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.delete_answer import delete_button
from user_portal.widgets.feedback_card import feedback_card
from user_portal.widgets.learned_lines import learned_lines
from user_portal.widgets.two_tries import in_words, two_tries
from user_portal.widgets.words import count, plain, score

KINDS = {"follow_up": "With your addition", "retry": "Another try"}


def report_screen(run: Run) -> None:
    """Show the report of a finished run."""
    coach = services().interview
    report = coach.reports.report(me(), run.id)
    wishes = coach.preferences.get(me())
    numbers = wishes.scores == "numbers"
    st.subheader(f"Your practice as {plain(run.setup.role)}", anchor=False)
    _summary(report, numbers=numbers)
    _actions(report)
    _changes(report, numbers=numbers)
    learned_lines(report)
    _files(report, numbers=numbers)
    _answers(report, numbers=numbers, material=wishes.material)
    with st.expander("What this score is not"):
        for line in report.limits:
            st.markdown(f"- {line}")


def _answers(report: Report, *, numbers: bool, material: str) -> None:
    by_id = {a.id: a for a in report.attempts}
    for attempt in report.attempts:
        said = score(attempt.feedback.overall, attempt.feedback.word, numbers=numbers)
        title = f"{KINDS.get(attempt.kind, TYPE_NAMES[attempt.type])}: {said}"
        with st.expander(title, key=f"report-{attempt.id}"):
            st.markdown(f"**{plain(attempt.question)}**")
            earlier = by_id.get(attempt.of_attempt or "")
            if earlier is not None:
                two_tries(earlier, attempt, numbers=numbers)
            st.markdown(plain(attempt.answer))
            feedback_card(attempt, numbers=numbers, material=material)
            with st.container(horizontal=True):
                if st.button("Try again", key=f"again-{attempt.id}", icon=":material/replay:"):
                    services().interview.practice.try_again(me(), attempt.id)
                    st.rerun()
                delete_button(attempt)


def _summary(report: Report, *, numbers: bool) -> None:
    if not report.scored:
        st.info("No answer was scored in this practice. Start a new one whenever you like.", icon=":material/info:")
    elif report.average is None:
        st.markdown(f"{count(report.scored, 'answer')} scored. Too early to say more; three make a first average.")
    else:
        said = score(report.average, report.average_word, numbers=numbers)
        st.markdown(f"**{said}** over {count(report.scored, 'answer')}.")
    if report.skipped:
        quiet(f"{count(report.skipped, 'question')} skipped.")


def _changes(report: Report, *, numbers: bool) -> None:
    if not report.changes:
        return
    with st.container(border=True):
        st.markdown("**What changed**")
        for attempt, changes in report.changes:
            st.markdown(f"- {plain(attempt.question)} {KINDS[attempt.kind]}: {in_words(changes[0], numbers=numbers)}.")


def _actions(report: Report) -> None:
    if not report.actions:
        return
    with st.container(border=True):
        st.markdown("**What to do next**")
        for action in report.actions:
            st.markdown(f"- {plain(action.text)} *By {action.due.day} {action.due:%B}.*")


@st.fragment
def _files(report: Report, *, numbers: bool) -> None:
    """The report to keep; a file is made when it is asked for."""
    with st.container(horizontal=True):
        st.download_button(
            "Report as PDF",
            lambda: as_pdf(report, numbers=numbers),
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
