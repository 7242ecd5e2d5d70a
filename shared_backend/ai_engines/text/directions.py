"""Texts of any length as a few dense columns of unit length: a truncated SVD of hashed, rarity-weighted terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import Examples, FloatArray, State
from shared_backend.ai_engines.text.hashed import HashedExamples, TermSpace, terms_of


@dataclass(frozen=True)
class Directions:
    """A term space and the matrix (terms, size) that reduces it."""

    space: TermSpace
    matrix: NDArray[np.float16]

    @classmethod
    def fit(cls, terms: Any, size: int, *, seed: int = 0) -> Self:
        """Learn from hashed terms (n, …); fewer directions when there are few texts or terms."""
        from sklearn.utils.extmath import randomized_svd

        space = TermSpace.fit(terms, min_rows=3 if terms.shape[0] > 300 else 2)
        weighed = space.weigh_often(terms)
        width = max(1, min(size, min(weighed.shape) - 1))
        _, _, found = randomized_svd(weighed, width, n_iter=2, random_state=seed)
        return cls(space, np.ascontiguousarray(found.T.astype(np.float16)))

    @classmethod
    def of(cls, examples: Examples, size: int, *, seed: int = 0) -> Self:
        """`fit` on the texts of examples; engines that ask for the same directions of the same rows share them."""
        if not isinstance(examples, HashedExamples):
            return cls.fit(terms_of(examples), size, seed=seed)
        made: Self = examples.once(f"directions {size} {seed}", lambda: cls.fit(examples.terms, size, seed=seed))
        return made

    def apply(self, terms: Any) -> FloatArray:
        """(n, size) rows of unit length; zero where no term is known."""
        x = np.asarray(self.space.weigh_often(terms) @ self.matrix.astype(np.float32), dtype=np.float64)
        length = np.sqrt(np.sum(x**2, axis=1, keepdims=True))
        unit: FloatArray = np.divide(x, length, out=np.zeros_like(x), where=length > 1e-6)
        return unit

    def to_state(self) -> State:
        """Terms and matrix."""
        return State({"matrix": self.matrix, **self.space.to_state().arrays}, {})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The directions that gave the state."""
        return cls(TermSpace.from_state(state), np.asarray(state.arrays["matrix"], np.float16))
