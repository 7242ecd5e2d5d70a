"""Ridge logistic regression with an offset, by Newton's method; outcomes may be soft, rows are read in blocks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from shared_backend.ai_engines.personal.fitting.histories import Column, Index

BLOCK = 16_384  # rows at a time: what is made beside the columns stays in the processor's cache
MOST_STEPS = 25
SMALL_STEP = 1e-7


def ridge_logistic(
    x: Column, y: Column, offset: Column, weight: Column, ridge: float, start: Column | None = None
) -> Column:
    """Weights w that minimise Σ weight · logistic loss(y, offset + xᵀw) + ridge/2 · |w|².

    Parameters
    ----------
    x : (d, n) array
        One row a feature, standardised; the intercept is a row of ones and is drawn towards 0 like the others.
    y, offset, weight : (n,) arrays
        Outcomes in [0, 1], fixed parts of the logits, and how much each counts (0: left out).
    start : (d,) array, optional
        Where to begin; near the solution it takes fewer steps.
    """
    w = np.zeros(len(x)) if start is None else start.copy()
    for _ in range(MOST_STEPS):
        gradient, curvature = ridge * w, ridge * np.eye(len(x))
        for at in _blocks(x.shape[1]):
            part = x[:, at]
            p = _sigmoid(offset[at] + w @ part)
            gradient += part @ (weight[at] * (p - y[at]))
            curvature += (part * (weight[at] * p * (1.0 - p))) @ part.T
        step = np.linalg.solve(curvature, gradient)
        w -= step
        if np.abs(step).max() < SMALL_STEP:
            break
    return w


def ridge_by_group(
    x: Column, y: Column, offset: Column, weight: Column, group: Index, groups: int, ridge: float
) -> Column:
    """`ridge_logistic` for each group of rows on its own; a group without rows has weights 0.

    Returns
    -------
    (groups, d) array
    """
    d = len(x)
    w = np.zeros((groups, d))
    for _ in range(MOST_STEPS):
        p = _sigmoid(offset + group_logits(x, w, group))
        wrong, spread = weight * (p - y), weight * p * (1.0 - p)
        gradient, curvature = ridge * w, np.tile(ridge * np.eye(d), (groups, 1, 1))
        for i in range(d):
            gradient[:, i] += np.bincount(group, wrong * x[i], minlength=groups)
            for j in range(d):
                curvature[:, i, j] += np.bincount(group, spread * x[i] * x[j], minlength=groups)
        step = np.linalg.solve(curvature, gradient[:, :, None])[:, :, 0]
        w -= step
        if np.abs(step).max() < SMALL_STEP:
            break
    return w


def group_logits(x: Column, w: Column, group: Index) -> Column:
    """What each row's own group adds to its logit; `x` (d, n), `w` (groups, d)."""
    return np.asarray(sum(w[group, i] * row for i, row in enumerate(x)))


def _sigmoid(x: Column) -> Column:
    return np.asarray(1.0 / (1.0 + np.exp(-x)))


def _blocks(n: int) -> Iterator[slice]:
    for start in range(0, n, BLOCK):
        yield slice(start, start + BLOCK)
