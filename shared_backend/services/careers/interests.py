"""The six vocational interests in plain words, with what people who have them like to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interest:
    """One interest: how we call it, and things to do by which somebody knows whether it is theirs."""

    words: str
    examples: str


INTERESTS: Mapping[str, Interest] = {
    "Realistic": Interest("hands-on work", "repair a bicycle, build a shelf, drive a machine, work outdoors"),
    "Investigative": Interest("finding things out", "solve a puzzle, test why something fails, read about science"),
    "Artistic": Interest("making and designing", "draw, write a story, play music, arrange a room"),
    "Social": Interest("helping and teaching", "explain homework, listen to a friend, look after somebody ill"),
    "Enterprising": Interest("leading and persuading", "sell something, organise an event, speak for a group"),
    "Conventional": Interest("order and detail", "keep accounts, sort records, check that a list is right"),
}
LIKING: Mapping[float, str] = {1.0: "Not at all", 2.5: "A little", 4.0: "So-so", 5.5: "A lot", 7.0: "Very much"}


def in_words(name: str) -> str:
    """An interest as a sentence names it.

    >>> in_words("Realistic")
    'hands-on work'
    """
    return INTERESTS[name].words
