"""Short texts as rarity-weighted word stems and letter runs, learned from the names that can be linked to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.text.words import stem

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")


def stems(text: str) -> list[str]:
    """Stems of the words of a text; C++ and C# stay what they are.

    >>> stems("Programming in C++ and C#")
    ['program', 'in', 'c++', 'and', 'c#']
    """
    return [stem(word) for word in _WORD.findall(text.lower())]


class WordSpace:
    """TF-IDF of stems, sublinear in the count; rows are of unit length."""

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectorizer = TfidfVectorizer(analyzer=stems, sublinear_tf=True, dtype=np.float32)
        self._vectorizer.fit(texts)

    def rows(self, texts: Sequence[str]) -> Any:
        """A CSR matrix (n, stems); a text without known stems is a zero row."""
        return self._vectorizer.transform(texts)

    def contained(self, asked: Any, known: Any) -> FloatArray:
        """Rarity-weighted share (n, m) in [0, 1] of each known row's stems that also stand in each asked row."""
        rarity = self._vectorizer.idf_.astype(np.float32)
        asked, known = _present(asked), _present(known)
        weight = np.maximum(np.asarray(known @ rarity), 1e-9)
        shared: FloatArray = (asked.multiply(rarity).tocsr() @ known.T).toarray() / weight
        return shared


class LetterSpace:
    """TF-IDF of runs of three to five letters inside words, sublinear in the count; rows are of unit length."""

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectorizer = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, max_features=60_000, dtype=np.float32
        )
        self._vectorizer.fit(texts)

    def rows(self, texts: Sequence[str]) -> Any:
        """A CSR matrix (n, runs)."""
        return self._vectorizer.transform(texts)


def _present(rows: Any) -> Any:
    found = rows.copy()
    found.data = np.ones_like(found.data)
    return found


def cosine(asked: Any, known: Any) -> FloatArray:
    """Cosines (n, m) of rows of unit length."""
    likeness: FloatArray = (asked @ known.T).toarray()
    return likeness
