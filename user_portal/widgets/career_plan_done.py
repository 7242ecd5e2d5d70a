"""A step that is done: whether it helped, and where it counts."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.career import Plan, Step
from shared_backend.services.careers.elements import name_of
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_plan_state import change, turn
from user_portal.widgets.career_plan_words import HELPED, days
from user_portal.widgets.choice import choice
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.words import count, plain

WORDS = {"have": "you have it", "partial": "you have it in part", "missing": "it is still missing"}


def done_part(plan: Plan, step: Step) -> None:
    """The question and the places."""
    if step.done_on:
        st.markdown(f"You finished it on {days(step.done_on)}.")
    key = f"helped-{step.id}-{turn(plan.id)}"
    choice(
        "Did it bring you further?", HELPED, step.helped, key=key, on_change=_say, args=(plan.id, step.id, key),
        help="The coach learns from it which steps are worth most to you. You can change your mind.",
    )  # fmt: skip
    if step.note:
        st.markdown(f"Your note: {plain(step.note)}")
    _where(plan, step)


def _where(plan: Plan, step: Step) -> None:
    found = services().career.plan.counts(me(), plan.id, step.id)
    lines = []
    if found.own is not None:
        level = f": {found.own.level:.1f} of 7 ({found.own.low:.1f}–{found.own.high:.1f})" if wants_numbers() else ""
        lines.append(f"Your skill {plain(name_of(step.skill))}{level}")
    if found.status is not None:
        lines.append(f"What is missing for {plain(found.title)}: {WORDS[found.status]}")
    for title in found.plans:
        lines.append(f"Your plan “{plain(title)}”: done there too")
    lines.append(f"Paths: {count(found.paths, 'occupation')} in all call for it")
    quiet("Where it counts:")
    st.markdown("\n".join(f"- {line}" for line in lines))


def _say(plan_id: str, step: str, key: str) -> None:
    helped = st.session_state[key]
    change(plan_id, lambda seen: services().career.plan.say_helped(me(), plan_id, seen, step, helped))
