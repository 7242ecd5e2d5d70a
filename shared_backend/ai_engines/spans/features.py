"""What a tagger may know about a word: its letters, its neighbours, and whether skill names use it and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from shared_backend.ai_engines.linking.esco_skills import esco_skills
from shared_backend.ai_engines.linking.space import stems
from shared_backend.ai_engines.tasks.occupation_data import read_table
from shared_backend.ai_engines.text.words import stem

_LONGEST = 6
_NOTHING = "<>"
_RUNS = re.compile(r"(.)\1+")


class SkillWords:
    """How the shipped names of skills and technologies use words."""

    def __init__(self, names: Iterable[str], tools: Iterable[str]) -> None:
        self.lines = [tuple(stems(name)) for name in names]
        tool_lines = [tuple(stems(name)) for name in tools]
        self.whole = {"E": frozenset(filter(None, self.lines)), "T": frozenset(filter(None, tool_lines))}
        self.any = Counter(word for line in self.lines for word in set(line))
        self.first = Counter(line[0] for line in self.lines if len(line) > 1)
        self.last = Counter(line[-1] for line in self.lines if len(line) > 1)
        self.tool = Counter(word for line in tool_lines for word in set(line))


@lru_cache(maxsize=1)
def skill_words(reference: Path) -> SkillWords:
    """From the shipped ESCO names and the technologies of the occupation facts."""
    names = [name for label, (_, others) in esco_skills(reference).items() for name in (label, *others)]
    return SkillWords(names, sorted({row["name"] for row in read_table(reference, "technologies.csv.gz")}))


def word_features(tokens: Sequence[str], known: SkillWords, kinds: Mapping[str, tuple[int, ...]]) -> list[list[str]]:
    """The features of every token, as strings."""
    written = _written(tokens)
    stemmed = [stem(token.lower()) for token in tokens]
    named = _named(stemmed, known)
    return [
        [*written[i], *named[i], *_use(i, stemmed, known), *_around(i, stemmed, named, kinds)]
        for i in range(len(tokens))
    ]


def shape(token: str) -> str:
    """Capitals, small letters and digits, runs shortened.

    >>> shape("JavaScript"), shape("COBOL"), shape("3+")
    ('XxXx', 'X', 'd+')
    """
    kinds = ("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in token)
    return _RUNS.sub(r"\1", "".join(kinds))


def _written(tokens: Sequence[str]) -> list[list[str]]:
    low, shapes = [token.lower() for token in tokens], [shape(token) for token in tokens]

    def at(values: Sequence[str], i: int) -> str:
        return values[i] if 0 <= i < len(values) else _NOTHING

    found = []
    for i, word in enumerate(low):
        before, after, before2, after2 = (at(low, i + step) for step in (-1, 1, -2, 2))
        marks = ["always", f"w={word}", f"s={shapes[i]}", f"p3={word[:3]}", f"p4={word[:4]}"]
        marks += [f"e{k}={word[-k:]}" for k in (2, 3, 4)]
        marks += [f"w-1={before}", f"w+1={after}", f"w-2={before2}", f"w+2={after2}"]
        marks += [f"ww-={before}_{word}", f"ww+={word}_{after}", f"--={before2}_{before}", f"++={after}_{after2}"]
        marks += [f"s-1={at(shapes, i - 1)}", f"s+1={at(shapes, i + 1)}"]
        marks += [f"sss={at(shapes, i - 1)}{shapes[i]}{at(shapes, i + 1)}"]
        marks += [f"e-1={before[-3:]}", f"e+1={after[-3:]}", f"e-2={before2[-3:]}", f"e+2={after2[-3:]}"]
        marks += [f"ee-={before[-3:]}_{word[-3:]}", f"ee+={word[-3:]}_{after[-3:]}", f"first={low[0]}"]
        found.append([*marks, "start"] if i == 0 else marks)
    return found


def _named(words: Sequence[str], known: SkillWords) -> list[list[str]]:
    """Marks on words inside the longest known names, from left to right."""
    found: list[list[str]] = [[] for _ in words]
    for kind, names in known.whole.items():
        i = 0
        while i < len(words):
            longest = next(
                (k for k in range(min(_LONGEST, len(words) - i), 0, -1) if tuple(words[i : i + k]) in names), 0
            )
            for k in range(longest):
                found[i + k].append(f"{kind}:{'I' if k else 'B'}{min(longest, 3)}")
            i += max(longest, 1)
    return found


def _use(i: int, words: Sequence[str], known: SkillWords) -> Iterator[str]:
    word = words[i]
    yield f"stem={word}"
    yield f"any{_size(known.any[word])}"
    yield f"last{_size(known.last[word])}"
    yield f"tool{_size(known.tool[word])}"
    yield f"opens{4 * known.first[word] // max(known.any[word], 1)}_{known.any[word] > 7}"
    for step in (-2, -1, 0, 1, 2):
        if 0 <= i + step < len(words):
            yield f"first{step}{_size(known.first[words[i + step]])}"
            yield f"any{step}{_size(known.any[words[i + step]])}"


def _around(
    i: int, words: Sequence[str], named: Sequence[Sequence[str]], kinds: Mapping[str, tuple[int, ...]]
) -> Iterator[str]:
    own = kinds.get(words[i])
    for step in (-2, -1, 0, 1, 2):
        at = i + step
        if not 0 <= at < len(words):
            continue
        of = kinds.get(words[at])
        if of:
            yield from (f"k{k}{step}={number}" for k, number in enumerate(of))
        if step in (-1, 1):
            yield from (f"{mark}{step}" for mark in named[at])
            if own and of:
                yield f"kk{step}={of[0]}_{own[0]}"


def _size(count: int) -> int:
    """Order of magnitude in base 2, at most 10."""
    return min((count + 1).bit_length() - 1, 10)
