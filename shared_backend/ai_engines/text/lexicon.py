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
        self._by_start: dict[str, list[tuple[str, ...]]] = {}
        for entry in entries:
            parts = tuple(entry.lower().split())
            self._by_start.setdefault(parts[0].rstrip("*")[:2], []).append(parts)
        for candidates in self._by_start.values():
            candidates.sort(key=lambda parts: (-len(parts), parts))

    def hits(self, text: Words) -> list[Hit]:
        """Matches from left to right, longest first, never overlapping."""
        found: list[Hit] = []
        words, at, n = text.words, 0, len(text.words)
        while at < n:
            width = self._match(words, at, n)
            if width:
                found.append(Hit(at, at + width))
            at += width or 1
        return found

    def _match(self, words: tuple[str, ...], at: int, n: int) -> int:
        for parts in self._by_start.get(words[at][:2], ()):
            if at + len(parts) <= n and all(_fits(part, words[at + i]) for i, part in enumerate(parts)):
                return len(parts)
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
