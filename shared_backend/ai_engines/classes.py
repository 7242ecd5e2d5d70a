"""What the engines of shape *labels* share: class lists that can grow, and predictions from scores per class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import Evidence, FloatArray, Labels, Prediction
from shared_backend.domain.errors import InvalidInput

Indices = NDArray[np.intp]


def class_list(targets: Labels) -> tuple[str, ...]:
    """The different labels in order. Raises `InvalidInput` when there is none."""
    classes = tuple(sorted(set(targets.values)))
    if not classes:
        raise InvalidInput("There is nothing to learn from: no row has a label.")
    return classes


def grown(classes: tuple[str, ...], targets: Labels) -> tuple[str, ...]:
    """`classes` and, behind them, the labels of `targets` that are new."""
    return classes + tuple(sorted(set(targets.values) - set(classes)))


def places(classes: Sequence[str], targets: Labels) -> Indices:
    """(n,) positions of the targets in `classes`; −1 for a label that is not there."""
    place = {label: i for i, label in enumerate(classes)}
    return np.array([place.get(label, -1) for label in targets.values], dtype=np.intp)


def indicator(index: Indices, width: int) -> Any:
    """A scipy CSR matrix (n, width) with a one at each row's class."""
    from scipy.sparse import csr_matrix

    return csr_matrix((np.ones(len(index), np.float32), (np.arange(len(index)), index)), shape=(len(index), width))


def softmax(scores: FloatArray) -> FloatArray:
    """Rows of scores as probabilities."""
    lifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: FloatArray = lifted / lifted.sum(axis=1, keepdims=True)
    return shares


def shares_of(counts: FloatArray) -> FloatArray:
    """Smoothed shares of the classes, (k,): add-one (Laplace)."""
    shares: FloatArray = (counts + 1.0) / (counts.sum() + len(counts))
    return shares


def mixed(votes: FloatArray, prior: FloatArray, doubt: float) -> FloatArray:
    """Non-negative votes (n, k) as probabilities, with the share `doubt` given to the prior (k,).

    A row without any vote is the prior itself.
    """
    total = votes.sum(axis=1, keepdims=True)
    own = np.divide(votes, total, out=np.zeros_like(votes), where=total > 0)
    doubts = np.where(total > 0, doubt, 1.0)
    result: FloatArray = (1 - doubts) * own + doubts * prior
    return result


def label_prediction(
    classes: tuple[str, ...],
    mean: FloatArray,
    seen: FloatArray | float,
    answered: NDArray[np.bool_] | None = None,
    evidence: tuple[tuple[Evidence, ...], ...] | None = None,
) -> Prediction:
    """Probabilities (n, k) with the standard deviation of a share that rests on `seen` rows."""
    n = len(mean)
    sd = np.sqrt(mean * (1 - mean) / (np.asarray(seen, dtype=np.float64) + 1.0))
    said = np.ones(n, dtype=bool) if answered is None else answered
    return Prediction(classes, mean, sd, said, evidence if evidence is not None else ((),) * n)
