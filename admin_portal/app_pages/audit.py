"""The audit log: whether it is whole, what happened, and its head to keep elsewhere."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.audit_table import audit_table
from shared_backend.domain.errors import CoachError
from shared_backend.services.audit import AuditCheck
from shared_backend.web.errors import show
from shared_backend.web.words import count


def verdict(check: AuditCheck, kept: bool) -> None:
    """The result of a check in a sentence."""
    if check.ok:
        also = " It still holds the head you kept." if kept else ""
        st.success(f"The chain is whole: {count(check.entries, 'entry', 'entries')}.{also}", icon=":material/verified:")
        return
    where = f", at entry {check.at_seq}" if check.at_seq else ""
    st.error(
        f"The log was tampered with{where}: {check.problem}. Keep a copy of the database as it is and find out who had "
        "access to it.",
        icon=":material/gpp_bad:",
    )


def keep_elsewhere() -> None:
    """The head to take away, and a check against one taken earlier."""
    with st.expander("Keep the head elsewhere"):
        st.markdown(
            "The chain shows every change inside it. That its end was cut off shows only against a head you kept "
            "outside this machine. Take one away now and then, and check against it."
        )
        head = services().audit_trail.head(me())
        st.download_button(
            "Download the head",
            head,
            file_name=f"audit-head-{head.split()[0]}.txt",
            icon=":material/download:",
            on_click="ignore",
            key="audit-head",
        )
        with st.form("audit-kept", border=False):
            kept = st.text_input("A head you kept", key="audit-kept-head", placeholder="Number and code, as downloaded")
            sent = st.form_submit_button("Check against it", icon=":material/fact_check:")
        if sent:
            try:
                verdict(services().audit_trail.check(me(), kept), bool(kept.strip()))
            except CoachError as error:
                show(error)


person = me()
st.title("Audit log", anchor=False)
st.markdown("Who did what to what, by id; no names and no texts.")
verdict(services().audit_trail.check(person), kept=False)
audit_table()
keep_elsewhere()
