"""A plan as a file: to a calendar, to paper, to a spreadsheet, to another installation and from it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping

import streamlit as st

from shared_backend.coaching.career_exports import FORMAT_NAMES, Format
from shared_backend.domain.career import Plan
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_places import go_to
from user_portal.widgets.choice import choice
from user_portal.widgets.words import plain

FOR_WHAT: Mapping[Format, str] = {
    "ics": "One all-day entry a step. Import it again after a change: entries are updated, none is doubled, and steps "
    "you removed or skipped are cancelled.",
    "md": "A list to tick off, for notes.",
    "pdf": "To print, or to show to an adviser.",
    "csv": "One row a step, for a spreadsheet.",
    "json": "Everything in the plan. Bring it back here or to another installation.",
}


def plan_files(plan: Plan) -> None:
    """The formats and one download."""
    with st.expander("Take it along: calendar, PDF, spreadsheet", key=f"files-{plan.id}"):
        kind: Format = choice("Format", FORMAT_NAMES, "ics", key=f"file-kind-{plan.id}") or "ics"
        quiet(FOR_WHAT[kind])
        try:
            file = services().career.exports.file(me(), plan.id, kind)
        except CoachError as error:
            show(error)
            return
        st.download_button(
            "Download",
            file.content,
            file.name,
            file.media_type,
            icon=":material/download:",
            key=f"file-{plan.id}",
            on_click="ignore",
        )


def bring_plan() -> None:
    """Read a plan that was exported as JSON."""
    with st.expander("Bring a plan from a file"):
        file = st.file_uploader("A plan exported here or at another installation (JSON)", key="plan-file", type="json")
        if file is None:
            quiet("What you have here stays; the plan from the file comes beside it.")
            return
        content = file.getvalue()
        # The same file is the same plan, however often it is brought.
        plan_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{me().user_id}/{hashlib.sha256(content).hexdigest()}"))
        known = {plan.id: plan for plan in services().career.plan.all(me())}
        if plan_id in known:
            st.success(f"Here it is: {plain(known[plan_id].title)}.", icon=":material/check:")
            if st.query_params.get("plan") != plan_id:
                st.button(
                    "Open the plan", key=f"brought-{plan_id}", on_click=go_to, args=("plan",), kwargs={"plan": plan_id}
                )
            return
        if st.button("Bring it", icon=":material/upload:", key=f"bring-{plan_id}"):
            try:
                services().career.plan.bring(me(), content, plan_id)
            except CoachError as error:
                show(error)
                return
            go_to("plan", plan=plan_id)
            st.rerun()


def _open(plan_id: str) -> None:
    go_to("plan", plan=plan_id)
