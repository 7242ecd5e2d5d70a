"""Finds occupations by the titles people use, forgiving typing errors, word order, rank words and unfinished words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.tasks.occupation_data import KnownTitle
from shared_backend.ai_engines.tasks.title_text import MAX_TITLE, normalise, without_rank

MAX_WORDS = 8
_SHORTLIST = 150
_ALIKE = 0.86


@dataclass(frozen=True, slots=True)
class Hit:
    """An occupation found: its code, official title, the known title that matched and how well, in [0, 1]."""

    code: str
    title: str
    matched: str
    score: float


class TitleIndex:
    """An index over known titles by word; immutable once built.

    Parameters
    ----------
    titles : sequence of KnownTitle
        Every title that may be found; each code needs one of kind ``official``.
    synonyms : mapping
        Phrase → the words the titles use for it ("lorry" → "truck").
    """

    def __init__(self, titles: Sequence[KnownTitle], synonyms: Mapping[str, str]) -> None:
        self._official = {t.code: t.title for t in titles if t.kind == "official"}
        self._plain_official = {code: _singular(normalise(title)) for code, title in self._official.items()}
        self._synonyms = {f" {normalise(phrase)} ": f" {normalise(means)} " for phrase, means in synonyms.items()}
        entries = [(known, _singular(normalise(known.title))) for known in titles]
        self._entries = [(known, text) for known, text in entries if text]
        words = [sorted(set(text.split())) for _, text in self._entries]
        self._vocabulary = sorted({word for line in words for word in line})
        place = {word: i for i, word in enumerate(self._vocabulary)}
        token = np.array([place[word] for line in words for word in line], dtype=np.int32)
        owner = np.repeat(np.arange(len(words), dtype=np.int32), [len(line) for line in words])
        order = np.argsort(token, kind="stable")
        self._postings = owner[order]
        self._starts = np.searchsorted(token[order], np.arange(len(self._vocabulary) + 1))
        self._rarity = np.log1p(len(words) / np.maximum(np.diff(self._starts), 1))
        self._mass = np.bincount(owner, weights=self._rarity[token], minlength=len(words))

    def search(self, text: str, count: int = 10) -> tuple[Hit, ...]:
        """At most `count` different occupations, best first; empty when nothing is alike."""
        asked = normalise(text[:MAX_TITLE])
        best: dict[str, Hit] = {}
        for wanted in dict.fromkeys((_singular(asked), _singular(self._in_other_words(asked)))):
            for hit in self._ranked(wanted):
                if hit.code not in best or hit.score > best[hit.code].score:
                    best[hit.code] = hit
        return tuple(sorted(best.values(), key=lambda hit: (-hit.score, hit.title))[: max(count, 0)])

    def _in_other_words(self, text: str) -> str:
        line = f" {text} "
        for phrase in sorted(self._synonyms, key=len, reverse=True):
            if phrase in line:
                line = line.replace(phrase, self._synonyms[phrase], 1)
                break
        return line.strip()

    def _ranked(self, wanted: str) -> Iterator[Hit]:
        core = without_rank(wanted)
        words = list(dict.fromkeys(core.split()))[:MAX_WORDS]
        if not words:
            return
        overlap = self._overlap(words)
        top = np.argpartition(-overlap, min(_SHORTLIST, len(overlap) - 1))[:_SHORTLIST]
        top = top[overlap[top] > 0]
        support = Counter(self._entries[row][0].code for row in top)
        for row in top:
            known, title = self._entries[row]
            alike = max(fuzz.token_sort_ratio(wanted, title), fuzz.token_sort_ratio(core, title)) / 100
            named = fuzz.token_set_ratio(core, self._plain_official[known.code]) / 100
            score = 0.5 * float(overlap[row]) + 0.38 * alike + 0.08 * named + 0.04 * min(support[known.code] / 10, 1.0)
            yield Hit(known.code, self._official[known.code], known.title, round(min(score, 1.0), 4))

    def _overlap(self, words: Sequence[str]) -> FloatArray:
        """Rarity-weighted share of words in common (Dice), for every known title."""
        shared = np.zeros(len(self._entries))
        asked = 0.0
        for at, word in enumerate(words):
            matches, quality = self._matches(word, unfinished=at == len(words) - 1)
            if not len(matches):
                asked += float(self._rarity.max())
                continue
            gain = np.zeros(len(self._entries))
            for match, degree in zip(matches, quality, strict=True):
                rows = self._postings[self._starts[match] : self._starts[match + 1]]
                gain[rows] = np.maximum(gain[rows], degree * self._rarity[match])
            asked += float(self._rarity[matches[np.argmax(quality)]])
            shared += gain
        total: FloatArray = 2 * shared / (asked + self._mass)
        return np.minimum(total, 1.0)

    def _matches(self, word: str, *, unfinished: bool) -> tuple[NDArray[np.intp], FloatArray]:
        """Words of the index that `word` may stand for, with a degree in (0, 1]."""
        first = bisect_left(self._vocabulary, word)
        found: dict[int, float] = {}
        if first < len(self._vocabulary) and self._vocabulary[first] == word:
            found[first] = 1.0
        if unfinished and len(word) >= 2:
            last = bisect_left(self._vocabulary, word + "\uffff")
            commonest = sorted(range(first, last), key=lambda i: self._rarity[i])[:40]
            found |= {i: 0.7 + 0.2 * len(word) / len(self._vocabulary[i]) for i in commonest if i not in found}
        if len(word) >= 4 and 1.0 not in found.values():
            near = process.extract(
                word, self._vocabulary, scorer=JaroWinkler.normalized_similarity, score_cutoff=_ALIKE, limit=12
            )
            found |= {i: 0.9 * degree for _, degree, i in near if i not in found}
        return np.array(list(found), dtype=np.intp), np.array(list(found.values()))


def _singular(text: str) -> str:
    """Words without a plural s, so that "nurses" and "nurse" are one word of the index."""
    return " ".join(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
        for word in text.split()
    )
