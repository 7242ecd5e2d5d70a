"""What moved in a month, a line each, from what is stored and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from shared_backend.coaching.career_check_in import skill_line
from shared_backend.domain.check_in import Moved
from shared_backend.web.quiet import quiet
from user_portal.services import services
from user_portal.widgets.application_words import day
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.words import count, plain

AT_MOST = 6
MARKS = {True: ":material/check_circle: Done", False: ":material/radio_button_unchecked: Still open", None: ""}


def what_moved(moved: Moved) -> None:
    """Under one heading each: what moved, and what there is to show for it."""
    today = services().clock.now().date()
    # Every check-in but the first looks back on what was meant to be done.
    first = not moved.kept
    st.markdown(
        "**Where you stand, with what came in the last 30 days**"
        if first
        else f"**What moved since {day(moved.since, today)}**"
    )
    if moved.nothing:
        st.markdown(
            "Nothing is noted down yet. Skills with words for them, finished steps, applications and practised answers "
            "will stand here."
            if first
            else "Nothing was noted down. That happens; one small thing is enough for the next month."
        )
    applications = [f"{count(moved.sent, 'application')} sent"] if moved.sent else []
    applications += [
        f"{one.employer} ({one.role}) answered: {one.stage}, {day(one.on, today)}" for one in moved.answers[:AT_MOST]
    ]
    if len(moved.answers) > AT_MOST:
        applications.append(f"And {count(len(moved.answers) - AT_MOST, 'answer')} more")
    _lines("Skills", [skill_line(one, numbers=wants_numbers()) for one in moved.skills])
    _lines("Steps done", [f"{one.title}, {day(one.on, today)}" for one in moved.steps])
    _lines("Applications", applications)
    _lines("Interviews", [f"{count(moved.practised, 'answer')} practised"] if moved.practised else [])
    _evidence(moved)
    if moved.kept:
        st.markdown("**What you wanted to do**")
        for one in moved.kept:
            mark = MARKS[one.done]
            st.markdown(f"- {plain(one.text)}{f' · {mark}' if mark else ''}")


def _lines(title: str, lines: Sequence[str]) -> None:
    if lines:
        st.markdown("\n".join((title, "", *(f"- {plain(line)}" for line in lines))))


def _evidence(moved: Moved) -> None:
    proofs = [one for one in moved.steps if one.proof]
    if not (moved.said or proofs):
        return
    st.markdown("**What there is to show for it**")
    lines = [f"“{plain(text)}”" for text in moved.said]
    lines += [f"{plain(one.proof)} ({plain(one.title)})" for one in proofs]
    st.markdown("\n".join(f"- {line}" for line in lines))
    more = moved.said_count - len(moved.said)
    if more > 0:
        quiet(f"And {count(more, 'entry', 'entries')} more in what can be said about you.")
