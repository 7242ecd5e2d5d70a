"""Short texts as hashed words and letter runs: no vocabulary to store, the same columns on every machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import Examples, State

_BITS = 22
_WORD_WEIGHT = 2.0


@lru_cache(maxsize=1)
def _hashers() -> tuple[Any, Any]:
    from sklearn.feature_extraction.text import HashingVectorizer

    common: dict[str, Any] = {"n_features": 1 << _BITS, "norm": None, "alternate_sign": False}
    common |= {"dtype": np.float32, "lowercase": False}
    letters = HashingVectorizer(analyzer="char_wb", ngram_range=(3, 4), **common)
    words = HashingVectorizer(tokenizer=str.split, token_pattern=None, ngram_range=(1, 2), **common)
    return letters, words


def hashed_terms(texts: Sequence[str]) -> Any:
    """Letter runs (3 and 4, within words), words and word pairs.

    Parameters
    ----------
    texts : sequence of str
        Already normalised: lower case, words joined by single spaces.

    Returns
    -------
    scipy CSR matrix of float32, (n, 2^23)
        1 + log(count); the upper half of the columns are words and pairs.
    """
    from scipy.sparse import csr_matrix, hstack

    if not len(texts):
        return csr_matrix((0, 2 << _BITS), dtype=np.float32)
    letters, words = _hashers()
    terms = hstack([letters.transform(texts), words.transform(texts)], format="csr")
    terms.data = (1 + np.log(terms.data)).astype(np.float32)
    return terms


@dataclass(frozen=True)
class HashedExamples(Examples):
    """Examples that hash their texts once and share the result with every engine and every part of them."""

    @cached_property
    def terms(self) -> Any:
        """`hashed_terms` of the texts."""
        return hashed_terms(self.texts)

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once for these rows: engines that need the same derivation share it."""
        kept: dict[str, Any] = self.__dict__.setdefault("kept", {})
        if name not in kept:
            kept[name] = make()
        return kept[name]

    def take(self, index: Sequence[int] | NDArray[np.intp]) -> HashedExamples:
        """The rows at `index`, in that order."""
        part = Examples.take(self, index)
        taken = HashedExamples(part.rows, part.texts, part.numeric, part.numeric_names)
        if "terms" in self.__dict__:
            taken.__dict__["terms"] = self.terms[np.asarray(index, dtype=np.intp)]
        return taken


def terms_of(examples: Examples) -> Any:
    """The hashed terms of examples, whoever made them."""
    return examples.terms if isinstance(examples, HashedExamples) else hashed_terms(examples.texts)


@dataclass(frozen=True)
class TermSpace:
    """The columns that occur in at least `min_rows` texts, weighted by their rarity.

    Attributes
    ----------
    columns : (d,) int array
        Hashed columns kept, ascending.
    rarity : (d,) float32 array
        Inverse document frequency, log((1+n)/(1+rows)) + 1; twice that for words and word pairs, of which a text has
        far fewer than letter runs.
    """

    columns: NDArray[np.int32]
    rarity: NDArray[np.float32]

    @classmethod
    def fit(cls, terms: Any, min_rows: int = 2) -> Self:
        """Learn columns and rarity from hashed terms (n, …); all columns when none is common enough."""
        columns, rows = np.unique(terms.indices, return_counts=True)
        kept = rows >= min_rows
        if not kept.any():
            kept[:] = True
        rarity = np.log((1 + terms.shape[0]) / (1 + rows[kept])) + 1
        rarity[columns[kept] >= 1 << _BITS] *= _WORD_WEIGHT
        return cls(columns[kept].astype(np.int32), rarity.astype(np.float32))

    def present(self, terms: Any) -> Any:
        """The hashed terms in this space: a CSR matrix of ones, (n, d)."""
        found = self._inside(terms)
        found.data = np.ones_like(found.data)
        return found

    def _inside(self, terms: Any) -> Any:
        from scipy.sparse import csr_matrix

        place = np.minimum(np.searchsorted(self.columns, terms.indices), len(self.columns) - 1)
        known = self.columns[place] == terms.indices
        ends = np.concatenate([[0], np.cumsum(known)])[terms.indptr]
        shape = (terms.shape[0], len(self.columns))
        found = csr_matrix((terms.data[known], place[known].astype(np.int32), ends), shape=shape)
        found.sort_indices()
        return found

    def weigh(self, terms: Any) -> Any:
        """`present`, weighted by rarity and of unit length per row (a row without known terms stays zero)."""
        return self.weigh_present(self.present(terms))

    def weigh_present(self, present: Any) -> Any:
        """Rarity-weighted unit rows of a matrix that `present` gave."""
        return self._unit(present.copy())

    def weigh_often(self, terms: Any) -> Any:
        """As `weigh`, but a term counts for more when it comes more often (for texts longer than a title)."""
        return self._unit(self._inside(terms))

    def _unit(self, found: Any) -> Any:
        found.data = found.data * self.rarity[found.indices]
        row = np.repeat(np.arange(found.shape[0]), np.diff(found.indptr))
        length = np.sqrt(np.bincount(row, weights=found.data.astype(np.float64) ** 2, minlength=found.shape[0]))
        found.data = (found.data / length[row]).astype(np.float32)
        return found

    def to_state(self) -> State:
        """Columns and rarity."""
        return State({"columns": self.columns, "rarity": self.rarity}, {})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The space that gave the state."""
        return cls(np.asarray(state.arrays["columns"], np.int32), np.asarray(state.arrays["rarity"], np.float32))


def small_ints(values: NDArray[Any]) -> NDArray[Any]:
    """Non-negative integers in the smallest unsigned type that holds them (model files stay small)."""
    top = int(values.max()) if values.size else 0
    return values.astype(np.uint16 if top < 1 << 16 else np.uint32)


def as_bytes(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Texts as one array of bytes (JSON in UTF-8)."""
    return np.frombuffer(json.dumps(list(texts)).encode(), dtype=np.uint8)


def from_bytes(stored: NDArray[Any]) -> tuple[str, ...]:
    """The texts that `as_bytes` stored."""
    return tuple(json.loads(np.asarray(stored, np.uint8).tobytes()))
