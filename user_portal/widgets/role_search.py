"""Finds an occupation while a role is typed: any title people use, typos included."""

from __future__ import annotations

import streamlit as st

from shared_backend.services.occupations.facts import Occupations
from shared_backend.web.quiet import quiet

UNPLACED = "None of these"


ROLE = "Role you are practising for"
NOTHING_LIKE_IT = "No occupation with a title like this. You will get questions that fit any role."
DECIDES = "It decides which questions fit. Choose “None of these” for questions that fit any role."


def role_search(
    occupations: Occupations,
    *,
    key: str,
    role: str = "",
    occupation: str | None = None,
    label: str = ROLE,
    nothing: str = NOTHING_LIKE_IT,
    help: str = DECIDES,
) -> tuple[str, str | None]:
    """The role as typed and the code of the occupation chosen for it, or None."""
    typed = st.text_input(
        label,
        value=role,
        key=f"{key}-role",
        max_chars=120,
        placeholder="For example: electrician, nurse, data analyst",
        live=True,
    ).strip()
    if len(typed) < 2:
        return typed, None
    hits = {hit.code: hit.title for hit in occupations.search(typed, 6)}
    if occupation in occupations.titles and typed == role:
        hits = {str(occupation): occupations.titles[str(occupation)], **hits}
    if not hits:
        quiet(nothing)
        return typed, None
    chosen = st.selectbox(
        "Closest occupation",
        [*hits, UNPLACED],
        format_func=lambda code: hits.get(code, code),
        key=f"{key}-occupation-{typed.casefold()}",
        help=help,
    )
    return typed, None if chosen == UNPLACED else chosen
