"""Figures of ranked lists with one or several right answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from shared_backend.ai_engines.base import FloatArray


def first_hits(scores: FloatArray, gold: Sequence[Collection[int]]) -> FloatArray:
    """Rank (n,) of the best right column in each row of (n, k) scores, from 1.

    Ties share the middle of their places, so that a model which says nothing gains nothing; inf without a right column.
    """
    rank = np.full(len(gold), np.inf)
    for i, right in enumerate(gold):
        columns = list(right)
        if columns:
            best = scores[i, columns].max()
            level = int((scores[i] == best).sum())
            rank[i] = 1 + int((scores[i] > best).sum()) + (level - 1) / 2
    return rank


def top(scores: FloatArray, count: int) -> list[list[int]]:
    """The `count` highest columns of each row, best first; of equals the earlier one."""
    order: list[list[int]] = np.argsort(-scores, axis=1, kind="stable")[:, :count].tolist()
    return order


def mrr(rank: FloatArray) -> float:
    """Mean reciprocal rank."""
    return round(float(np.mean(1 / rank)), 4)


def recall(found: Sequence[Sequence[int]], gold: Sequence[Collection[int]]) -> float:
    """Mean share of the right answers that are in the list."""
    shares = [len(set(some) & set(right)) / len(right) for some, right in zip(found, gold, strict=True)]
    return round(float(np.mean(shares)), 4)


def r_precision(found: Sequence[Sequence[int]], gold: Sequence[Collection[int]], count: int) -> float:
    """RP@k: right answers among the first k, of the most there could be (min(k, right answers)); mean."""
    shares = [
        len(set(some[:count]) & set(right)) / min(count, len(right)) for some, right in zip(found, gold, strict=True)
    ]
    return round(float(np.mean(shares)), 4)
