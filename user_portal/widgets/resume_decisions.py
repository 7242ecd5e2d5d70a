"""What can be done with a wording: accept it, write it otherwise, reject it with a reason; and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from shared_backend.coaching.resume_bullets import REASONS, Line, Offer
from shared_backend.domain.errors import CoachError
from shared_backend.domain.resume import Resume
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.words import count, plain, when

DONE = {"accepted": "You accepted", "edited": "You wrote", "rejected": "You rejected"}


def offer_buttons(
    resume: Resume, line: Line, offer: Offer, answers: Mapping[str, str], decision_id: str, *, first: bool
) -> None:
    """Accept, edit, reject."""
    if offer.has_gap:
        quiet(
            "[number?] is a place for a number you have not said. Say it above, or press Edit and write it or take it "
            "out. A CV with an open place must not go out, so this wording cannot be accepted as it is."
        )
    with st.container(horizontal=True):
        if not offer.has_gap and st.button(
            "Accept",
            key=f"accept-{decision_id}",
            type="primary" if first else "secondary",
            icon=":material/check:",
        ):
            _decide(resume, line, offer, answers, decision_id, choice="accepted")
        with st.popover("Edit", icon=":material/edit:", key=f"edit-{decision_id}"):
            _edit(resume, line, offer, answers, decision_id)
        with st.popover("Reject", icon=":material/close:", key=f"reject-{decision_id}"):
            reason = st.radio("Why", list(REASONS), format_func=REASONS.__getitem__, key=f"why-{decision_id}")
            if st.button("Do not show it again", key=f"rejected-{decision_id}"):
                _decide(resume, line, offer, answers, decision_id, choice="rejected", reason=reason)


def decided_lines(resume: Resume) -> None:
    """What was decided about this CV's lines, folded; each can be forgotten."""
    found = services().resume.bullets.decisions(me(), resume.id)
    if not found:
        return
    now = services().clock.now()
    with st.expander(f"What you decided · {count(len(found), 'wording')}"):
        quiet("The coach learns from it which wordings you like. Forget one and it is unlearned; the line stays.")
        for one in found:
            text = one.text if one.choice == "edited" else one.offered
            why = f" · {REASONS[one.reason].lower()}" if one.reason in REASONS else ""
            st.markdown(f"{DONE[one.choice]} “{plain(text)}”  \n{when(one.decided_at, now)}{why}")
            st.button(
                "Forget it",
                key=f"forget-{one.id}",
                icon=":material/delete:",
                type="tertiary",
                on_click=_forget,
                args=(one.id,),
            )


def _edit(resume: Resume, line: Line, offer: Offer, answers: Mapping[str, str], decision_id: str) -> None:
    text = st.text_area("The line", offer.text, key=f"text-{decision_id}", max_chars=400, height=110)
    found = () if offer.has_gap and text == offer.text else _check(resume, line, text, answers)
    true = False
    if found:
        st.markdown("New in your edit:")
        for one in found:
            st.markdown(f"- {plain(one.reason)}")
        true = st.checkbox("Yes, this is true", key=f"true-{decision_id}")
        quiet("It is then kept among what you can say about yourself.")
    if st.button("Use my wording", key=f"edited-{decision_id}", type="primary"):
        _decide(resume, line, offer, answers, decision_id, choice="edited", text=text, true=true)


def _check(resume: Resume, line: Line, text: str, answers: Mapping[str, str]) -> Any:
    return services().resume.bullets.check(me(), resume.id, line.bullet.id, text, answers)


def _decide(
    resume: Resume, line: Line, offer: Offer, answers: Mapping[str, str], decision_id: str, **more: Any
) -> None:
    try:
        decision = services().resume.bullets.decide(
            me(),
            resume.id,
            resume.row_version,
            line.bullet.id,
            decision_id,
            offered=offer.text,
            source=offer.source,
            answers=answers,
            **more,
        )
    except CoachError as error:
        show(error)
        return
    st.session_state.pop(f"shown-{resume.id}-{line.bullet.id}", None)
    # Stay at this line: the one with most to ask may be another by now.
    st.query_params["line"] = line.bullet.id
    words = "Noted." if decision.choice == "rejected" else "Your CV has a new version with this line."
    st.session_state[f"done-{resume.id}"] = words
    st.rerun()


def _forget(decision_id: str) -> None:
    try:
        services().resume.bullets.forget(me(), decision_id)
    except CoachError as error:
        show(error)
