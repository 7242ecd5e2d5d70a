"""What is due today, and who has not said a word for long; nothing is decided before the person says so."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.application_tracker import Silent, Tracked
from shared_backend.domain.application import Application, Board
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.application_words import day
from user_portal.widgets.career_places import go_to
from user_portal.widgets.words import count, plain

MOST_DUE, MOST_SILENT = 10, 3


def due_today(tracked: Tracked) -> None:
    """Follow-ups of today and earlier, then those of the coming week in one line."""
    today = services().clock.now().date()
    if tracked.due:
        with st.container(border=True):
            st.markdown(f"**Due today · {count(len(tracked.due), 'follow-up')}**")
            for one in tracked.due[:MOST_DUE]:
                _due(one)
            if len(tracked.due) > MOST_DUE:
                quiet(f"And {len(tracked.due) - MOST_DUE} more: order the list by “Next follow-up”.")
    if tracked.soon:
        said = (f"{plain(one.employer)} ({day(one.follow_up.on, today)})" for one in tracked.soon if one.follow_up)
        quiet(f"This week: {'; '.join(said)}.")


def gone_quiet(tracked: Tracked) -> None:
    """Applications without a word, each with a question."""
    if not tracked.silent:
        return
    with st.container(border=True):
        st.markdown("**No word for a while**")
        quiet("Nothing changes until you say so.")
        for silent in tracked.silent[:MOST_SILENT]:
            _silent(silent, tracked.board)
        if len(tracked.silent) > MOST_SILENT:
            quiet(f"And {len(tracked.silent) - MOST_SILENT} more, shown once these are settled.")


def _due(one: Application) -> None:
    follow_up = one.follow_up
    if follow_up is None:
        return
    today = services().clock.now().date()
    late = f", since {day(follow_up.on, today)}" if follow_up.on < today else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        todo = plain(follow_up.todo) if follow_up.todo else "Follow up"
        st.markdown(f"{todo} · {plain(one.employer)}, {plain(one.role)}{late}", width="stretch")
        st.button("Done", key=f"due-done-{one.id}", icon=":material/check:", on_click=_done, args=(one,))
        st.button(
            "Open",
            key=f"due-open-{one.id}",
            type="tertiary",
            on_click=go_to,
            args=("applications",),
            kwargs={"application": one.id},
        )


def _silent(silent: Silent, board: Board) -> None:
    one, ghosted = silent.application, board.first("silent")
    if ghosted is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"{plain(one.employer)}, {plain(one.role)}: no word for {count(silent.days, 'day')}. Is it over?",
            width="stretch",
        )
        st.button(f"Mark as {ghosted.name}", key=f"ghosted-{one.id}", on_click=_ghosted, args=(one, ghosted.id))
        st.button(
            "Keep waiting",
            key=f"waiting-{one.id}",
            type="tertiary",
            help=f"You are asked again in {count(board.silence_days, 'day')}.",
            on_click=_wait,
            args=(one,),
        )


def _done(one: Application) -> None:
    try:
        services().career.applications.follow_up_done(me(), one.id, one.row_version)
    except CoachError as error:
        show(error)


def _ghosted(one: Application, stage: str) -> None:
    try:
        services().career.applications.move(me(), one.id, one.row_version, stage)
    except CoachError as error:
        show(error)


def _wait(one: Application) -> None:
    try:
        services().career.applications.keep_waiting(me(), one.id, one.row_version)
    except CoachError as error:
        show(error)
