"""One application: where it stands and how it came there, what to do next, and everything told about it."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from shared_backend.domain.application import LONGEST_TODO, Application, Board
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.application_facts import delete_application, facts
from user_portal.widgets.application_state import change, take_over, turn
from user_portal.widgets.application_words import SIGNS, day
from user_portal.widgets.career_places import go_to
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.words import plain


def opened_application(one: Application) -> None:
    """The section, with one application open."""
    st.button("Back to the list", icon=":material/arrow_back:", type="tertiary", on_click=go_to, args=("applications",))
    st.subheader(f"{plain(one.employer)} · {plain(one.role)}", anchor=False)
    take_over(one)
    board, today = services().career.application_stages.get(me()), services().clock.now().date()
    stage = board.stage(one.stage)
    st.markdown(f"{SIGNS[stage.meaning]} **{plain(stage.name)}** since {day(one.since, today)}")
    if one.link:
        st.link_button("Open the ad", one.link, icon=":material/open_in_new:", type="tertiary")
    _move(one, board, today)
    _follow_up(one, today)
    _match(one)
    facts(one)
    _history(one, board, today)
    delete_application(one)


def _move(one: Application, board: Board, today: date) -> None:
    others = [stage for stage in board.stages if stage.id != one.stage]
    if not others:
        return
    place = [stage.id for stage in board.stages].index(one.stage)
    with st.form(f"move-{one.id}-{len(one.history)}-{turn(one.id)}"):
        left, right = st.columns(2)
        stage = left.selectbox("Next stage", others, min(place, len(others) - 1), format_func=lambda one: one.name)
        on = right.date_input("Since", max(today, one.since), min_value=one.since, format="YYYY-MM-DD")
        sent = st.form_submit_button("Move it there", type="primary", icon=":material/east:")
    if sent and isinstance(on, date):
        change(
            one.id,
            lambda seen: services().career.applications.move(me(), one.id, seen, stage.id, on),
            said=f"It stands at {plain(stage.name)} now.",
        )
        st.rerun()


def _follow_up(one: Application, today: date) -> None:
    follow_up = one.follow_up
    there = follow_up is not None and not follow_up.done
    with st.container(border=True):
        if there and follow_up is not None:
            st.markdown(f"**Follow up {day(follow_up.on, today)}** {plain(follow_up.todo)}")
            st.button("Done", key=f"followed-{one.id}", icon=":material/check:", on_click=_done, args=(one.id,))
        else:
            st.markdown("**Follow up**")
        key = f"follow-up-{one.id}-{turn(one.id)}-{follow_up.sequence if follow_up else 'none'}"
        with st.form(key, border=False):
            left, right = st.columns([1, 2])
            first = follow_up.on if there and follow_up is not None else today + timedelta(days=7)
            on = left.date_input("Day", first, format="YYYY-MM-DD")
            todo = right.text_input(
                "What to do",
                follow_up.todo if there and follow_up is not None else "",
                max_chars=LONGEST_TODO,
                placeholder="Ask how it stands",
            )
            sent = st.form_submit_button("Change the reminder" if there else "Remind me")
        quiet("It appears under “Due today”, and in the calendar file of the list.")
    if sent and isinstance(on, date):
        change(
            one.id,
            lambda seen: services().career.applications.follow_up(me(), one.id, seen, on, todo),
            typed=todo,
            said=f"You are reminded {day(on, today)}.",
        )
        st.rerun()


def _done(application_id: str) -> None:
    change(application_id, lambda seen: services().career.applications.follow_up_done(me(), application_id, seen))


def _match(one: Application) -> None:
    match = one.match
    if match is None:
        return
    (must, musts), (nice, nices) = match.must, match.nice
    parts = [f"{must} of {musts} must-haves"] if musts else []
    parts += [f"{nice} of {nices} nice-to-haves"] if nices else []
    said = " and ".join(parts) or "nothing that the ad asks for in words we know"
    share = f" · {match.share:.0%}" if match.share is not None and wants_numbers() else ""
    st.markdown(f"**When you sent it, your CV showed {said}**{share}")
    few = " Too little was found in the ad for a figure." if match.share is None else ""
    quiet(f"Counted by our own published rules ({match.rules}), not by any employer's.{few}")


def _history(one: Application, board: Board, today: date) -> None:
    with st.expander("Every change of stage", key=f"history-{one.id}"):
        for place, move in enumerate(one.history):
            with st.container(horizontal=True, vertical_alignment="bottom"):
                st.date_input(
                    f"{board.stage(move.stage).name} since",
                    move.on,
                    format="YYYY-MM-DD",
                    key=f"redate-{one.id}-{place}-{len(one.history)}-{turn(one.id)}-{move.on}",
                    on_change=_redate,
                    args=(one, place),
                )
                noted = move.at.date()
                if noted != move.on:
                    quiet(f"Noted down {day(noted, today)}.")
        if len(one.history) > 1:
            st.button(
                "Take the last change back",
                key=f"take-back-{one.id}",
                icon=":material/undo:",
                on_click=_take_back,
                args=(one.id,),
            )


def _redate(one: Application, place: int) -> None:
    on = st.session_state[f"redate-{one.id}-{place}-{len(one.history)}-{turn(one.id)}-{one.history[place].on}"]
    if isinstance(on, date):
        change(
            one.id, lambda seen: services().career.applications.redate(me(), one.id, seen, place, on), said="Corrected."
        )


def _take_back(application_id: str) -> None:
    change(
        application_id,
        lambda seen: services().career.applications.take_back(me(), application_id, seen),
        said="Taken back.",
    )
