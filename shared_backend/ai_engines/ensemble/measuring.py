"""Figures for model cards of shape scores: rank correlation, error, explained share, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.report import CalibrationBin, Metric

ROUNDS = 200


def ranks(values: FloatArray) -> FloatArray:
    """Ranks from 1, ties shared."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    shared: FloatArray = (ends - (counts - 1) / 2)[inverse]
    return shared


def spearman(predicted: FloatArray, truth: FloatArray) -> float:
    """Rank correlation; 0 when one side is constant or there are fewer than three rows."""
    if len(truth) < 3:
        return 0.0
    a, b = ranks(predicted), ranks(truth)
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt(np.sum(a * a) * np.sum(b * b)))
    return float(np.sum(a * b)) / size if size > 0 else 0.0


def rmse(predicted: FloatArray, truth: FloatArray) -> float:
    """Root mean squared error over all entries."""
    return float(np.sqrt(np.mean((predicted - truth) ** 2))) if predicted.size else 0.0


def r2(predicted: FloatArray, truth: FloatArray) -> float:
    """Explained share of the variance around each output's own mean, pooled over outputs; 0 without variance."""
    total = float(np.sum((truth - truth.mean(axis=0)) ** 2))
    return 1.0 - float(np.sum((predicted - truth) ** 2)) / total if total > 0 else 0.0


def _spearman_all(predicted: FloatArray, truth: FloatArray) -> float:
    return float(np.mean([spearman(predicted[:, j], truth[:, j]) for j in range(truth.shape[1])]))


MEASURES = {"spearman": _spearman_all, "rmse": rmse, "r2": r2}


def measured(
    names: Sequence[str], predicted: FloatArray, truth: FloatArray, groups: Sequence[str], seed: int
) -> tuple[Metric, ...]:
    """The named metrics of (n, k) predictions with 95 % intervals from resampled groups."""
    keep = np.flatnonzero(~np.isnan(truth).any(axis=1))
    predicted, truth = predicted[keep], truth[keep]
    kept = [groups[int(i)] for i in keep]
    members: dict[str, list[int]] = {}
    for i, group in enumerate(kept):
        members.setdefault(group, []).append(i)
    parts = [np.asarray(rows) for rows in members.values()]
    random = np.random.default_rng(seed)
    draws = [
        np.concatenate([parts[i] for i in random.integers(0, len(parts), len(parts))]) for _ in range(ROUNDS) if parts
    ]
    found = []
    for name in names:
        values = np.array([MEASURES[name](predicted[d], truth[d]) for d in draws]) if draws else np.zeros(1)
        low, high = np.quantile(values, [0.025, 0.975])
        value = MEASURES[name](predicted, truth) if len(truth) else 0.0
        found.append(Metric(name, value, float(low), float(high), len(truth)))
    return tuple(found)


def calibration(predicted: FloatArray, truth: FloatArray, bins: int = 8) -> tuple[CalibrationBin, ...]:
    """Equal-count bins of predictions with the mean truth of each."""
    order = np.argsort(predicted, kind="stable")
    parts = [part for part in np.array_split(order, min(bins, max(1, len(order) // 5))) if len(part)]
    return tuple(CalibrationBin(float(predicted[p].mean()), float(truth[p].mean()), len(p)) for p in parts)
