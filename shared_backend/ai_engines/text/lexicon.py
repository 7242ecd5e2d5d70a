"""Word lists as data: load a list of words and phrases and find where a text uses them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
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

    def starts(self, text: Words, at: int) -> int:
        """How many words from word `at` on match the longest entry; 0 when none does."""
        words, n = text.words, len(text.words)
        closed, opened = self._closed.get(words[at]), self._open.get(words[at][:2])
        width = _longest(closed, words, at, n) if closed else 0
        return max(width, _longest(opened, words, at, n)) if opened else width

    def first_words(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words that entries start with: whole words, and the first two letters of open ones."""
        return tuple(self._closed), tuple(self._open)

    def hits(self, text: Words) -> list[Hit]:
        """Matches from left to right, longest first, never overlapping."""
        found: list[Hit] = []
        words, at, n = text.words, 0, len(text.words)
        closed_of, open_of = self._closed.get, self._open.get
        while at < n:
            closed, opened = closed_of(words[at]), open_of(words[at][:2])
            width = _longest(closed, words, at, n) if closed else 0
            if opened:
                width = max(width, _longest(opened, words, at, n))
            if width:
                found.append(Hit(at, at + width))
            at += width or 1
        return found


class Groups:
    """Several lexicons under one index of first words, for asking which of them a text uses at all."""

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._lexicons = lexicons
        self._closed: dict[str, list[str]] = {}
        self._open: dict[str, list[str]] = {}
        for name, lexicon in lexicons.items():
            for index, keys in zip((self._closed, self._open), lexicon.first_words(), strict=True):
                for key in keys:
                    index.setdefault(key, []).append(name)

    def used(self, text: Words) -> frozenset[str]:
        """Names of the lexicons with at least one hit."""
        found: set[str] = set()
        for at, word in enumerate(text.words):
            for name in (*self._closed.get(word, ()), *self._open.get(word[:2], ())):
                if name not in found and self._lexicons[name].starts(text, at):
                    found.add(name)
        return frozenset(found)


def _longest(candidates: list[tuple[str, ...]], words: tuple[str, ...], at: int, n: int) -> int:
    for parts in candidates:
        width = len(parts)
        if at + width <= n and _fit(parts, words, at):
            return width
    return 0


def _fit(parts: tuple[str, ...], words: tuple[str, ...], at: int) -> bool:
    for i, part in enumerate(parts):
        word = words[at + i]
        if part != word and part != "_" and not (part[-1] == "*" and word.startswith(part[:-1])):
            return False
    return True


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


@lru_cache(maxsize=16)
def load_groups(path: Path) -> Groups:
    """The lexicons of one file as groups; errors as in `load`."""
    return Groups(load(path))
