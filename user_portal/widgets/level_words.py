"""How levels, moves and shares of a personal model are put into words."""

from __future__ import annotations

from datetime import datetime

from shared_backend.coaching.model_view import Blending, Row
from shared_backend.domain.practice import Range
from user_portal.widgets.words import count, when

NOT_ENOUGH = "Not enough data yet"
HARDLY = 0.05  # points of 10 that nobody would notice
BY_EVIDENCE = 0.1  # nats from which on the evidence is worth a word


def of_ten(found: Range) -> str:
    """A number of 10 with its range.

    >>> of_ten(Range(6.42, 5.1, 7.6))
    '6.4 of 10 (5.1–7.6)'
    """
    return f"{found.value:.1f} of 10 ({found.low:.1f}–{found.high:.1f})"


def level(word: str | None) -> str:
    """The word for a level, at the beginning of a sentence.

    >>> level("getting there"), level(None)
    ('Getting there', 'Not enough data yet')
    """
    return NOT_ENOUGH if word is None else word.capitalize()


def last_change(row: Row, now: datetime, *, numbers: bool) -> str:
    """What happened to a row last, and when."""
    if row.change is None:
        return ""
    before, after = row.change.before, row.change.after
    by = "an answer" if row.change.by_answer else "what you said about it"
    if abs(after - before) < HARDLY:
        way = "Hardly moved"
    else:
        far = f" from {before:.1f} to {after:.1f}" if numbers else ""
        way = f"Went {'up' if after > before else 'down'}{far}"
    return f"{way}, {when(row.change.at, now)}, after {by}."


def share(found: Blending, *, numbers: bool) -> str:
    """How much of a prediction is the person's own model, and why that much."""
    if found.n == 0:
        return "Your own model has learned from no answer yet. Until it has, you get the general model alone."
    if found.kind == "global":
        return "Here no personal model has predicted people better than the general one, so everybody gets that."
    after = f"After {count(found.n, 'answer')}"
    if not numbers:
        part = "the larger part" if found.weight >= 0.5 else "the smaller part"
        return f"{after} your own model makes up {part} of what the coach expects of you, {_because(found)}."
    return f"{after} your own model counts for **{found.weight:.0%}**, {_because(found, numbers=True)}."


def _because(found: Blending, *, numbers: bool = False) -> str:
    usual = f"the usual {found.scheduled:.0%}" if numbers else "usual"
    if found.evidence > BY_EVIDENCE:
        return f"more than {usual}, because it has predicted you better than the general one so far"
    if found.evidence < -BY_EVIDENCE:
        return f"less than {usual}, because it has predicted you worse than the general one so far"
    return f"about {usual} after so many: neither has predicted you clearly better"
