"""Changes to a plan from this window: each names the state it was made on, and a second window is told calmly."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from shared_backend.domain.career import Plan
from shared_backend.domain.errors import CoachError, StaleVersion
from shared_backend.web.errors import show
from user_portal.widgets.words import plain


def take_over(plan: Plan) -> None:
    """Show the present state of the plan, with a word when another window changed it."""
    seen = st.session_state.setdefault(_seen(plan.id), plan.row_version)
    lost = st.session_state.pop(_lost(plan.id), None)
    if seen != plan.row_version:
        st.session_state[_seen(plan.id)] = plan.row_version
        st.session_state[_turn(plan.id)] = turn(plan.id) + 1
        if lost is None:
            st.info("This plan changed in another window. You see its present state.", icon=":material/sync:")
    if lost is not None:
        st.warning(
            "This plan changed in another window, so nothing was overwritten. You see its present state. "
            + (f"What you typed last and is not in it: {plain(lost)}" if lost else "Your last change is not in it."),
            icon=":material/sync:",
        )
    wrong = st.session_state.pop(_wrong(plan.id), None)
    if wrong is not None:
        show(wrong)
    said = st.session_state.pop(_done(plan.id), None)
    if said:
        st.success(said, icon=":material/check:")


def change(plan_id: str, work: Callable[[int], Plan], *, typed: str = "", said: str = "") -> Plan | None:
    """Change the plan in the state that is shown; for callbacks.

    `typed` is told back when another window was quicker, `said` is shown once it worked. None when it did not.
    """
    try:
        after = work(st.session_state[_seen(plan_id)])
    except StaleVersion:
        st.session_state[_lost(plan_id)] = typed
        return None
    except CoachError as error:
        st.session_state[_wrong(plan_id)] = error
        return None
    st.session_state[_seen(plan_id)] = after.row_version
    if said:
        st.session_state[_done(plan_id)] = said
    return after


def turn(plan_id: str) -> int:
    """Counts the states taken over from other windows: part of a field's key, so that it shows the new text."""
    return int(st.session_state.get(_turn(plan_id), 0))


def _seen(plan_id: str) -> str:
    return f"plan-seen-{plan_id}"


def _turn(plan_id: str) -> str:
    return f"plan-turn-{plan_id}"


def _lost(plan_id: str) -> str:
    return f"plan-lost-{plan_id}"


def _wrong(plan_id: str) -> str:
    return f"plan-wrong-{plan_id}"


def _done(plan_id: str) -> str:
    return f"plan-said-{plan_id}"
