"""One tip on a criterion that fits the answer: it presumes nothing that is not there and asks for nothing that is."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from shared_backend.services.content.advice import GOOD_ENOUGH, LOW_BAND
from shared_backend.services.content.library import Band, Library, Tip, kind_of
from shared_backend.services.content.signs import PROBLEMS

SLOT = "{quote}"


@dataclass(frozen=True, slots=True)
class Advice:
    """A tip as it is said: `problem` is the sign it was made for ("" for none), `quotes` whether it says the words."""

    text: str
    problem: str
    quotes: bool


def tip_for(
    library: Library,
    criterion: str,
    question_type: str,
    score: float,
    style: str,
    *,
    signs: Mapping[str, str],
    seed: str,
    said: Collection[str] = (),
) -> Advice:
    """A tip; one made for what is wrong with the answer goes first.

    Parameters
    ----------
    score : float
        How far the criterion is met, 0–4.
    signs : mapping
        What the answer shows; see `signs.signs_of`.
    seed : str
        Id of the attempt; the same attempt always gets the same tip.
    said : collection of str
        Problems that another tip on this answer speaks of already.
    """
    fitting = [
        tip
        for tip in library.tips
        if tip.criterion == criterion and tip.style == style and tip.band in (band(score), "any")
        if tip.type in (question_type, kind_of(question_type), "any") and fits(tip, signs)
        if _problem(tip) not in said
    ]
    first = min(map(_urgency, fitting))
    best = [tip for tip in fitting if _urgency(tip) == first]
    chosen = best[zlib.crc32(f"{seed}/{criterion}".encode()) % len(best)]
    words = signs[chosen.when[0]] if chosen.when else ""
    return Advice(chosen.text.replace(SLOT, words), _problem(chosen), SLOT in chosen.text)


def band(score: float) -> Band:
    """Low, mid or high."""
    return "low" if score < LOW_BAND else "mid" if score < GOOD_ENOUGH else "high"


def fits(tip: Tip, signs: Mapping[str, str]) -> bool:
    """Whether an answer with these signs has what the tip presumes, and lacks what it asks for."""
    if not signs.keys() >= set(tip.when) or not signs.keys().isdisjoint(tip.unless):
        return False
    return SLOT not in tip.text or bool(signs[tip.when[0]])


def _problem(tip: Tip) -> str:
    return next((sign for sign in PROBLEMS if sign in tip.when), "")


def _urgency(tip: Tip) -> int:
    problem = _problem(tip)
    return PROBLEMS.index(problem) if problem else len(PROBLEMS)
