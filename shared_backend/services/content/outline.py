"""A stronger answer in the person's own facts: their words where they are, a [blank] where something is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared_backend.services.content.library import STORY_TYPES
from shared_backend.services.content.quoting import quoted

STAR_NAMES: Mapping[str, str] = {
    "situation": "Situation",
    "task": "Task",
    "action": "Action",
    "result": "Result",
}
TOLD_BLANKS: Mapping[str, str] = {
    "situation": "[When and where was this, and who was involved?]",
    "task": "[What had to be done, and what was your part in it?]",
    "action": "[What did you do yourself, step by step, and why that way?]",
    "result": "[What changed in the end, and how do you know?]",
}
PLANNED_BLANKS: Mapping[str, str] = {
    "situation": "[What matters most in this case, and for whom?]",
    "task": "[What has to be settled, and by when?]",
    "action": "[What would you do first, what next, and why?]",
    "result": "[What should be true afterwards, and how would you check it?]",
}


def outline(details: Mapping[str, Any], question_type: str) -> tuple[str, ...]:
    """One line a step; nothing in it is invented, and no words are used twice.

    Parameters
    ----------
    details : mapping
        What was found in the answer: ``star`` for stories and plans, ``key_points`` for the rest.
    """
    return _story(details.get("star") or {}) if question_type in STORY_TYPES else _points(details)


def _story(star: Mapping[str, Any]) -> tuple[str, ...]:
    # The situation of a plan stands in the question, so nobody looked for it in the answer.
    blanks = TOLD_BLANKS if "situation" in star or not star else PLANNED_BLANKS
    return tuple(
        f"{name}: {quoted(star[part]['quote'])}"
        if star.get(part, {}).get("present") and star[part]["quote"]
        else f"{name}: {blanks[part]}"
        for part, name in STAR_NAMES.items()
    )


def _points(details: Mapping[str, Any]) -> tuple[str, ...]:
    lines = (
        f"You say: {quoted(str(point['quote']))}"
        if point["covered"] and point["quote"]
        else f"[Add, if you agree: {point['point']}]"
        for point in details.get("key_points") or ()
    )
    return tuple(dict.fromkeys(lines))
