"""The set-up card: what to practise for, which questions, how many, and how. What is filled in stays filled in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import streamlit as st

from shared_backend.domain.errors import CoachError
from shared_backend.services.content.library import TYPE_NAMES
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.choice import choice
from user_portal.widgets.role_search import role_search

LEVELS: Mapping[str, str] = {
    "entry": "Starting out",
    "mid": "Some years in",
    "senior": "Senior",
    "executive": "Executive",
}
MODES: Mapping[str, str] = {
    "study": "Study – hints, and feedback after each answer",
    "real": "Real – no hints, feedback at the end",
}
TIMERS: Mapping[int, str] = {0: "No timer", 2: "2 minutes", 3: "3 minutes", 5: "5 minutes"}
TYPES = ("mixed", "behavioral", "technical", "situational", "case_study")


@st.fragment
def setup_card(start_with: Mapping[str, Any], *, keep: bool) -> None:
    """Show the card; on *Start* the run begins and its address is opened. `keep` stores what is filled in."""
    coach = services().interview
    # The form's id makes the run's id: sent twice, it starts once; the next form is another one.
    form = f"setup-form-{keep}"
    form_id = str(st.session_state.setdefault(form, str(uuid.uuid4())))
    with st.container(border=True):
        role, occupation = role_search(
            coach.occupations,
            key=f"setup-{form_id}",
            role=str(start_with.get("role") or ""),
            occupation=start_with.get("occupation"),
        )
        given: dict[str, Any] = {
            "role": role,
            "occupation": occupation,
            **_choices(start_with, form_id),
            **_pasted(start_with, form_id),
        }
        started = st.button("Start practising", type="primary", icon=":material/play_arrow:", key=f"start-{form_id}")
    try:
        if keep:
            _remember(given)
        if started:
            run_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{me().user_id}/{form_id}"))
            run = coach.practice.start(me(), given, run_id=run_id)
            del st.session_state[form]
            st.query_params.clear()
            st.query_params["run"] = run.id
            st.rerun()
    except CoachError as error:
        show(error)


def _choices(start_with: Mapping[str, Any], form_id: str) -> dict[str, Any]:
    level = choice("Level", LEVELS, start_with.get("level") or "mid", key=f"level-{form_id}")
    kinds = {kind: TYPE_NAMES[kind] for kind in TYPES}
    kind = choice("Type of questions", kinds, start_with.get("question_type") or "mixed", key=f"type-{form_id}")
    numbers = {n: str(n) for n in (3, 4, 5)}
    number = choice("Number of questions", numbers, start_with.get("count") or 3, key=f"count-{form_id}")
    mode = st.radio(
        "Mode",
        list(MODES),
        format_func=MODES.__getitem__,
        index=list(MODES).index(start_with.get("mode") or "study"),
        key=f"mode-{form_id}",
    )
    minutes = start_with.get("timer_minutes") or 0
    timer = st.selectbox(
        "Timer for each answer",
        list(TIMERS),
        format_func=TIMERS.__getitem__,
        index=list(TIMERS).index(minutes) if minutes in TIMERS else 0,
        key=f"timer-{form_id}",
    )
    return {"level": level, "question_type": kind, "count": number, "mode": mode, "timer_minutes": timer or None}


def _pasted(start_with: Mapping[str, Any], form_id: str) -> dict[str, Any]:
    fields = {"job_ad": "Job advertisement", "resume_text": "Your résumé as text"}
    with st.expander("Job advertisement and résumé (optional)"):
        texts = {}
        for name, label in fields.items():
            key = f"{name}-{form_id}"
            # In the session and not as a default: a button can fill it in.
            st.session_state.setdefault(key, str(start_with.get(name) or ""))
            texts[name] = st.text_area(label, max_chars=20_000, height=140, key=key)
        confirmed = services().resume.versions.for_practice(me())
        if confirmed and confirmed != texts["resume_text"]:
            st.button(
                "Use my résumé",
                key=f"own-{form_id}",
                icon=":material/description:",
                help="Puts in what your confirmed CV says you did and know, without name and address.",
                on_click=st.session_state.__setitem__,
                args=(f"resume_text-{form_id}", confirmed),
            )
        quiet("They steer which questions come and which of your own lines are shown as a reminder.")
    return texts


def _remember(given: Mapping[str, Any]) -> None:
    """What is filled in is there again after a refresh and for the next practice."""
    onboarding = services().interview.onboarding
    known = onboarding.goals(me())
    if known is None and not given["role"]:
        return  # an untouched card is no answer to the first questions
    stored = {} if known is None else known.model_dump()
    if any(stored.get(name) != value for name, value in given.items()):
        onboarding.save(me(), given)
