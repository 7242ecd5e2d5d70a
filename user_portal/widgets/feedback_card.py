"""What is said about one answer, in the order in which it helps: strength, one fix, then the details.

How much of it lies open and how it is laid out follows the wording that was chosen for it; nothing is ever left out.
"""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.practice import Attempt
from shared_backend.web.quiet import quiet
from user_portal.widgets.feedback_details import Shown, criteria, later, outline, points
from user_portal.widgets.feedback_says import says_fix, says_strength, says_structure
from user_portal.widgets.provenance import provenance
from user_portal.widgets.words import count, plain, score

SELF_WORDS = {1: "not at all well", 2: "not so well", 3: "so-so", 4: "well", 5: "very well"}


@st.fragment
def feedback_card(attempt: Attempt, *, numbers: bool, material: str = "auto") -> None:
    """The whole card; `numbers` False says everything in words, `material` is what the person wants before them."""
    found = attempt.feedback
    shown = Shown(attempt, numbers=numbers, material=material)
    for remark in found.notes:
        st.info(plain(remark), icon=":material/info:")
    if found.wording.opening:
        st.markdown(found.wording.opening)
    if found.wording.detail == "brief":
        says_fix(found)
        _score(attempt, numbers=numbers)
        with shown.fold("More about this answer", "reading"):
            says_strength(found)
            _details(shown)
        return
    says_strength(found)
    says_fix(found)
    later(shown)
    _score(attempt, numbers=numbers)
    _details(shown, with_later=False)


def _details(shown: Shown, *, with_later: bool = True) -> None:
    if with_later:
        later(shown)
    says_structure(shown.attempt.feedback)
    points(shown)
    criteria(shown)
    outline(shown)
    provenance(shown.attempt, numbers=shown.numbers)


def _score(attempt: Attempt, *, numbers: bool) -> None:
    found = attempt.feedback
    st.markdown(f"**{score(found.overall, found.word, numbers=numbers)}**")
    if attempt.self_rating is not None:
        said = f"{SELF_WORDS[attempt.self_rating]}"
        quiet(f"You thought it went {said}" + (f" ({attempt.self_rating} of 5)." if numbers else "."))
    p = attempt.provenance
    if numbers and p.offset_n and abs(p.offset_points) >= 0.05:
        felt = min(10.0, max(0.0, found.overall.value + p.offset_points))
        quiet(
            f"By your own sense of fair it would be about {felt:.1f}, going by {count(p.offset_n, 'opinion')} of "
            "yours. The score itself stays as it is."
        )
