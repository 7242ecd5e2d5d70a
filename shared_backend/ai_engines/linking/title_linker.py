"""Job titles to the things they may name: by wording, and by what the occupation facts call the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.linking.names import Names
from shared_backend.ai_engines.linking.space import LetterSpace, WordSpace, cosine
from shared_backend.ai_engines.tasks.occupation_data import known_titles
from shared_backend.ai_engines.tasks.title_text import normalise, without_rank

_BLOCK = 128
_FILLERS = frozenset({"and", "or", "of", "the", "in", "for", "a", "all", "other", "except", "including"})
# Chosen by zero-shot MRR on half of a validation sample, checked on the other half.
_LETTERS, _WORDS, _CORE, _BRIDGE = 2.0, 0.5, 1.0, 4.0
_SHARPNESS = 8
_BY_DOCUMENT = 0.5


class TitleLinker:
    """Ranks named things for a job title without having seen a linked example.

    Three likenesses are added: of the title to each name (letter runs and words, with and without words of rank), to
    all names of a thing together, and over a bridge: the title is compared with every title the occupation facts
    know, and each occupation found passes its weight on to the things whose names are like its titles. The bridge
    carries "Physician Assistant" to a thing that shares no word with it.

    Parameters
    ----------
    names : Names
        The things and their names.
    reference : Path
        The shipped `data/reference` folder.
    """

    def __init__(self, names: Names, reference: Path) -> None:
        plain = Names(names.ids, tuple(_plain(text) for text in names.texts), names.starts)
        bridge = Names.of((known.code, _plain(known.title)) for known in known_titles(reference))
        self.names = plain
        self._bridge = bridge
        corpus = [*plain.texts, *bridge.texts]
        self._words, self._letters = WordSpace(corpus), LetterSpace(corpus)
        self._by_name = self._both(plain.texts)
        self._by_thing = self._both(plain.documents())
        self._bridge_by_name = self._both(bridge.texts)
        self._bridge_by_code = self._both(bridge.documents())
        over = sum(0.5 * cosine(a, b) for a, b in zip(self._bridge_by_code, self._by_thing, strict=True))
        self._over = np.square(np.asarray(over, np.float32))

    def scores(self, titles: Sequence[str]) -> FloatArray:
        """Scores (n, things), higher is likelier; comparable within a row only."""
        found = np.empty((len(titles), len(self.names.ids)))
        for start in range(0, len(titles), _BLOCK):
            found[start : start + _BLOCK] = self._block(titles[start : start + _BLOCK])
        return found

    def _block(self, titles: Sequence[str]) -> FloatArray:
        whole = [normalise(title) for title in titles]
        core = [without_rank(_plain(title)) for title in titles]
        words, letters = self._both(whole)
        core_words, core_letters = self._both(core)
        known_words, known_letters = self._by_name
        score = _LETTERS * self.names.best(cosine(letters, known_letters))
        score += _WORDS * self.names.best(cosine(words, known_words))
        score += _CORE * self.names.best(cosine(core_words, known_words))
        score += cosine(core_words, self._by_thing[0]) + cosine(core_letters, self._by_thing[1])
        return score + _BRIDGE * self._bridged(core_words, core_letters)

    def _bridged(self, words: object, letters: object) -> FloatArray:
        """Likeness (n, things) over the occupations that titles resemble."""
        asked = (words, letters)
        by_name = sum(0.5 * cosine(a, b) for a, b in zip(asked, self._bridge_by_name, strict=True))
        by_code = sum(0.5 * cosine(a, b) for a, b in zip(asked, self._bridge_by_code, strict=True))
        alike = self._bridge.best(np.asarray(by_name)) + _BY_DOCUMENT * np.asarray(by_code)
        weight = alike**_SHARPNESS
        weight /= np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)
        carried: FloatArray = np.sqrt(weight @ self._over)
        return carried

    def _both(self, texts: Sequence[str]) -> tuple[object, object]:
        return self._words.rows(texts), self._letters.rows(texts)


def _plain(title: str) -> str:
    """Normalised, without the small words that lists of occupations use between others."""
    text = normalise(title)
    return " ".join(word for word in text.split() if word not in _FILLERS) or text
