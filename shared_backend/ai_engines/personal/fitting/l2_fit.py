"""Fits L2 on what was known before each answer of many people; how strongly it is drawn towards H2 is measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.personal.features import BY_COMPETENCY, FEATURES
from shared_backend.ai_engines.personal.fitting.histories import Column, Index
from shared_backend.ai_engines.personal.fitting.ridge import group_logits, ridge_by_group, ridge_logistic
from shared_backend.ai_engines.personal.l2 import L2Model

# On standardised features; strongest first, because each fit starts from the one before.
RIDGES = (3000.0, 1000.0, 300.0, 100.0, 30.0, 10.0)
OWN_RIDGES = (1000.0, 300.0, 100.0)
H2 = FEATURES.index("h2_logit")
_OWN = [0, *(1 + FEATURES.index(name) for name in BY_COMPETENCY)]


@dataclass(frozen=True, slots=True)
class L2Fit:
    """The regression, the ridges it was fitted with (`own_ridge` None: competencies have no part of their own), and
    the logit of every answer by a regression that has not seen its person."""

    model: L2Model
    ridge: float
    own_ridge: float | None
    out_of_fold: Column


def fit_l2(columns: Column, outcome: Column, competency: NDArray[np.str_], fold: Index) -> L2Fit:
    """Fit on everybody, with the ridges that predict people best whom the regression was fitted without.

    Parameters
    ----------
    columns : (features, n) array
        As `passes.feature_columns` gives them.
    fold : (n,) array
        The part of the people an answer belongs to, 0, 1, …; all answers of a person are in the same.
    """
    data = _Data.of(columns, outcome, competency)
    folds = [fold == k for k in range(int(fold.max()) + 1)]
    ridge, kept, logits = _shared(data, folds)
    own_ridge: float | None = None
    best = logits
    for one in OWN_RIDGES:
        with_own = logits.copy()
        for held_out, w in zip(folds, kept, strict=True):
            own = data.own_weights(w, np.where(held_out, 0.0, 1.0), one)
            with_own[held_out] += data.own_logits(own)[held_out]
        if data.loss(with_own) < data.loss(best):
            own_ridge, best = one, with_own
    everybody = np.ones(len(outcome))
    final = data.weights(everybody, ridge, kept[0])
    parts = None if own_ridge is None else data.own_weights(final, everybody, own_ridge)
    return L2Fit(data.model(final, parts), ridge, own_ridge, best)


def _shared(data: _Data, folds: list[NDArray[np.bool_]]) -> tuple[float, list[Column], Column]:
    """The best ridge of the shared part, its weights without each fold, and the logits of each fold without it."""
    least, chosen = np.inf, None
    starts: list[Column | None] = [None] * len(folds)
    for ridge in RIDGES:
        logits = np.empty(len(data.outcome))
        fitted: list[Column] = []
        for held_out, start in zip(folds, starts, strict=True):
            w = data.weights(np.where(held_out, 0.0, 1.0), ridge, start)
            logits[held_out] = data.h2[held_out] + w @ data.x[:, held_out]
            fitted.append(w)
        starts = list(fitted)
        loss = data.loss(logits)
        if loss < least:
            least, chosen = loss, (ridge, fitted, logits)
    assert chosen is not None  # noqa: S101 - a loss is a number
    return chosen


@dataclass(frozen=True, slots=True)
class _Data:
    """Standardised features (the first row is ones), what they came from, and the fits on them."""

    x: Column
    h2: Column
    outcome: Column
    mean: Column
    sd: Column
    names: list[str]
    code: Index

    @classmethod
    def of(cls, columns: Column, outcome: Column, competency: NDArray[np.str_]) -> _Data:
        mean, sd = columns.mean(axis=1), columns.std(axis=1)
        sd[sd < 1e-9] = 1.0  # a feature that never changes says nothing; standardised it is 0
        x = np.empty((len(columns) + 1, len(outcome)))
        x[0] = 1.0
        np.subtract(columns, mean[:, None], out=x[1:])
        x[1:] /= sd[:, None]
        names, code = np.unique(competency, return_inverse=True)
        return cls(x, columns[H2], outcome, mean, sd, names.tolist(), code)

    def loss(self, logits: Column) -> float:
        return float((np.logaddexp(0.0, logits) - self.outcome * logits).mean())

    def weights(self, counted: Column, ridge: float, start: Column | None) -> Column:
        return ridge_logistic(self.x, self.outcome, self.h2, counted, ridge, start)

    def own_weights(self, shared: Column, counted: Column, ridge: float) -> Column:
        offset = self.h2 + shared @ self.x
        return ridge_by_group(self.x[_OWN], self.outcome, offset, counted, self.code, len(self.names), ridge)

    def own_logits(self, own: Column) -> Column:
        return group_logits(self.x[_OWN], own, self.code)

    def model(self, w: Column, own: Column | None) -> L2Model:
        """The same regression on features as they are."""
        raw = w[1:] / self.sd
        by_competency = {}
        if own is not None:
            places = np.array(_OWN[1:]) - 1
            slopes = own[:, 1:] / self.sd[places]
            levels = own[:, 0] - slopes @ self.mean[places]
            by_competency = {
                name: (level, *slope)
                for name, level, slope in zip(self.names, levels.tolist(), slopes.tolist(), strict=True)
            }
        return L2Model(float(w[0] - raw @ self.mean), tuple(raw.tolist()), by_competency)
