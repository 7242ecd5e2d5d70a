"""The plan in time: a bar a step, dragged with mouse or finger or moved with the arrow keys.

A small script of our own draws it. The list of steps below says the same in words, and its date fields move a step too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from shared_backend.domain.career import Plan
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.careers.plan_edits import late
from shared_backend.web.quiet import quiet
from user_portal.widgets.own_component import own_component

FRAME = '<div class="roadmap" role="group" aria-label="Your plan in time"></div>'
LOOK = """
.roadmap { font-family: var(--st-font); font-size: 0.875rem; color: var(--st-text-color); }
.axis { position: relative; height: 1.3rem; color: var(--st-gray-text-color); font-size: 0.8rem; }
.month { position: absolute; white-space: nowrap; }
.row { margin-bottom: 2px; }
.name { display: flex; justify-content: space-between; gap: 0.75rem; }
.title { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.dates { flex: none; color: var(--st-gray-text-color); }
.late .dates { color: var(--st-orange-text-color); font-weight: 600; }
.done .title, .skipped .title { color: var(--st-gray-text-color); }
.track { position: relative; height: 24px; border-bottom: 1px solid var(--st-dataframe-border-color); }
.today { position: absolute; top: 0; bottom: 0; width: 0; border-left: 2px dotted var(--st-gray-text-color); }
.bar { position: absolute; top: 0; height: 24px; min-width: 24px; cursor: pointer; touch-action: pan-y; }
.open .bar { cursor: grab; }
.open .bar.held { cursor: grabbing; }
.ink { position: absolute; inset: 6px 0; border-radius: 4px; background: var(--st-primary-color); }
.late .ink { background: var(--st-orange-text-color); }
.done .ink { opacity: 0.45; }
.skipped .ink { background: none; border: 1px dashed var(--st-gray-text-color); }
.bar:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 1px; border-radius: 4px; }
"""


def roadmap(
    plan: Plan, today: date, on_move: Callable[[str, date, date], None], on_open: Callable[[str], None]
) -> None:
    """Draw the plan. `on_move` gets a step with its new dates, `on_open` a step that was pressed."""
    key = f"roadmap-{plan.id}"
    overdue = {step.id for step in late(plan, today)}
    data = {
        "today": today.isoformat(),
        "steps": [
            {
                "id": step.id,
                "title": step.title,
                "start": step.start.isoformat(),
                "due": step.due.isoformat(),
                "state": step.state,
                "late": step.id in overdue,
            }
            for step in plan.steps
        ],
    }

    def was_moved() -> None:
        on_move(*wanted(st.session_state[key].moved))

    def was_opened() -> None:
        on_open(str(st.session_state[key].opened))

    component = own_component("roadmap", html=FRAME, css=LOOK)
    component(key=key, data=data, on_moved_change=was_moved, on_opened_change=was_opened)
    quiet(
        "The dotted line is today. Drag a bar, or go to it with Tab and move it with the arrow keys: a day, "
        "with Page up and Page down a week. Enter opens its step."
    )


def wanted(value: Any) -> tuple[str, date, date]:
    """What the script sent as a step and its new dates. Raises `InvalidInput` for anything else.

    >>> wanted({"step": "a", "start": "2026-03-02", "due": "2026-03-04"})
    ('a', datetime.date(2026, 3, 2), datetime.date(2026, 3, 4))
    """
    try:
        return str(value["step"]), date.fromisoformat(value["start"]), date.fromisoformat(value["due"])
    except (KeyError, TypeError, ValueError):
        raise InvalidInput("This move could not be read. Use the date fields of the step.") from None
