"""A linear-chain conditional random field over the tags O, B and I (Lafferty, McCallum and Pereira, 2001)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray

TAGS = ("O", "B", "I")
_COUNT = len(TAGS)
OUTSIDE, BEGIN, INSIDE = range(_COUNT)
_IMPOSSIBLE = -30.0
_MEMORY = 6


class Chains:
    """Sentences laid side by side, longest first, so that one step moves all of them on by a word.

    Parameters
    ----------
    lengths : (sentences,) int array
        Words of each sentence, at least one; rows of all sentences follow each other.
    """

    def __init__(self, lengths: NDArray[np.intp]) -> None:
        self.first = np.concatenate([[0], np.cumsum(lengths)])[:-1].astype(np.intp)
        self.last = self.first + lengths - 1
        order = np.argsort(-lengths, kind="stable")
        self.steps = [self.first[order[: int((lengths > t).sum())]] + t for t in range(int(lengths.max()))]
        inner = np.ones(int(lengths.sum()), bool)
        inner[self.first] = False
        self.inner = np.flatnonzero(inner)
        self.lengths = lengths


def fit_chain(
    features: Any, tags: NDArray[np.intp], chains: Chains, *, decay: float, rounds: int
) -> tuple[FloatArray, FloatArray]:
    """Maximise the conditional likelihood with an L2 penalty by L-BFGS.

    Parameters
    ----------
    features : CSR matrix (words, features)
    tags : (words,) int array
        Places in `TAGS`.
    decay : float
        Penalty: half of it times the squared weights.
    rounds : int
        Most steps of the optimiser.

    Returns
    -------
    (features, 3) and (3, 3) arrays
        Weights of features, and of moving from one tag to the next; I never follows O.
    """
    from scipy.optimize import minimize

    count, width = features.shape
    turned = features.T.tocsr()
    given = np.zeros((count, _COUNT))
    given[np.arange(count), tags] = 1
    seen, moves = turned @ given, np.zeros((_COUNT, _COUNT))
    np.add.at(moves, (tags[chains.inner - 1], tags[chains.inner]), 1)

    def loss(theta: FloatArray) -> tuple[float, FloatArray]:
        weights, steps = theta[: width * _COUNT].reshape(width, _COUNT), theta[width * _COUNT :].reshape(_COUNT, _COUNT)
        emission = features @ weights
        likely, moved, normal = _expected(emission, steps + _forbidden(), chains)
        value = normal - (emission * given).sum() - (steps * moves).sum() + 0.5 * decay * (theta @ theta)
        slope = np.concatenate([(turned @ likely - seen).ravel(), (moved - moves).ravel()]) + decay * theta
        return float(value), slope

    start = np.zeros((width + _COUNT) * _COUNT)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": _MEMORY}).x
    steps = found[width * _COUNT :].reshape(_COUNT, _COUNT) + _forbidden()
    return found[: width * _COUNT].reshape(width, _COUNT), steps


def _forbidden() -> FloatArray:
    steps = np.zeros((_COUNT, _COUNT))
    steps[OUTSIDE, INSIDE] = _IMPOSSIBLE
    return steps


def _expected(emission: FloatArray, steps: FloatArray, chains: Chains) -> tuple[FloatArray, FloatArray, float]:
    """Shares of tags (words, 3), expected moves (3, 3), log normaliser of all sentences."""
    forward, backward, normal = passes(emission, steps, chains)
    each = np.repeat(normal, chains.lengths)[:, None]
    here = chains.inner
    both = forward[here - 1][:, :, None] + steps[None] + (emission[here] + backward[here] - each[here])[:, None, :]
    return np.exp(forward + backward - each), np.exp(both).sum(axis=0), float(normal.sum())


def passes(emission: FloatArray, steps: FloatArray, chains: Chains) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Log weights of all ways to and from each tag, (words, 3) twice, and the log normaliser (sentences,)."""
    forward, backward = emission.copy(), np.zeros_like(emission)
    forward[chains.first, INSIDE] += _IMPOSSIBLE
    move = np.exp(steps)
    for rows in chains.steps[1:]:
        before = forward[rows - 1]
        top = before.max(axis=1, keepdims=True)
        forward[rows] = emission[rows] + top + np.log(np.exp(before - top) @ move)
    for rows in reversed(chains.steps[1:]):
        after = backward[rows] + emission[rows]
        top = after.max(axis=1, keepdims=True)
        backward[rows - 1] = top + np.log(np.exp(after - top) @ move.T)
    ends = forward[chains.last]
    top = ends.max(axis=1)
    return forward, backward, top + np.log(np.exp(ends - top[:, None]).sum(axis=1))


def spans_of(tags: Sequence[int]) -> set[tuple[int, int]]:
    """Words ``[start, end)`` of each span; an I that follows nothing begins one."""
    found, start = set(), -1
    for i, tag in enumerate([*tags, OUTSIDE]):
        if start >= 0 and tag != INSIDE:
            found.add((start, i))
            start = -1
        if tag != OUTSIDE and start < 0:
            start = i
    return found
