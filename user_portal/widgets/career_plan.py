"""The plan: how far it is, what comes next, its steps in time and as a list, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from shared_backend.domain.career import Plan, Step
from shared_backend.domain.errors import CoachError
from shared_backend.services.careers.plan_edits import late, progress
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_export import bring_plan, plan_files
from user_portal.widgets.career_places import go_to
from user_portal.widgets.career_plan_add import add_a_step, removed_steps
from user_portal.widgets.career_plan_if import if_done
from user_portal.widgets.career_plan_pace import pace
from user_portal.widgets.career_plan_roadmap import roadmap
from user_portal.widgets.career_plan_state import change, take_over, turn
from user_portal.widgets.career_plan_steps import move_to, open_step, step_list
from user_portal.widgets.career_plan_words import days
from user_portal.widgets.words import count, plain


def plan_section() -> None:
    """The section of the career page."""
    plans = services().career.plan.all(me())
    if not plans:
        _no_plan()
        return
    plan = _chosen(plans)
    st.subheader(plain(plan.title), anchor=False)
    take_over(plan)
    _standing(plan)
    _next(plan)
    today = services().clock.now().date()
    if plan.steps:
        roadmap(
            plan, today, lambda step, start, due: move_to(plan.id, step, start, due), lambda step: open_step(plan, step)
        )
        pace(plan, today)
        step_list(plan, today)
    removed_steps(plan)
    add_a_step(plan)
    if_done(plan)
    plan_files(plan)
    _whole(plan)


def _no_plan() -> None:
    st.subheader("What to do on Monday", anchor=False)
    st.markdown(
        "A plan is made from what is missing for an occupation: steps one after the other at your hours a week, each "
        "with a piece of work that proves the skill. You can change all of it, and take it along as a calendar file."
    )
    ready = bool(services().career.gaps.choices(me()))
    label, section = ("See what is missing", "gaps") if ready else ("Look at paths", "paths")
    st.button(label, type="primary", icon=":material/east:", on_click=go_to, args=(section,))
    bring_plan()


def _chosen(plans: Sequence[Plan]) -> Plan:
    by_id = {plan.id: plan for plan in plans}
    named = st.query_params.get("plan", "")
    first = named if named in by_id else plans[0].id
    if len(plans) > 1:
        ids = sorted(by_id, key=lambda one: (by_id[one].created_at, one))
        # Numbered: Streamlit takes two options that read alike for the same.
        names = {one: f"{place}. {by_id[one].title}" for place, one in enumerate(ids, 1)}
        key = f"plan-chosen-{first}-{len(ids)}"
        st.selectbox(
            "Plan", ids, ids.index(first), format_func=names.__getitem__, key=key, on_change=_choose, args=(key,)
        )
    # The address names it: a refresh, and a change to another plan meanwhile, stay with this one.
    if named != first:
        st.query_params["plan"] = first
    return by_id[first]


def _choose(key: str) -> None:
    go_to("plan", plan=str(st.session_state[key]))


def _standing(plan: Plan) -> None:
    done, counted = progress(plan)
    left = [step.due for step in plan.steps if step.state == "open"]
    ends = f" · ends {days(max(left))}" if left else ""
    quiet(f"{done} of {count(counted, 'step')} done · {plan.hours_per_week:g} hours a week{ends}")


def _next(plan: Plan) -> None:
    """The first open step in time: the one thing to do."""
    left = [step for step in plan.steps if step.state == "open"]
    if not left:
        if plan.steps:
            st.success("Every step is done or skipped. Look at what is missing now, or practise an interview for it.")
        return
    step = min(left, key=lambda one: (one.start, plan.steps.index(one)))
    today = services().clock.now().date()
    overdue = step in late(plan, today)
    with st.container(border=True):
        st.markdown(f"**Next · {plain(step.title)}**")
        st.markdown(f"{days(step.start)} to {days(step.due)}, {step.hours:g} hours{' · it is late' if overdue else ''}")
        if step.proof:
            st.markdown(f"Done when you have this to show: {plain(step.proof)}")
        with st.container(horizontal=True):
            st.button(
                "I have done it",
                key=f"next-done-{step.id}",
                type="primary",
                icon=":material/check:",
                on_click=_done,
                args=(plan, step),
            )
            st.button("Open it", key=f"next-open-{step.id}", on_click=open_step, args=(plan, step.id))


def _done(plan: Plan, step: Step) -> None:
    change(
        plan.id,
        lambda seen: services().career.plan.set_state(me(), plan.id, seen, step.id, "done"),
        said="Done. It counts in your skills, in what is missing, in every path and in your other plans.",
    )
    open_step(plan, step.id)


def _whole(plan: Plan) -> None:
    with st.expander("Rename or delete this plan", key=f"whole-{plan.id}"):
        key = f"plan-title-{plan.id}-{turn(plan.id)}"
        st.text_input("Title of the plan", plan.title, key=key, max_chars=300, on_change=_rename, args=(plan, key))
        if st.button("Delete this plan", key=f"delete-{plan.id}", icon=":material/delete:", type="tertiary"):
            _delete(plan)
    bring_plan()


def _rename(plan: Plan, key: str) -> None:
    title = st.session_state[key]
    change(plan.id, lambda seen: services().career.plan.rename(me(), plan.id, seen, title), typed=title)


@st.dialog("Delete this plan")
def _delete(plan: Plan) -> None:
    me()
    if plan.id not in {one.id for one in services().career.plan.all(me())}:
        # It is gone: the page behind shows what is left.
        st.rerun()
    done, _ = progress(plan)
    st.markdown(f"**{plain(plan.title)}** goes with its {count(len(plan.steps), 'step')}. This cannot be taken back.")
    if done:
        st.markdown(f"The {count(done, 'step')} you finished in it no longer {'counts' if done == 1 else 'count'}.")
    quiet("To keep it, download it first as “To bring to another installation”.")
    with st.container(horizontal=True):
        st.button("Delete it", type="primary", key=f"deleted-{plan.id}", on_click=_drop, args=(plan.id,))
        if st.button("Keep it", key=f"kept-{plan.id}"):
            st.rerun()


def _drop(plan_id: str) -> None:
    try:
        services().career.plan.delete(me(), plan_id)
    except CoachError as error:
        show(error)
        return
    go_to("plan")
