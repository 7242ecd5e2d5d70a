"""How good a column of probabilities is: log loss, AUC, expected calibration error; outcomes may be soft."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.blending import FLOOR

BINS = 15

Column = NDArray[np.float64]


def log_losses(outcomes: Column, p: Column) -> Column:
    """Log loss of each row in nats, outcomes in [0, 1]."""
    p = np.clip(p, FLOOR, 1.0 - FLOOR)
    return np.asarray(-(outcomes * np.log(p) + (1.0 - outcomes) * np.log1p(-p)))


def auc(outcomes: Column, p: Column) -> float:
    """Area under the ROC curve, ties counted half; a soft outcome y is y of a success and 1 − y of a failure.

    >>> auc(np.array([0.0, 1.0, 1.0, 0.0]), np.array([0.1, 0.9, 0.5, 0.5]))
    0.875
    """
    _, group = np.unique(p, return_inverse=True)
    good = np.bincount(group, outcomes)
    bad = np.bincount(group, 1.0 - outcomes)
    below = np.cumsum(bad) - bad
    pairs = good.sum() * bad.sum()
    return float((good * (below + bad / 2.0)).sum() / pairs) if pairs > 0.0 else float("nan")


def calibration_error(outcomes: Column, p: Column) -> float:
    """Expected calibration error over 15 equal-width bins: mean |outcome − prediction|, weighted by bin size."""
    bins = np.minimum((p * BINS).astype(np.int64), BINS - 1)
    return float(np.abs(np.bincount(bins, outcomes - p, minlength=BINS)).sum() / len(p))


def summary(outcomes: Column, p: Column) -> dict[str, float]:
    """The three figures, rounded to five places."""
    return {
        "log_loss": round(float(log_losses(outcomes, p).mean()), 5),
        "auc": round(auc(outcomes, p), 5),
        "ece": round(calibration_error(outcomes, p), 5),
    }
