"""Known texts and their labels, found again exactly or by the words they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray, State
from shared_backend.ai_engines.text.hashed import as_bytes, from_bytes, small_ints


class Shelf:
    """Different known texts, the labels each one has had (with counts) and an index over their words.

    Attributes
    ----------
    texts : tuple of str
        The different texts, in order of first appearance.
    labels : list of Counter
        For each text, positions of labels with how often they were given.
    """

    def __init__(self) -> None:
        self.texts: tuple[str, ...] = ()
        self.labels: list[Counter[int]] = []
        self._place: dict[str, int] = {}

    def add(self, texts: Sequence[str], labels: Sequence[int]) -> Self:
        """Put texts with the positions of their labels on the shelf and renew the index."""
        for text, label in zip(texts, labels, strict=True):
            at = self._place.setdefault(text, len(self.labels))
            if at == len(self.labels):
                self.labels.append(Counter())
            self.labels[at][int(label)] += 1
        self.texts = tuple(self._place)
        self._index()
        return self

    def _index(self) -> None:
        from scipy.sparse import csr_matrix

        words = [list(dict.fromkeys(text.split())) for text in self.texts]
        self._vocabulary: dict[str, int] = {}
        flat = [self._vocabulary.setdefault(word, len(self._vocabulary)) for line in words for word in line]
        ends = np.concatenate([[0], np.cumsum([len(line) for line in words])]).astype(np.int64)
        rows = np.bincount(flat, minlength=len(self._vocabulary)) if flat else np.zeros(0)
        self._rarity = np.log1p(len(words) / np.maximum(rows, 1))
        values = self._rarity[flat].astype(np.float32) if flat else np.zeros(0, np.float32)
        matrix = csr_matrix((values, np.array(flat, np.int32), ends), shape=(len(words), max(len(self._vocabulary), 1)))
        self._by_word = matrix.T.tocsr()
        self._mass = np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()
        self._novel = float(self._rarity.max()) if len(self._rarity) else 1.0

    def exact(self, text: str) -> Counter[int]:
        """Labels of a known text; empty when it is not known."""
        at = self._place.get(text)
        return self.labels[at] if at is not None else Counter()

    def near(self, texts: Sequence[str], count: int) -> tuple[NDArray[np.intp], FloatArray]:
        """For each text the `count` known texts that share most, weighted by rarity of words.

        Returns
        -------
        places : (n, count) int array
            Positions on the shelf, in no particular order; −1 where fewer share a word.
        overlap : (n, count) array
            Share of words in common, weighted by rarity (Dice), in [0, 1].
        """
        from scipy.sparse import csr_matrix

        lines = [list(dict.fromkeys(text.split())) for text in texts]
        known = [[self._vocabulary[word] for word in line if word in self._vocabulary] for line in lines]
        ends = np.concatenate([[0], np.cumsum([len(line) for line in known])]).astype(np.int64)
        flat = np.array([i for line in known for i in line], dtype=np.int32)
        shape = (len(texts), max(len(self._vocabulary), 1))
        asked = csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=shape)
        own = np.array(
            [
                sum(self._rarity[i] for i in k) + self._novel * (len(a) - len(k))
                for a, k in zip(lines, known, strict=True)
            ]
        )
        found = np.full((len(texts), count), -1, dtype=np.intp)
        overlap = np.zeros((len(texts), count))
        shared: Any = (asked @ self._by_word).tocsr()
        for row in range(len(texts)):
            cut = slice(shared.indptr[row], shared.indptr[row + 1])
            at = shared.indices[cut]
            dice = 2 * shared.data[cut] / (own[row] + self._mass[at])
            if len(at) > count:
                best = np.argpartition(-dice, count - 1)[:count]
                at, dice = at[best], dice[best]
            found[row, : len(at)] = at
            overlap[row, : len(at)] = np.minimum(dice, 1.0)
        return found, overlap

    def to_state(self) -> State:
        """Texts, and triples of text, label and count."""
        triples = [(at, label, n) for at, counts in enumerate(self.labels) for label, n in sorted(counts.items())]
        columns = np.array(triples, dtype=np.int64).reshape(-1, 3)
        arrays = {name: small_ints(columns[:, i]) for i, name in enumerate(("owner", "label", "count"))}
        return State({**arrays, "texts": as_bytes(self.texts)}, {})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The shelf that gave the state."""
        made = cls()
        made.texts = from_bytes(state.arrays["texts"])
        made._place = {text: i for i, text in enumerate(made.texts)}
        made.labels = [Counter() for _ in made.texts]
        for at, label, n in zip(*(state.arrays[name].tolist() for name in ("owner", "label", "count")), strict=True):
            made.labels[at][label] = n
        made._index()
        return made
