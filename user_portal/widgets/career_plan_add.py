"""A step in one's own words, and the steps that were removed, which can be put back."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import streamlit as st

from shared_backend.domain.career import Plan
from shared_backend.domain.errors import CoachError
from shared_backend.services.careers.elements import kind_of, name_of
from shared_backend.services.careers.gaps import GapTable
from shared_backend.web.errors import show
from user_portal.services import me, services
from user_portal.widgets.career_gap_lines import KINDS
from user_portal.widgets.career_plan_state import change
from user_portal.widgets.words import count, plain


def add_a_step(plan: Plan) -> None:
    """A form, folded."""
    with st.expander("Add a step of your own", key=f"add-{plan.id}"):
        try:
            table = services().career.gaps.table(me(), plan.target)
        except CoachError as error:
            show(error)
            return
        # The form's id makes the step's: sent twice, it is added once.
        form = f"add-form-{plan.id}"
        form_id = str(st.session_state.setdefault(form, str(uuid.uuid4())))
        needed = _skills(plan, table)
        start = _free_from(plan)
        with st.form(f"add-{form_id}", border=False):
            title = st.text_input("What you will do", max_chars=300, placeholder="Talk to somebody who does this work")
            skill = st.selectbox("The skill it is for", list(needed), format_func=_named)
            left, middle, right = st.columns(3)
            begins = left.date_input("Begins", start, format="YYYY-MM-DD")
            due = middle.date_input("Due", start + timedelta(days=6), format="YYYY-MM-DD")
            hours = right.number_input("Hours", 1.0, 10_000.0, plan.hours_per_week, 1.0, format="%g")
            sent = st.form_submit_button("Add it", icon=":material/add:")
        if not sent or not (isinstance(begins, date) and isinstance(due, date)):
            return
        added = change(
            plan.id,
            lambda seen: services().career.plan.add_step(
                me(), plan.id, seen, form_id,
                title=title, skill=skill, level=needed[skill], start=begins, due=due, hours=float(hours),
            ),
            typed=title,
            said="Added at the end of the list.",
        )  # fmt: skip
        if added is not None:
            del st.session_state[form]
        st.rerun()


def removed_steps(plan: Plan) -> None:
    """What was taken out, the newest first."""
    if not plan.removed:
        return
    with st.expander(f"Removed · {count(len(plan.removed), 'step')}", key=f"removed-{plan.id}"):
        for step in reversed(plan.removed):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(step.title), width="stretch")
                st.button(
                    "Put it back",
                    key=f"back-{step.id}",
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=_put_back,
                    args=(plan.id, step.id),
                )


def _skills(plan: Plan, table: GapTable) -> dict[str, float]:
    """Skill → level it takes: of the occupation first, then of the steps there are."""
    found = {line.skill: line.needed for line in table.lines}
    return found | {step.skill: step.level for step in plan.steps if step.skill not in found}


def _named(skill: str) -> str:
    return f"{name_of(skill)} ({KINDS[kind_of(skill)]})"


def _free_from(plan: Plan) -> date:
    today = services().clock.now().date()
    return max([today, *(step.due + timedelta(days=1) for step in plan.steps if step.state == "open")])


def _put_back(plan_id: str, step: str) -> None:
    change(plan_id, lambda seen: services().career.plan.put_back(me(), plan_id, seen, step), said="It is back.")
