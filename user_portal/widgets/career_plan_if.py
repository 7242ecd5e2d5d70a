"""What if: the key skills of the occupation as they are, and if some of the steps were done; nothing is stored."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.career import Plan
from shared_backend.services.careers.gaps import GapTable
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.words import count, plain


def if_done(plan: Plan) -> None:
    """Folded; the open steps can be chosen one by one."""
    # Numbered: Streamlit takes two options that read alike for the same.
    steps = enumerate(plan.steps, 1)
    titles = {step.id: f"{place}. {step.title}" for place, step in steps if step.state == "open"}
    if not titles:
        return
    with st.expander("What if you finish these steps", key=f"if-{plan.id}"):
        chosen = st.multiselect(
            "Steps",
            list(titles),
            list(titles),
            format_func=titles.__getitem__,
            key=f"if-steps-{plan.id}-{'-'.join(titles)}",
        )
        found = services().career.gaps.if_done(me(), plan.id, chosen)
        left, right = st.columns(2)
        with left:
            _side("Now", found.now)
        with right:
            _side("Then", found.then)
        before = {line.skill: line.status for line in found.now.lines}
        gained = [line.name for line in found.then.lines if line.status == "have" and before[line.skill] != "have"]
        if gained:
            st.markdown(f"You would then have: {plain(', '.join(gained))}.")
        quiet("It counts the same key skills from the same facts as the table of what is missing. Nothing is stored.")


def _side(name: str, table: GapTable) -> None:
    have = sum(line.status == "have" for line in table.lines)
    part = sum(line.status == "partial" for line in table.lines)
    st.markdown(f"**{name}**  \n{have} of {count(len(table.lines), 'key skill')}, {part} in part")
