"""Word lists as data: load a list of words and phrases and find where a text uses them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from shared_backend.ai_engines.text.words import Words
from shared_backend.domain.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Hit:
    """Words ``[first, last)`` of a text that match one entry of a lexicon."""

    first: int
    last: int


class Lexicon:
    """A set of words and phrases; ``*`` at the end of a word stands for any ending, ``_`` for any one word."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._closed: dict[str, list[tuple[str, ...]]] = {}
        self._open: dict[str, list[tuple[str, ...]]] = {}
        for entry in entries:
            parts = tuple(entry.lower().split())
            first = parts[0]
            index, key = (self._open, first.rstrip("*")[:2]) if first.endswith("*") else (self._closed, first)
            index.setdefault(key, []).append(parts)
        for candidates in (*self._closed.values(), *self._open.values()):
            candidates.sort(key=lambda parts: (-len(parts), parts))

    def hits(self, text: Words) -> list[Hit]:
        """Matches from left to right, longest first, never overlapping."""
        found: list[Hit] = []
        words, at, n = text.words, 0, len(text.words)
        while at < n:
            closed, opened = self._closed.get(words[at]), self._open.get(words[at][:2])
            width = _longest(closed, words, at, n) if closed else 0
            if opened:
                width = max(width, _longest(opened, words, at, n))
            if width:
                found.append(Hit(at, at + width))
            at += width or 1
        return found


def _longest(candidates: list[tuple[str, ...]], words: tuple[str, ...], at: int, n: int) -> int:
    for parts in candidates:
        width = len(parts)
        if at + width <= n and all(_fits(parts[i], words[at + i]) for i in range(width)):
            return width
    return 0


def _fits(part: str, word: str) -> bool:
    return part == word or part == "_" or (part[-1] == "*" and word.startswith(part[:-1]))


@lru_cache(maxsize=64)
def load(path: Path) -> dict[str, Lexicon]:
    """The lexicons of one JSON file ``{"about": text, "lists": {name: [entry, …]}}``.

    Raises
    ------
    ConfigurationError
        When the file is missing or not of this form.
    """
    try:
        lists = json.loads(path.read_text(encoding="utf-8"))["lists"]
        return {name: Lexicon(entries) for name, entries in lists.items()}
    except (OSError, ValueError, KeyError, AttributeError) as problem:
        raise ConfigurationError(
            f"The word list {path.name} is missing or damaged; restore data/reference."
        ) from problem
