"""Scores from wording: kernel ridge regression on the TF-IDF of words and pairs of words."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import Engine, EngineName, Examples, FloatArray, Prediction, Scores, Shape, State
from shared_backend.ai_engines.columns import bounded, complete, prediction
from shared_backend.ai_engines.text.tfidf import TfIdf
from shared_backend.domain.ports import Progress, silent


class NlpScores(Engine):
    """Kernel ridge on TF-IDF similarity: each score leans on the rated texts that use the same words.

    Parameters
    ----------
    penalty : float
        Ridge penalty; larger leans less on single words.
    max_terms : int
        Stems and pairs of stems kept.
    calm : float
        Weight of the wish that texts which say the same score the same (each pair of twins is a further row, the
        difference of its texts, with the difference of its ratings).
    """

    name: ClassVar[EngineName] = "nlp"
    shape: ClassVar[Shape] = "scores"

    def __init__(self, penalty: float = 0.5, max_terms: int = 15_000, calm: float = 3.0) -> None:
        self.penalty, self.max_terms, self.calm = penalty, max_terms, calm

    def fit(self, examples: Examples, targets: Scores, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Learn the vocabulary and the weights; deterministic, `seed` is not used."""
        own = [i for i, row in enumerate(examples.rows) if not row.get("made_up")]
        if 0 < len(own) < len(examples):
            # The same words with another rating teach measures what to look at; to an engine of words they are noise.
            examples, targets = examples.take(own), targets.take(own)
        self.text_ = TfIdf(letters=None, max_terms=self.max_terms)
        x = self.text_.fit_transform(examples.texts)
        y = complete(targets)
        self.outputs_, self.low_, self.high_ = targets.names, targets.low, targets.high
        self.centre_ = y.mean(axis=0)
        self.column_mean_ = np.asarray(x.mean(axis=0)).ravel()
        self.weights_ = np.zeros((x.shape[1], y.shape[1]))
        self.left_ = np.ones(y.shape[1])
        self._learn(x, y - self.centre_, examples.twins())
        return self

    def _learn(self, x: Any, wanted: FloatArray, twins: NDArray[np.intp]) -> None:
        n = len(wanted)
        # Rows first, then the weighed difference of each pair of twins.
        asked = np.vstack([np.eye(n), self.calm * (np.eye(n)[twins[:, 0]] - np.eye(n)[twins[:, 1]])])
        similarity = asked @ self._kernel(x) @ asked.T
        solver = np.linalg.inv(similarity + self.penalty * np.eye(len(asked)))
        solved = solver @ (asked @ wanted)
        self.left_ = np.sqrt(np.mean((solved / np.diag(solver)[:, None])[:n] ** 2, axis=0) + 1e-6)
        dual = asked.T @ solved
        self.weights_ = self.weights_ + x.T @ dual - np.outer(self.column_mean_, dual.sum(axis=0))

    def _kernel(self, x: Any) -> FloatArray:
        shift = x @ self.column_mean_
        raw = (x @ x.T).toarray()
        centred: FloatArray = raw - shift[:, None] - shift[None, :] + float(self.column_mean_ @ self.column_mean_)
        return centred

    def partial_fit(self, examples: Examples, targets: Scores) -> Self:
        """The smallest change of the weights that explains the further rows (ridge towards the old weights)."""
        self._require("weights_")
        x = self.text_.transform(examples.texts)
        kept = self.left_
        self._learn(x, complete(targets) - self._mean(x), examples.twins())
        self.left_ = kept
        return self

    def _mean(self, x: Any) -> FloatArray:
        shown: FloatArray = self.centre_ + x @ self.weights_ - self.column_mean_ @ self.weights_
        return shown

    def predict(self, examples: Examples) -> Prediction:
        """Scores; the standard deviation grows where few words are known."""
        self._require("weights_")
        x = self.text_.transform(examples.texts)
        known = np.minimum(1.0, np.diff(x.indptr) / 60.0)
        spread = self.left_[None, :] * (1.5 - 0.5 * known[:, None])
        return prediction(self.outputs_, bounded(self._mean(x), self.low_, self.high_), spread)

    def to_state(self) -> State:
        """Vocabulary and weights."""
        self._require("weights_")
        text = self.text_.to_state().under("text")
        arrays = {
            "weights": self.weights_,
            "centre": self.centre_,
            "column_mean": self.column_mean_,
            "left": self.left_,
        }
        meta = {"outputs": list(self.outputs_), "low": list(self.low_), "high": list(self.high_)}
        return State(
            {**arrays, **text.arrays},
            {**meta, "text": text.meta, "penalty": self.penalty, "max_terms": self.max_terms, "calm": self.calm},
        )

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(float(state.meta["penalty"]), int(state.meta["max_terms"]), float(state.meta["calm"]))
        made.text_ = TfIdf.from_state(state.child("text", state.meta["text"]))
        made.weights_, made.centre_, made.column_mean_, made.left_ = (
            np.asarray(state.arrays[name]) for name in ("weights", "centre", "column_mean", "left")
        )
        made.outputs_ = tuple(state.meta["outputs"])
        made.low_, made.high_ = tuple(state.meta["low"]), tuple(state.meta["high"])
        return made
