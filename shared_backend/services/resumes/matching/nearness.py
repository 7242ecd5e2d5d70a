"""Whether a line tells a phrase of several words in other words: rare words count more, and near ones nearly count."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from shared_backend.services.resumes.matching.lexicon import Lexicon
from shared_backend.services.resumes.matching.words import Token

# Chosen with each trade left out in turn; from .60 to .78 precision and recall move by about a hundredth.
ENOUGH = 0.72
_NEAR, _GENERIC = 0.75, 0.3
# One telling word alone must be rarer than this among the names of skills.
_COMMON = 60
_WINDOW = 14
_SILENT = frozenset(
    (
        "of",
        "in",
        "the",
        "a",
        "an",
        "and",
        "or",
        "with",
        "for",
        "to",
        "at",
        "by",
        "from",
        "as",
        "your",
        "our",
        "on",
        "into",
    )
)


def told(words: Sequence[Token], line: Sequence[Token], lexicon: Lexicon) -> tuple[int, int] | None:
    """Words ``[first, last)`` of the line that together tell the phrase; None when too little of it is there."""
    proper = {word.root for i, word in enumerate(words) if _is_proper(word, i)}
    roots = list(dict.fromkeys(word.root for word in words if word.form not in _SILENT or word.root in proper))
    generic = {word.root for word in words if word.form in lexicon.generic} - proper
    telling = [one for one in roots if one not in generic]
    if not telling or len(roots) < 2:
        return None
    places = {one: _places(one, line, lexicon, exact=one in proper) for one in roots}
    if any(not places[one] for one in proper):
        return None
    best = max(
        (
            _within(start, places, roots, generic, lexicon)
            for start in {at for found in places.values() for at, _ in found}
        ),
        default=(0.0, 0, 0, 0, 0),
    )
    share, exact, covered, first, last = best
    if share < ENOUGH or not exact:
        return None
    if len(telling) == 1 and covered < 2 and ("manag" in roots or lexicon.rarity.get(telling[0], 0) > _COMMON):
        return None
    return -first, last


def _is_proper(word: Token, at: int) -> bool:
    """Whether a word is a name of its own: it must stand as it is."""
    inner = word.raw[1:]
    return (
        (word.raw[:1].isupper() and at > 0) or any(c.isupper() or c.isdigit() for c in inner) or not word.form.isalpha()
    )


def _places(one: str, line: Sequence[Token], lexicon: Lexicon, *, exact: bool) -> list[tuple[int, float]]:
    near = frozenset() if exact else lexicon.near.get(one, frozenset())
    return [
        (at, 1.0 if word.root == one else _NEAR)
        for at, word in enumerate(line)
        if word.root == one or word.root in near
    ]


def _within(
    start: int,
    places: dict[str, list[tuple[int, float]]],
    roots: Sequence[str],
    generic: set[str],
    lexicon: Lexicon,
) -> tuple[float, int, int, int, int]:
    """Share told in the window from a word on; how many words exactly, how many at all; first (negated) and last."""
    total = told_weight = 0.0
    exact = covered = 0
    used: set[int] = set()
    for one in roots:
        weight = _weight(one, generic, lexicon)
        total += weight
        inside = [(value, -at) for at, value in places[one] if start <= at < start + _WINDOW and at not in used]
        if inside:
            value, at = max(inside)
            told_weight += weight * value
            exact += value == 1.0
            covered += 1
            used.add(-at)
    return told_weight / total, exact, covered, -min(used, default=0), max(used, default=0) + 1


def _weight(one: str, generic: set[str], lexicon: Lexicon) -> float:
    rarity = 1.0 / (1.0 + log(1 + lexicon.rarity.get(one, 0)) / 8)
    return rarity * (_GENERIC if one in generic else 1.0)
