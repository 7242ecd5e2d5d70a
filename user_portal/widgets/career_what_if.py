"""What if I learn something: the counts of the present cards beside what they would be; nothing is stored."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.career_paths import PathsView
from shared_backend.domain.errors import CoachError
from shared_backend.services.careers.elements import kind_of, name_of
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_skill_words import KINDS, LEVELS, word_for
from user_portal.widgets.words import plain

SKILLS = "career-if-skills"
MOST = 5


def what_if_card(view: PathsView) -> None:
    """Pick skills that cards miss, and levels; what it would change stands beside what is."""
    if not view.learnable:
        return
    with st.expander("What if I learn something?", key="career-if"):
        chosen = st.multiselect(
            "If I learned these",
            list(view.learnable),
            format_func=lambda skill: f"{name_of(skill)} ({KINDS[kind_of(skill)]})",
            key=SKILLS,
            max_selections=MOST,
            placeholder="What most of the paths miss comes first",
        )
        supposed = {skill: _level(skill, view.learnable.get(skill, 3.0)) for skill in chosen}
        if supposed:
            _compare(supposed)
        quiet("This only tries things out. Nothing of it is kept, and no card changes.")


def _level(skill: str, needed: float) -> float:
    key = f"career-if-{skill}"
    st.session_state.setdefault(key, min(max(round(needed), 1), 7))
    level: int = st.select_slider(
        f"{plain(name_of(skill))} up to",
        list(LEVELS),
        format_func=LEVELS.__getitem__,
        key=key,
        help=f"The most that one of the paths calls for is {needed:.1f} of 7: “{word_for(needed)}”.",
    )
    return float(level)


def _compare(supposed: dict[str, float]) -> None:
    try:
        changed = services().career.paths.what_if(me(), supposed)
    except CoachError as error:
        show(error)
        return
    changed = tuple(sorted(changed, key=lambda one: one.card.have - one.have_then))
    st.table(
        {
            "Path": [plain(one.card.title) for one in changed],
            "Key skills now": [f"{one.card.have} of {len(one.card.lines)}" for one in changed],
            "Then": [_then(one.card.have, one.have_then, len(one.card.lines)) for one in changed],
        },
        hide_index=True,
    )


def _then(now: int, then: int, of: int) -> str:
    """The count after, with how many more.

    >>> _then(5, 7, 8), _then(5, 5, 8)
    ('7 of 8 (2 more)', '5 of 8 (no change)')
    """
    return f"{then} of {of} ({f'{then - now} more' if then > now else 'no change'})"
