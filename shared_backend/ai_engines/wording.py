"""What rows that say the same in other words teach: directions of the measures that carry wording, not substance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray, State


@dataclass(frozen=True, slots=True)
class Wording:
    """x ↦ x·M with M = c·(I + strength·W)^(−1/2), W the mean outer product of the differences between twins.

    Directions along which twins differ shrink, so that a model that is penalised alike in all directions leans on them
    less; c keeps the mean square of the rows it was learned from. Without twins nothing changes.

    Source: Hatch, Kajarekar, Stolcke (2006), Within-class covariance normalization for SVM-based speaker recognition.
    """

    matrix: FloatArray

    @classmethod
    def of(cls, rows: FloatArray, twins: NDArray[np.intp], strength: float) -> Self:
        """Learn from standardised (n, d) rows and (t, 2) positions of twins."""
        d = rows.shape[1]
        if len(twins) == 0 or strength <= 0:
            return cls(np.eye(d))
        apart = rows[twins[:, 0]] - rows[twins[:, 1]]
        values, vectors = np.linalg.eigh(apart.T @ apart / len(apart))
        matrix = (vectors * (1.0 + strength * np.maximum(values, 0.0)) ** -0.5) @ vectors.T
        size = np.sqrt(np.mean(rows**2) / max(float(np.mean((rows @ matrix) ** 2)), 1e-12))
        return cls(matrix * size)

    def apply(self, rows: FloatArray) -> FloatArray:
        """The (n, d) rows in the calmer space."""
        calmed: FloatArray = rows @ self.matrix
        return calmed

    def to_state(self) -> State:
        """The matrix."""
        return State({"matrix": self.matrix})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The map that gave the state."""
        return cls(np.asarray(state.arrays["matrix"]))
