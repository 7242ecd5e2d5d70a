"""Your own model: what it believes, what it rests on, whether it has earned its say, and what you do about it."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from shared_backend.coaching.model_view import ModelView
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.believed_row import believed_row
from user_portal.widgets.comparison_note import comparison_note
from user_portal.widgets.learned_tastes import learned_tastes
from user_portal.widgets.level_ranges import level_ranges, level_table
from user_portal.widgets.model_switches import model_switches
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.other_coaches import other_coaches
from user_portal.widgets.receipts import receipts
from user_portal.widgets.who_predicts_better import who_predicts_better
from user_portal.widgets.words import count

MOST_NAMES = 3


def stands(view: ModelView) -> None:
    """What is in force right now."""
    with st.container(horizontal=True):
        paused = "Learning is paused" if view.paused else "Learning is on"
        st.badge(paused, icon=":material/pause:" if view.paused else ":material/school:", color="gray")
        used = "General model only" if view.global_only else "Your model is in use"
        st.badge(used, icon=":material/groups:" if view.global_only else ":material/person:", color="gray")
        st.badge(f"Learned from {count(view.blending.n, 'answer')}", icon=":material/edit_note:", color="gray")


def nothing_yet() -> None:
    """What will stand here, and the one next step."""
    st.info(
        "It knows nothing of your answers yet. After the first one you will see here what the coach expects of you on "
        "each subject, how sure it is, and which of your answers it rests on. You can make it forget any of it.",
        icon=":material/info:",
    )
    if st.button("Practise an interview", type="primary", icon=":material/forum:"):
        st.switch_page("app_pages/interview_coach.py")


def levels(view: ModelView, now: datetime, *, numbers: bool) -> None:
    """Strengths and weak areas in words, the ranges, every subject to open."""
    st.subheader("What it expects of you", anchor=False)
    for line in summary(view):
        st.markdown(line)
    if numbers:
        level_ranges(view.rows, key="levels")
        quiet("The bar is the 80 % range of your level on a question of middle difficulty, the point the best guess.")
    with st.expander("The same as a table"):
        level_table(view.rows, numbers=numbers)
    by_name = {row.name: row for row in view.rows}
    chosen = st.selectbox("Look into a subject", list(by_name), key="look-into")
    believed_row(by_name[chosen], now, numbers=numbers)
    if view.unknown:
        with st.expander("Not practised yet"):
            st.markdown(", ".join(view.unknown) + ".")


def summary(view: ModelView) -> list[str]:
    """Strengths, weak areas and what is not known well enough, by the rules of the model."""
    groups = (
        ("Strengths", [r.name for r in view.rows if r.weak == "not weak" and r.word in ("strong", "solid")]),
        ("Most worth practising", [r.name for r in view.rows if r.weak == "weak"]),
        ("Perhaps worth practising", [r.name for r in view.rows if r.weak == "maybe"]),
        (
            "Not enough data yet",
            [f"{r.name} ({count(r.answers, 'answer')})" for r in view.rows if r.weak == "not enough data"],
        ),
    )
    return [f"**{title}:** {_first(names)}." for title, names in groups if names]


def _first(names: list[str]) -> str:
    """A few names; the table has them all."""
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {count(more, 'more', 'more')}" if more > 0 else "")


def page() -> None:
    """The page."""
    view, now, numbers = services().my_model.view(me()), services().clock.now(), wants_numbers()
    st.title("What the coach believes about you", anchor=False)
    st.markdown(
        "Your own model is small, readable and yours. It decides what the coach expects of you and which question "
        "comes next. It never changes a score."
    )
    stands(view)
    comparison_note()
    if not view.rows:
        nothing_yet()
    else:
        levels(view, now, numbers=numbers)
        st.subheader("Does it know you better than the general model?", anchor=False)
        who_predicts_better(view, numbers=numbers)
    st.subheader("How you like feedback", anchor=False)
    learned_tastes(view, numbers=numbers)
    other_coaches()
    st.subheader("Your say", anchor=False)
    model_switches(view)
    if view.receipts:
        st.subheader("What it has forgotten", anchor=False)
        receipts(view.receipts, now)


page()
