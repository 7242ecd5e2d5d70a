"""The set-up card: what to practise for, which questions, how many, and how."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import streamlit as st

from shared_backend.coaching.interview_coach import InterviewCoach
from shared_backend.domain.principal import Principal
from shared_backend.services.content.library import TYPE_NAMES
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
TIMERS: Mapping[int | None, str] = {None: "No timer", 2: "2 minutes", 3: "3 minutes", 5: "5 minutes"}
TYPES = ("mixed", "behavioral", "technical", "situational", "case_study")


def setup_card(coach: InterviewCoach, me: Principal, start_with: Mapping[str, Any], *, form_id: str) -> None:
    """Show the card; on *Start* the run begins and its address is opened."""
    with st.container(border=True):
        role, occupation = role_search(
            coach.occupations,
            key=f"setup-{form_id}",
            role=str(start_with.get("role", "")),
            occupation=start_with.get("occupation"),
        )
        level = st.segmented_control(
            "Level",
            list(LEVELS),
            format_func=LEVELS.__getitem__,
            default=start_with.get("level") or "mid",
            required=True,
            key=f"level-{form_id}",
        )
        kind = st.segmented_control(
            "Type of questions",
            TYPES,
            format_func=TYPE_NAMES.__getitem__,
            default=start_with.get("question_type", "mixed"),
            required=True,
            key=f"type-{form_id}",
        )
        number = st.segmented_control(
            "Number of questions", (3, 4, 5), default=start_with.get("count", 3), required=True, key=f"count-{form_id}"
        )
        mode = st.radio("Mode", list(MODES), format_func=MODES.__getitem__, key=f"mode-{form_id}")
        timer = st.selectbox(
            "Timer for each answer", list(TIMERS), format_func=TIMERS.__getitem__, key=f"timer-{form_id}"
        )
        with st.expander("Job advertisement and résumé (optional)", icon=":material/description:"):
            job_ad = st.text_area(
                "Job advertisement",
                value=str(start_with.get("job_ad", "")),
                max_chars=20_000,
                height=140,
                key=f"ad-{form_id}",
            )
            resume = st.text_area(
                "Your résumé as text",
                value=str(start_with.get("resume_text", "")),
                max_chars=20_000,
                height=140,
                key=f"resume-{form_id}",
            )
            st.caption("They steer which questions come and which of your own lines are shown as a reminder.")
        if st.button("Start practising", type="primary", icon=":material/play_arrow:", key=f"start-{form_id}"):
            run = coach.practice.start(
                me,
                {
                    "role": role,
                    "occupation": occupation,
                    "level": level,
                    "question_type": kind,
                    "count": number,
                    "mode": mode,
                    "timer_minutes": timer,
                    "job_ad": job_ad,
                    "resume_text": resume,
                },
                run_id=str(uuid.uuid5(uuid.NAMESPACE_OID, f"{me.user_id}/{form_id}")),
            )
            st.query_params.clear()
            st.query_params["run"] = run.id
            st.rerun()
