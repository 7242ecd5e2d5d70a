"""Naive Bayes over words and letter runs, with posteriors that add up; the prior is the whole corpus."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Examples, FloatArray, Labels, Prediction, Shape, State
from shared_backend.ai_engines.classes import (
    Indices,
    class_list,
    grown,
    indicator,
    label_prediction,
    places,
    shares_of,
    softmax,
)
from shared_backend.ai_engines.text.hashed import TermSpace, small_ints, terms_of
from shared_backend.domain.ports import Progress, silent

_STRENGTHS = (300.0, 100.0, 1000.0, 2500.0)
_ASIDE = 1000


class BayesianLabels(Engine):
    """Multinomial naive Bayes on rarity-weighted terms.

    The prior of every class's term distribution is a Dirichlet centred on the corpus (Zhai & Lafferty 2004, "Dirichlet
    smoothing"): log P(term | class) = log((mass + strength · share) / (total + strength)).

    Parameters
    ----------
    strength : float or None
        Weight of the corpus against a class's own terms, in units of texts; None tries several on every eighth text.
    scale : float
        How many independent observations a text of unit length counts for.

    Attributes
    ----------
    strength_ : float
        The strength in use.
    """

    name: ClassVar[EngineName] = "bayesian"
    shape: ClassVar[Shape] = "labels"

    def __init__(self, strength: float | None = None, scale: float = 2.5) -> None:
        self.strength, self.scale = strength, scale

    def fit(self, examples: Examples, targets: Labels, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Count terms per class; deterministic, `seed` is not used."""
        terms = terms_of(examples)
        self.classes_ = class_list(targets)
        self.space_ = TermSpace.fit(terms)
        weighed = self.space_.weigh(terms)
        index = places(self.classes_, targets)
        self.strength_ = self._tried(weighed, index, seed) if self.strength is None else self.strength
        self._count(weighed, index)
        return self._prepare()

    def _count(self, weighed: Any, index: Indices) -> None:
        self.mass_ = (indicator(index, len(self.classes_)).T @ weighed).tocsr()
        self.rows_ = np.bincount(index, minlength=len(self.classes_)).astype(np.float64)

    def _tried(self, weighed: Any, index: Indices, seed: int) -> float:
        """The strength that ranks the labels of texts kept aside best."""
        aside = np.zeros(len(index), dtype=bool)
        aside[np.random.default_rng(seed).permutation(len(index))[: min(len(index) // 8, _ASIDE)]] = True
        if not aside.any():
            return _STRENGTHS[0]
        self._count(weighed[~aside], index[~aside])
        found = []
        for strength in _STRENGTHS:
            self.strength_ = strength
            posterior = self._prepare()._posterior(weighed[aside])
            own = posterior[np.arange(len(posterior)), index[aside]]
            found.append(float(np.mean(1 / (posterior >= own[:, None]).sum(axis=1))))
        return _STRENGTHS[int(np.argmax(found))]

    def partial_fit(self, examples: Examples, targets: Labels) -> Self:
        """Add the counts of further texts; a new label becomes a new class."""
        self._require("mass_")
        self.classes_ = grown(self.classes_, targets)
        index = places(self.classes_, targets)
        added = (indicator(index, len(self.classes_)).T @ self.space_.weigh(terms_of(examples))).tocsr()
        old = self.mass_.copy()
        old.resize(added.shape)
        self.mass_ = (old + added).tocsr()
        rows = np.bincount(index, minlength=len(self.classes_)).astype(np.float64)
        rows[: len(self.rows_)] += self.rows_
        self.rows_ = rows
        return self._prepare()

    def _prepare(self) -> Self:
        self.mass_.sort_indices()
        corpus = np.asarray(self.mass_.sum(axis=0), dtype=np.float64).ravel() + 1e-6
        share = corpus / corpus.sum()
        lift: Any = self.mass_.astype(np.float64)
        lift.data = np.log1p(lift.data / (self.strength_ * share[lift.indices])).astype(np.float32)
        self._lift = lift.T.tocsr()
        self._total = np.log(np.asarray(self.mass_.sum(axis=1), dtype=np.float64).ravel() + self.strength_)
        self._prior = np.log(shares_of(self.rows_))
        return self

    def predict(self, examples: Examples) -> Prediction:
        """Posterior probability of each class; the prior where no term is known."""
        self._require("mass_")
        return label_prediction(self.classes_, self._posterior(self.space_.weigh(terms_of(examples))), self.rows_)

    def _posterior(self, weighed: Any) -> FloatArray:
        length = np.asarray(weighed.sum(axis=1), dtype=np.float64)
        likelihood = (weighed @ self._lift).toarray().astype(np.float64) - length * self._total
        return softmax(self.scale * likelihood + self._prior)

    def to_state(self) -> State:
        """Term masses and rows of each class."""
        self._require("mass_")
        arrays = {
            "indices": small_ints(self.mass_.indices),
            "ends": small_ints(self.mass_.indptr),
            "mass": self.mass_.data.astype(np.float32),
            "rows": self.rows_,
            **self.space_.to_state().arrays,
        }
        settings = {"strength": self.strength, "scale": self.scale}
        return State(arrays, {"classes": list(self.classes_), "strength": self.strength_, "settings": settings})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        from scipy.sparse import csr_matrix

        made = cls(**state.meta["settings"])
        arrays = state.arrays
        made.classes_ = tuple(state.meta["classes"])
        made.strength_ = float(state.meta["strength"])
        made.space_ = TermSpace.from_state(state)
        shape = (len(made.classes_), len(made.space_.columns))
        parts = (arrays["mass"].astype(np.float32), arrays["indices"].astype(np.int32), arrays["ends"].astype(np.int32))
        made.mass_ = csr_matrix(parts, shape=shape)
        made.rows_ = np.asarray(arrays["rows"], dtype=np.float64)
        return made._prepare()
