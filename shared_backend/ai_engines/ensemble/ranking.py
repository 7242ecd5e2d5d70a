"""Figures for model cards of shape labels: where the right label stands in a ranking, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.report import CalibrationBin, Metric

METRICS = ("mrr", "acc_1", "acc_5", "acc_10")
ROUNDS = 400


def standing(scores: FloatArray, truth: NDArray[np.intp]) -> FloatArray:
    """Rank (n,) of each row's true column among (n, k) scores, from 1; ties share the middle; inf when it is −1."""
    rank = np.full(len(truth), np.inf)
    known = np.flatnonzero(truth >= 0)
    own = scores[known, truth[known]][:, None]
    above = (scores[known] > own).sum(axis=1)
    level = (scores[known] == own).sum(axis=1)
    rank[known] = 1 + above + (level - 1) / 2
    return rank


def figures(rank: FloatArray) -> FloatArray:
    """Per row, in the order of `METRICS`: reciprocal rank, and whether the rank is within 1, 5 and 10; (n, 4)."""
    return np.stack([1 / rank, rank <= 1, rank <= 5, rank <= 10], axis=1).astype(np.float64)


def measured(rank: FloatArray, groups: Sequence[str], seed: int) -> tuple[Metric, ...]:
    """Mean figures with 95 % intervals from resampled groups."""
    return _resampled(METRICS, figures(rank), groups, seed)


def ahead(rank: FloatArray, other: FloatArray, groups: Sequence[str], seed: int) -> Metric:
    """Mean reciprocal rank minus that of other ranks of the same rows, with its 95 % interval."""
    return _resampled(METRICS[:1], figures(rank)[:, :1] - figures(other)[:, :1], groups, seed)[0]


def _resampled(names: Sequence[str], values: FloatArray, groups: Sequence[str], seed: int) -> tuple[Metric, ...]:
    if not len(values):
        return tuple(Metric(name, 0.0, 0.0, 0.0, 0) for name in names)
    _, member = np.unique(np.asarray(groups, dtype=object).astype(str), return_inverse=True)
    count = int(member.max()) + 1
    sums = np.zeros((count, values.shape[1]))
    np.add.at(sums, member, values)
    sizes = np.bincount(member, minlength=count).astype(np.float64)
    drawn = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=ROUNDS).astype(np.float64)
    means = (drawn @ sums) / np.maximum(drawn @ sizes, 1)[:, None]
    low, high = np.quantile(means, [0.025, 0.975], axis=0)
    whole = values.mean(axis=0)
    return tuple(
        Metric(name, float(whole[j]), float(low[j]), float(high[j]), len(values)) for j, name in enumerate(names)
    )


def calibration(sure: FloatArray, right: FloatArray, bins: int = 10) -> tuple[CalibrationBin, ...]:
    """Confidence in the first label against how often it was right, in equally filled bins."""
    order = np.argsort(sure, kind="stable")
    parts = [part for part in np.array_split(order, min(bins, max(1, len(order) // 20))) if len(part)]
    return tuple(CalibrationBin(float(sure[p].mean()), float(right[p].mean()), len(p)) for p in parts)
