"""How somebody likes feedback, as far as it was learned: each line with what it rests on, and a way to take it back."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.model_view import ModelView
from shared_backend.coaching.preferences import CHOICES
from shared_backend.coaching.tastes import Deeds, Taste
from shared_backend.domain.errors import CoachError
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.words import count

# Dimension of what was learned → the setting it belongs to, and its name on the page.
SETTINGS = {
    "style": ("feedback_preference", "How feedback is put"),
    "detail": ("detail", "How much of it is open"),
    "tone": ("tone", "Tone"),
    "format": ("format", "Layout"),
}
WAYS = {"reading": "open the advice", "watching": "look at the stronger answer", "practising": "try again"}


def learned_tastes(view: ModelView, *, numbers: bool) -> None:
    """The lines; what was set by the person is said first, because it wins."""
    tastes = services().interview.tastes
    known = services().interview.preferences.get(me()).model_dump()
    learned, deeds = tastes.learned(me()), tastes.deeds(me())
    if not (view.offset_n or any(deeds.counts.values()) or any(t.ratings for t in learned)):
        st.markdown(
            "Nothing learned yet. Once you have said a few times whether advice helped, it stands here how you like it "
            "put. You can set that yourself at any time, on the page “Coaching preferences”."
        )
        return
    for taste in learned:
        setting, name = SETTINGS[taste.dimension]
        line = in_words(taste, known[setting], numbers=numbers)
        _line(f"**{name}.** {line}", taste.dimension, right=taste.settled)
    _line(f"**What you do with feedback.** {deeds_in_words(deeds)}", "ways", right=deeds.mostly is not None)
    st.markdown(f"**Your sense of fair.** {fairness(view, numbers=numbers)}")
    quiet("Learned from what you said helped. It changes how advice is put, never what is said. Your settings win.")


def learned(setting: str, chosen: str) -> str:
    """What was learned about a setting that is left to the coach, in a sentence; empty when there is nothing."""
    tastes = services().interview.tastes
    if setting == "material":
        deeds = tastes.deeds(me())
        return deeds_in_words(deeds) if any(deeds.counts.values()) else ""
    dimension = next((d for d, (name, _) in SETTINGS.items() if name == setting), None)
    if dimension is None or chosen != "auto":
        return ""
    taste = next(one for one in tastes.learned(me()) if one.dimension == dimension)
    return in_words(taste, chosen, numbers=False) if taste.ratings else ""


def in_words(taste: Taste, chosen: str, *, numbers: bool) -> str:
    """What was learned about one dimension, with its evidence."""
    names = CHOICES[SETTINGS[taste.dimension][0]]
    after = f"after {count(taste.ratings, 'rating')}"
    if chosen != "auto":
        return f"You chose “{names[chosen]}”, and that holds."
    if not taste.settled or taste.best is None:
        return f"Too early to say {after}." if taste.ratings else "Nothing learned yet."
    sure = f", {taste.sure:.0%} sure" if numbers else ""
    return f"“{names[taste.best]}” has helped you most so far ({after}{sure})."


def deeds_in_words(deeds: Deeds) -> str:
    """What somebody mostly does, counted; no promise that it teaches better."""
    total = sum(deeds.counts.values())
    if not total:
        return "Nothing counted yet."
    told = ", ".join(f"{WAYS[way]} {count(n, 'time')}" for way, n in deeds.counts.items() if n)
    if deeds.mostly is None:
        return f"No clear habit yet: you {told}."
    return f"Mostly you {WAYS[deeds.mostly]} (you {told}). That is a habit, not a better way to learn."


def fairness(view: ModelView, *, numbers: bool) -> str:
    """The personal offset of the scores, beside the score it never changes."""
    if not view.offset_n:
        return "You have not said yet whether scores feel fair."
    after = f"after {count(view.offset_n, 'opinion')}"
    if abs(view.offset_points) < 0.05:
        return f"You find the scores about right {after}."
    way = "too harsh" if view.offset_points > 0 else "too lenient"
    by = f" by about {abs(view.offset_points):.1f} points of 10" if numbers else ""
    return f"You find the scores {way}{by}, {after}. The score itself never changes."


def _line(text: str, what: str, *, right: bool) -> None:
    if not right:
        st.markdown(text)
        return
    words, action = st.columns([4, 1], vertical_alignment="center")
    words.markdown(text)
    action.button("Not right", key=f"taste-{what}", type="tertiary", on_click=_take_back, args=(what,))


def _take_back(what: str) -> None:
    try:
        services().interview.tastes.take_back(me(), what)
    except CoachError as error:
        show(error)
