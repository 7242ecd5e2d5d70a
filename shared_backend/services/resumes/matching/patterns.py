"""Ways of saying a thing, written as short patterns: words by their root, classes in capitals, numbers, gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared_backend.services.resumes.matching.words import Token, tokens

_GAP = 4
_NUMBERS = frozenset((
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "eighteen", "twenty", "thirty", "forty", "fifty", "sixty", "hundred",
    "thousand", "several", "many",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pattern:
    """Steps of a pattern: each is a set of roots, ``#`` for a number, or ``…`` for up to four words of any kind.

    Words follow each other directly, apart from articles, unless ``…`` stands between them. A pattern of plain words
    holds both ways round: "calls answered" tells what "answered calls" does.
    """

    steps: tuple[frozenset[str], ...]
    both_ways: bool = False


_ANY, _NUMBER = frozenset({"…"}), frozenset({"#"})
_ARTICLES = frozenset({"a", "an", "the", "our", "their", "its", "all", "of"})


def compiled(text: str, classes: Mapping[str, Sequence[str]]) -> Pattern:
    """A pattern from its text, such as ``answer … call|phone`` or ``LEAD … STAFF``."""
    steps = tuple(_step(word, classes) for word in text.split())
    classed = any(choice in classes for word in text.split() for choice in word.split("|"))
    return Pattern(steps, both_ways=len(steps) == 3 and steps[1] == _ANY and not classed)


def _step(word: str, classes: Mapping[str, Sequence[str]]) -> frozenset[str]:
    if word == "…":
        return _ANY
    if word == "#":
        return _NUMBER
    roots: set[str] = set()
    for choice in word.split("|"):
        for name in classes.get(choice, (choice,)):
            roots.update(token.root for token in tokens(name))
    return frozenset(roots)


def find(pattern: Pattern, line: Sequence[Token]) -> tuple[int, int] | None:
    """Words ``[first, last)`` of the first place that fits; None when there is none."""
    ways = (pattern.steps, pattern.steps[::-1]) if pattern.both_ways else (pattern.steps,)
    for i, word in enumerate(line):
        for steps in ways:
            end = _from(steps, line, i) if word.form not in _ARTICLES else None
            if end is not None:
                return i, end
    return None


def _from(steps: Sequence[frozenset[str]], line: Sequence[Token], at: int) -> int | None:
    if not steps:
        return at
    first, rest = steps[0], steps[1:]
    if first == _ANY:
        for skip in range(_GAP + 1):
            end = _from(rest, line, at + skip) if at + skip <= len(line) else None
            if end is not None:
                return end
        return None
    if at >= len(line):
        return None
    word = line[at]
    if (word.root in first) or (first == _NUMBER and (word.form[:1].isdigit() or word.form in _NUMBERS)):
        return _from(rest, line, at + 1)
    if word.form in _ARTICLES:
        return _from(steps, line, at + 1)
    return None
