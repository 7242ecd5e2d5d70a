"""TF-IDF over words and letters of words, and its reduction to a few dense columns; state is arrays and JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray, State
from shared_backend.ai_engines.text.words import read, stem
from shared_backend.domain.errors import NotFittedError


@lru_cache(maxsize=30_000)
def _letters(word: str, low: int, high: int) -> tuple[str, ...]:
    padded = f"<{word}>"
    return tuple(padded[i : i + k] for k in range(low, high + 1) for i in range(len(padded) - k + 1))


class TfIdf:
    """Sublinear TF-IDF, L2-normalised, of stems, pairs of stems and letters inside words.

    Parameters
    ----------
    pairs : bool
        Also count neighbouring stems.
    letters : (low, high) or None
        Also count runs of letters of these lengths; makes typing errors cheap.
    min_rows : int
        Terms of fewer texts are dropped.
    max_terms : int
        The most frequent terms kept of each kind.
    """

    def __init__(
        self,
        *,
        pairs: bool = True,
        letters: tuple[int, int] | None = (3, 5),
        min_rows: int = 2,
        max_terms: int = 12_000,
    ) -> None:
        self.pairs, self.letters, self.min_rows, self.max_terms = pairs, letters, min_rows, max_terms

    def _counts(self, text: str) -> Iterator[Counter[str]]:
        words = read(text).words
        stems = [stem(word) for word in words]
        terms = Counter(f"w {s}" for s in stems)
        if self.pairs:
            terms.update(f"p {a} {b}" for a, b in pairwise(stems))
        yield terms
        if self.letters:
            pieces: Counter[str] = Counter()
            for word, count in Counter(words).items():
                for piece in _letters(word, *self.letters):
                    pieces[f"c {piece}"] += count
            yield pieces

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn the vocabulary and the inverse document frequencies."""
        self.fit_transform(texts)
        return self

    def fit_transform(self, texts: Sequence[str]) -> Any:
        """`fit`, then the matrix of the same texts (each is read once)."""
        read_texts = [list(self._counts(text)) for text in texts]
        kinds = len(read_texts[0]) if read_texts else 0
        vocabulary: list[str] = []
        idf: list[float] = []
        for kind in range(kinds):
            rows = Counter(term for counts in read_texts for term in counts[kind])
            kept = sorted((t for t, k in rows.items() if k >= self.min_rows), key=lambda t: (-rows[t], t))[
                : self.max_terms
            ]
            vocabulary.extend(kept)
            idf.extend(float(np.log((1 + len(texts)) / (1 + rows[t])) + 1) for t in kept)
        self.vocabulary_ = {term: j for j, term in enumerate(vocabulary)}
        self.idf_ = np.asarray(idf)
        return self._matrix(read_texts)

    def transform(self, texts: Sequence[str]) -> Any:
        """A scipy CSR matrix (n, terms); a text without known terms is a zero row."""
        if not hasattr(self, "idf_"):
            raise NotFittedError("The text model has not been trained yet.")
        return self._matrix([list(self._counts(text)) for text in texts])

    def _matrix(self, read_texts: list[list[Counter[str]]]) -> Any:
        from scipy.sparse import csr_matrix

        data: list[FloatArray] = []
        columns: list[NDArray[np.int64]] = []
        ends = [0]
        known = self.vocabulary_
        for counts in read_texts:
            width = 0
            for terms in counts:
                pairs = sorted((known[t], k) for t, k in terms.items() if t in known)
                if not pairs:
                    continue
                at = np.array([j for j, _ in pairs], dtype=np.int64)
                value = (1 + np.log(np.array([k for _, k in pairs], dtype=np.float64))) * self.idf_[at]
                data.append(value / np.sqrt(np.sum(value**2) * len(counts)))
                columns.append(at)
                width += len(at)
            ends.append(ends[-1] + width)
        flat = np.concatenate(data) if data else np.zeros(0)
        index = np.concatenate(columns) if columns else np.zeros(0, dtype=np.int64)
        return csr_matrix((flat, index, np.asarray(ends)), shape=(len(read_texts), len(known)))

    def to_state(self) -> State:
        """The vocabulary and weights."""
        if not hasattr(self, "idf_"):
            raise NotFittedError("The text model has not been trained yet.")
        meta = {
            "vocabulary": list(self.vocabulary_),
            "pairs": self.pairs,
            "letters": list(self.letters) if self.letters else None,
            "min_rows": self.min_rows,
            "max_terms": self.max_terms,
        }
        return State({"idf": self.idf_}, meta)

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The text model that gave the state."""
        meta = state.meta
        letters = (int(meta["letters"][0]), int(meta["letters"][1])) if meta["letters"] else None
        made = cls(pairs=meta["pairs"], letters=letters, min_rows=meta["min_rows"], max_terms=meta["max_terms"])
        made.vocabulary_ = {term: j for j, term in enumerate(meta["vocabulary"])}
        made.idf_ = np.asarray(state.arrays["idf"], dtype=np.float64)
        return made


class Lsa:
    """Latent semantic analysis: TF-IDF of words reduced to `size` columns of unit scale."""

    def __init__(self, size: int = 48, *, max_terms: int = 6_000) -> None:
        self.size, self.max_terms = size, max_terms

    def fit(self, texts: Sequence[str], *, seed: int = 0) -> Self:
        """Learn vocabulary and directions; fewer directions when there are few texts."""
        from sklearn.utils.extmath import randomized_svd

        self.words_ = TfIdf(pairs=False, letters=None, min_rows=2, max_terms=self.max_terms)
        matrix = self.words_.fit_transform(texts)
        size = max(1, min(self.size, min(matrix.shape) - 1)) if min(matrix.shape) > 1 else 0
        if size:
            _, singular, directions = randomized_svd(matrix, size, n_iter=4, random_state=seed)
            self.directions_ = (directions / (singular[:, None] / np.sqrt(len(texts)) + 1e-9)).T
        else:
            self.directions_ = np.zeros((matrix.shape[1], 0))
        return self

    def transform(self, texts: Sequence[str]) -> FloatArray:
        """An (n, size) array; zero for texts without known words."""
        if not hasattr(self, "directions_"):
            raise NotFittedError("The text model has not been trained yet.")
        return np.asarray(self.words_.transform(texts) @ self.directions_, dtype=np.float64)

    def to_state(self) -> State:
        """Vocabulary and directions."""
        words = self.words_.to_state()
        return State({**words.arrays, "directions": self.directions_}, {"words": words.meta, "size": self.size})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The model that gave the state."""
        made = cls(int(state.meta["size"]), max_terms=int(state.meta["words"]["max_terms"]))
        made.words_ = TfIdf.from_state(State(state.arrays, state.meta["words"]))
        made.directions_ = np.asarray(state.arrays["directions"], dtype=np.float64)
        return made
