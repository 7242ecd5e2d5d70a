"""Lay the open steps out anew: when some are late, or at another pace; what would move is said before it does."""

from __future__ import annotations

from datetime import date

import streamlit as st

from shared_backend.domain.career import Plan
from shared_backend.domain.errors import CoachError
from shared_backend.services.careers.gaps import LEAST_HOURS, MOST_HOURS
from shared_backend.services.careers.plan_edits import late
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_plan_state import change
from user_portal.widgets.career_plan_words import between
from user_portal.widgets.words import count, plain


def pace(plan: Plan, today: date) -> None:
    """Unfolded when something is late, folded otherwise; nothing when no step is open."""
    if not any(step.state == "open" for step in plan.steps):
        return
    overdue = late(plan, today)
    label = f"Replan · {count(len(overdue), 'step')} late" if overdue else "Replan: begin on another day, other hours"
    with st.expander(label, expanded=bool(overdue), key=f"pace-{plan.id}-{bool(overdue)}"):
        if overdue:
            st.markdown("Plans slip. Nothing is lost: see when the open steps would come instead.")
        left, right = st.columns(2)
        hours = left.number_input(
            "Hours a week",
            LEAST_HOURS,
            MOST_HOURS,
            min(max(plan.hours_per_week, LEAST_HOURS), MOST_HOURS),
            0.5,
            key=f"pace-hours-{plan.id}-{plan.hours_per_week:g}",
            format="%g",
        )
        start = right.date_input(
            "Begin on", today, min_value=today, key=f"pace-start-{plan.id}-{today}", format="YYYY-MM-DD"
        )
        if isinstance(start, date):
            _preview(plan, start, float(hours))


def _preview(plan: Plan, start: date, hours: float) -> None:
    try:
        found = services().career.plan.would_move(me(), plan.id, start=start, hours_per_week=hours)
    except CoachError as error:
        show(error)
        return
    if not found and hours == plan.hours_per_week:
        quiet("Nothing would move.")
        return
    if found:
        st.table(
            {
                "Step": [plain(one.step.title) for one in found],
                "Now": [between(one.step.start, one.step.due) for one in found],
                "Then": [between(one.start, one.due) for one in found],
            },
            hide_index=True,
        )
    quiet("Steps that are done or skipped stay where they are.")
    st.button(
        f"Move {count(len(found), 'step')}" if found else "Keep these hours",
        key=f"replan-{plan.id}",
        icon=":material/update:",
        on_click=_replan,
        args=(plan.id, start, hours),
    )


def _replan(plan_id: str, start: date, hours: float) -> None:
    change(
        plan_id,
        lambda seen: services().career.plan.replan(me(), plan_id, seen, start=start, hours_per_week=hours),
        said="The open steps have new dates.",
    )
