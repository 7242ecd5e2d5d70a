"""The steps as a list; one of them is open, and everything about it can be changed there."""

from __future__ import annotations

from datetime import date

import streamlit as st

from shared_backend.domain.career import LONGEST_TEXT, Plan, State, Step
from shared_backend.services.careers.plan_edits import late
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_plan_done import done_part
from user_portal.widgets.career_plan_state import change, turn
from user_portal.widgets.career_plan_words import SIGNS, STATES, between
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.words import plain


def step_list(plan: Plan, today: date) -> None:
    """Every step a line; the address names the one that is open, so that a refresh shows the same."""
    st.markdown("**The steps in order**")
    opened = st.query_params.get("step", "")
    overdue = late(plan, today)
    for place, step in enumerate(plan.steps, 1):
        with st.container(border=step.id == opened):
            with st.container(horizontal=True, vertical_alignment="center"):
                when = f"{between(step.start, step.due)} · {step.hours:g} hours"
                state = "Late" if step in overdue else STATES[step.state]
                st.markdown(
                    f"{place}. **{plain(step.title)}**  \n{SIGNS[step.state]} {state} · {when}", width="stretch"
                )
                st.button(
                    "Close" if step.id == opened else "Open",
                    key=f"step-{step.id}",
                    icon=":material/expand_less:" if step.id == opened else ":material/expand_more:",
                    type="tertiary",
                    on_click=open_step,
                    args=(plan, "" if step.id == opened else step.id),
                )
            if step.id == opened:
                _details(plan, step)


def open_step(plan: Plan, step: str) -> None:
    """Show one step in full; none for an empty name."""
    st.query_params.update({"plan": plan.id, "step": step})
    if not step:
        del st.query_params["step"]


def move_to(plan_id: str, step: str, start: date, due: date) -> None:
    """Other dates for one step; for callbacks."""
    change(plan_id, lambda seen: services().career.plan.move_in_time(me(), plan_id, seen, step, start, due))


def _details(plan: Plan, step: Step) -> None:
    # The reason names levels; who wants no numbers keeps the proof, which says what to do.
    if step.why and wants_numbers():
        quiet(f"Why: {plain(step.why)}")
    if step.proof:
        st.markdown(f"**Proof of it.** {plain(step.proof)}")
    if step.state == "done":
        done_part(plan, step)
    else:
        _fields(plan, step)
    _buttons(plan, step)


def _fields(plan: Plan, step: Step) -> None:
    # A key names what is stored: a step that was dragged shows its new dates, and what was refused stays as typed.
    name = f"{plan.id}-{step.id}-{turn(plan.id)}"
    key = f"title-{name}-{step.title}"
    st.text_input("Title", step.title, key=key, max_chars=LONGEST_TEXT, on_change=_title, args=(plan.id, step.id, key))
    left, middle, right = st.columns(3)
    key = f"hours-{name}-{step.hours:g}"
    left.number_input(
        "Hours", 1.0, 10_000.0, max(step.hours, 1.0), 1.0, key=key, format="%g", on_change=_hours,
        args=(plan.id, step.id, key),
    )  # fmt: skip
    key = f"start-{name}-{step.start}"
    middle.date_input(
        "Start (moves the step)", step.start, key=key, format="YYYY-MM-DD", on_change=_start, args=(plan.id, step, key)
    )
    key = f"due-{name}-{step.due}"
    right.date_input("Due", step.due, key=key, format="YYYY-MM-DD", on_change=_due, args=(plan.id, step, key))
    key = f"note-{name}"
    st.text_area(
        "Note", step.note, key=key, max_chars=LONGEST_TEXT, height=90, on_change=_note, args=(plan.id, step.id, key)
    )


def _buttons(plan: Plan, step: Step) -> None:
    left = [one.id for one in plan.steps if one.state == "open"]
    with st.container(horizontal=True):
        if step.state == "open":
            _state(plan, step, "done", "Done", ":material/check:")
            if step.id != left[0]:
                _move(plan, step, "earlier", "Do it earlier", ":material/arrow_upward:")
            if step.id != left[-1]:
                _move(plan, step, "later", "Do it later", ":material/arrow_downward:")
            _state(plan, step, "skipped", "Skip", ":material/do_not_disturb_on:")
        else:
            _state(plan, step, "open", "Open it again", ":material/undo:")
        st.button(
            "Remove", key=f"remove-{step.id}", icon=":material/delete:", type="tertiary", on_click=_remove,
            args=(plan.id, step),
        )  # fmt: skip


def _state(plan: Plan, step: Step, state: State, label: str, icon: str) -> None:
    st.button(label, key=f"{state}-{step.id}", icon=icon, on_click=_set_state, args=(plan.id, step.id, state))


def _move(plan: Plan, step: Step, way: str, label: str, icon: str) -> None:
    st.button(label, key=f"{way}-{step.id}", icon=icon, on_click=_exchange, args=(plan.id, step.id, way))


def _set_state(plan_id: str, step: str, state: State) -> None:
    change(plan_id, lambda seen: services().career.plan.set_state(me(), plan_id, seen, step, state))


def _exchange(plan_id: str, step: str, way: str) -> None:
    plans = services().career.plan
    exchange = plans.earlier if way == "earlier" else plans.later
    change(plan_id, lambda seen: exchange(me(), plan_id, seen, step))


def _remove(plan_id: str, step: Step) -> None:
    change(
        plan_id,
        lambda seen: services().career.plan.remove_step(me(), plan_id, seen, step.id),
        said=f"Removed “{plain(step.title)}”. You can put it back under “Removed”, below the list.",
    )


def _title(plan_id: str, step: str, key: str) -> None:
    text = st.session_state[key]
    change(plan_id, lambda seen: services().career.plan.rename_step(me(), plan_id, seen, step, text), typed=text)


def _note(plan_id: str, step: str, key: str) -> None:
    text = st.session_state[key]
    change(plan_id, lambda seen: services().career.plan.annotate(me(), plan_id, seen, step, text), typed=text)


def _hours(plan_id: str, step: str, key: str) -> None:
    hours = float(st.session_state[key])
    change(plan_id, lambda seen: services().career.plan.set_hours(me(), plan_id, seen, step, hours))


def _start(plan_id: str, step: Step, key: str) -> None:
    start = st.session_state[key]
    if isinstance(start, date):
        move_to(plan_id, step.id, start, start + (step.due - step.start))


def _due(plan_id: str, step: Step, key: str) -> None:
    due = st.session_state[key]
    if isinstance(due, date):
        move_to(plan_id, step.id, step.start, due)
