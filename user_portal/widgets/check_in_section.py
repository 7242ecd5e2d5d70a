"""Once a month: look back on what moved, and settle the next three things to do."""

from __future__ import annotations

import uuid

import streamlit as st

from shared_backend.coaching.career_check_in import Offer
from shared_backend.domain.check_in import LONGEST_ACTION, LONGEST_NOTE, MOST_ACTIONS, Action
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.application_words import day
from user_portal.widgets.career_waiting import reading_facts
from user_portal.widgets.check_in_moved import what_moved
from user_portal.widgets.check_in_past import past_check_ins
from user_portal.widgets.words import plain

FORM = "check-in-form"
FROM = {
    "follow_up": "from your applications",
    "plan": "from your plan",
    "review": "a question that is due for practice",
    "gap": "what weighs most of what is missing",
    "start": "a first step",
    "own": "",
}


def check_in_section() -> None:
    """The section of the career page."""
    with reading_facts():
        found = services().career.check_ins.look(me())
    st.subheader("Monthly check-in", anchor=False)
    if found.offer is None:
        today = services().clock.now().date()
        st.success(f"This month is looked back on. The next check-in is offered {day(found.offered_from, today)}.")
        st.markdown("**What you wanted to do next**")
        st.markdown("\n".join(f"- {plain(action.text)}" for action in found.past[0].actions))
    else:
        _offer(found.offer)
    past_check_ins(found.past)


def _offer(offer: Offer) -> None:
    if offer.last is None:
        st.info(
            "Once a month you can look back for two minutes: what moved, what there is to show for it, and what comes "
            "next. It counts only what is stored here, and nothing is lost if you skip a month.",
            icon=":material/calendar_month:",
        )
    else:
        today = services().clock.now().date()
        st.info(f"Your last check-in was {day(offer.last.at.date(), today)}. Time to look back, if you like.")
    what_moved(offer.moved)
    st.markdown("**Next three things to do**")
    quiet("Proposed from what is due and what is missing. Change the words, or empty a line to leave it out.")
    # The form's id makes the check-in's: sent twice, it is kept once.
    form_id = str(st.session_state.setdefault(FORM, str(uuid.uuid4())))
    with st.form(f"check-in-{form_id}"):
        texts = [_field(form_id, place, offer.actions) for place in range(MOST_ACTIONS)]
        note = st.text_area("Note (optional)", max_chars=LONGEST_NOTE, height=100, key=f"check-in-note-{form_id}")
        sent = st.form_submit_button("Keep this check-in", type="primary", icon=":material/check:")
    if not sent:
        return
    try:
        services().career.check_ins.keep(me(), form_id, texts, note)
    except CoachError as error:
        show(error)
        return
    del st.session_state[FORM]
    st.rerun()


def _field(form_id: str, place: int, actions: tuple[Action, ...]) -> str:
    proposed = actions[place] if place < len(actions) else None
    return st.text_input(
        f"Thing to do {place + 1}",
        proposed.text if proposed else "",
        max_chars=LONGEST_ACTION,
        key=f"check-in-{form_id}-{place}",
        help=FROM[proposed.kind] or None if proposed else None,
    )
