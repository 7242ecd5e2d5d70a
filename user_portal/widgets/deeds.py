"""What makes practice work, done or still open; nothing here is a score, and nothing is lost by a pause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from shared_backend.services.progress.achievements import Achievement, Deed
from shared_backend.services.progress.weeks import Weeks
from user_portal.widgets.words import count, when

TITLES: dict[Deed, tuple[str, str]] = {
    "retried": ("Tried a weak answer again", "After feedback on an answer that did not go well, press “Try again”."),
    "reviewed": ("Came back to an old question", "Answer a question again on another day; due ones come up first."),
    "evidence": ("Backed an answer with facts", "Name who, what, when and how many, so that the story can be checked."),
    "corrected": ("Corrected the coach", "Say when a score or something it learned is wrong, or make it forget."),
}


def deed_list(found: Sequence[Achievement], now: datetime) -> None:
    """The four, each with when it was last done or how it is done."""
    for one in found:
        title, how = TITLES[one.deed]
        if one.last is None:
            st.markdown(f":material/radio_button_unchecked: **{title}.** Not yet. {how}")
        else:
            st.markdown(f":material/check_circle: **{title}**, {count(one.times, 'time')}, last {when(one.last, now)}.")


def weeks_in_words(found: Weeks) -> str:
    """The count without pressure: a week off takes nothing away."""
    if not found.practised:
        return "No weeks in a row at the moment. One answer makes a week."
    this = "this one included" if found.now else "this one is still open"
    return f"{count(found.practised, 'week')} with practice, {this}. A week off takes nothing away."
