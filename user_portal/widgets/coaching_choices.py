"""How a person wants to be coached: a few choices, each saved the moment it is made."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from shared_backend.coaching.preferences import CHOICES
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.choice import choice
from user_portal.widgets.learned_tastes import learned
from user_portal.widgets.made_up import made_up

# In the order of the page: what is set together stands together.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Feedback": ("feedback_preference", "detail", "tone", "format", "material"),
    "The interview": ("career_focus", "interview_style", "learning_pace"),
    "Numbers": ("scores",),
    "Comparing models": ("comparisons",),
}
LABELS: Mapping[str, tuple[str, str]] = {
    "feedback_preference": (
        "How feedback is put",
        "The same advice, said plainly, with a view to both sides, or gently. “Find out what helps me” tries different "
        "ways and goes by the advice you said helped; this holds for the next three as well. What is said stays the "
        "same.",
    ),
    "detail": (
        "How much of it is open",
        "Brief shows the one thing to change with its evidence and folds the rest. Detailed unfolds the rest and adds "
        "a made-up example.",
    ),
    "tone": (
        "Tone",
        "A sentence or two around the feedback. Neutral adds none. Humorous never jokes about a low score or about "
        "safety; it is friendly then.",
    ),
    "format": (
        "Layout",
        "Sections with headings, running text, or a list.",
    ),
    "material": (
        "What you want before you",
        "After feedback, the advice or the stronger answer is unfolded, or “Try again” is the button that stands out. "
        "Whether one of them teaches you more is not known.",
    ),
    "career_focus": (
        "What you aim for",
        "Questions on four fitting subjects come more often. Moving up: leading, persuading, deciding, business sense. "
        "Changing field: learning, adapting, starting things, communicating. Staying and doing well: teamwork, "
        "integrity, care, planning. No subject is left out.",
    ),
    "interview_style": (
        "Style of the interview",
        "Casual puts a friendly word before each question. Technical asks more technical and case questions when the "
        "types are mixed.",
    ),
    "learning_pace": (
        "Pace",
        "Gentle picks questions that should go well for you about 8 times in 10, steady 7, fast 6; every "
        "fourth a little harder.",
    ),
    "comparisons": (
        "Comparisons",
        "Staff may compare the general model alone with everybody's own models. Half of those who take part, by lot, "
        "then get questions and wording without their own model for some answers. Staff see averages over many people, "
        "never your answers. Your model goes on learning either way.",
    ),
    "scores": ("Scores", "Words only hides the numbers. The advice stays the same."),
}


@st.fragment
def coaching_choices() -> None:
    """All choices in their groups; what was learned stands beside what is left to the coach."""
    for title, names in GROUPS.items():
        st.subheader(title, anchor=False)
        # Read anew for each group: one above may just have been changed.
        known = services().interview.preferences.get(me()).model_dump()
        if "tone" in names:
            st.markdown("What is said stays the same; these change how. What you choose always holds.")
        for name in names:
            label, explained = LABELS[name]
            choice(label, CHOICES[name], known[name], key=f"wish-{name}", help=explained, on_change=_save, args=(name,))
            said = learned(name, known[name])
            if said:
                quiet(said)
        if "tone" in names:
            with st.expander("See it on a made-up answer", key="see-it"):
                made_up(services().interview.preferences.preview(me()))


def _save(name: str) -> None:
    try:
        services().interview.preferences.save(me(), **{name: st.session_state[f"wish-{name}"]})
    except CoachError as error:
        show(error)
