"""How a level of skill and where it comes from are put into words."""

from __future__ import annotations

from collections.abc import Mapping

from shared_backend.domain.career import Evidence, Source
from shared_backend.services.careers.own_levels import Own
from user_portal.widgets.words import plain

LEVELS: Mapping[int, str] = {
    0: "None",
    1: "First steps",
    2: "With help",
    3: "Everyday use",
    4: "On my own",
    5: "Others ask me",
    6: "Expert",
    7: "Among the best",
}
KINDS: Mapping[str, str] = {"skill": "skill", "knowledge": "knowledge", "technology": "program or tool"}
_FROM: Mapping[Source, str] = {
    "rated": "You rated it yourself.",
    "plan": "A step you did",
    "ledger": "From what you can say about you",
    "interview": "From an interview answer",
    "occupation": "Usual in your occupation.",
    "school": "What school teaches.",
}


def word_for(level: float) -> str:
    """The word nearest to a level.

    >>> word_for(2.6), word_for(9)
    ('Everyday use', 'Among the best')
    """
    return LEVELS[min(max(round(level), 0), 7)]


def level_words(own: Own, *, numbers: bool) -> str:
    """A level as a word, a number and a range, the range in words for those who want no numbers.

    >>> level_words(Own(3.1, 2.1, 4.1, ()), numbers=True)
    'Everyday use · 3.1 of 7 (2.1–4.1)'
    >>> level_words(Own(3.1, 2.1, 4.1, ()), numbers=False)
    'Everyday use (between “With help” and “On my own”)'
    """
    word = word_for(own.level)
    if numbers:
        return f"{word} · {own.level:.1f} of 7 ({own.low:.1f}–{own.high:.1f})"
    low, high = word_for(own.low), word_for(own.high)
    return word if low == high else f"{word} (between “{low}” and “{high}”)"


def signs_of(own: Own) -> tuple[Evidence, ...]:
    """What a level rests on; school only where there is nothing else."""
    told = tuple(sign for sign in own.evidence if sign.source != "school")
    return told or own.evidence


def source_words(sign: Evidence) -> str:
    """One sign of a skill: where it comes from and the person's own words."""
    said = _FROM[sign.source]
    return f"{said}: “{plain(sign.quote)}”" if sign.quote else said
