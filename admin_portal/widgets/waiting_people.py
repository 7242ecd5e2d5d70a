"""Signs of danger nobody has looked at yet: what kind, when, in which account, and that one has looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.account_table import short
from shared_backend.domain.errors import CoachError
from shared_backend.domain.principal import Role
from shared_backend.operations.safety import Escalation
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from shared_backend.web.words import when

KINDS: Mapping[str, str] = {
    "suicide": "Thoughts of suicide",
    "self_harm": "Self-harm",
    "eating_disorder": "Eating disorder",
    "substance_abuse": "Alcohol or drugs",
    "domestic_violence": "Violence at home",
    "mental_health_crisis": "Mental health crisis",
}


def waiting_people(waiting: Sequence[Escalation]) -> None:
    """One card a sign, the oldest first; an empty list says so."""
    if not waiting:
        st.success("Nobody waits for you to look.", icon=":material/check_circle:")
        return
    person = me()
    for one in waiting:
        with st.container(border=True):
            st.markdown(f":red[:material/sos:] **{KINDS.get(one.label, one.label)}**")
            quiet(
                f"Account {short(one.user_id)} · {when(one.at, services().clock.now())} · {one.at:%d %B %Y, %H:%M} UTC"
            )
            with st.container(horizontal=True, vertical_alignment="center"):
                if st.button("I have looked at it", icon=":material/check:", key=f"looked-{one.id}"):
                    _looked(one)
                if person.role is Role.ADMIN:
                    st.page_link(
                        "app_pages/users.py",
                        label="The account",
                        icon=":material/person:",
                        query_params={"account": one.user_id},
                    )


def _looked(one: Escalation) -> None:
    try:
        services().safety.looked_at(me(), one.id)
    except CoachError as error:
        show(error)
        return
    st.rerun()
