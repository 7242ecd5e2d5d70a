"""Labels by likeness: the nearest known texts vote, and are named as evidence."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import (
    Engine,
    EngineName,
    Evidence,
    Examples,
    FloatArray,
    Labels,
    Prediction,
    Shape,
    State,
)
from shared_backend.ai_engines.classes import class_list, grown, label_prediction, mixed, places, shares_of
from shared_backend.ai_engines.text.hashed import TermSpace, as_bytes, from_bytes, small_ints, terms_of
from shared_backend.domain.ports import Progress, silent

_BLOCK = 64


class NlpLabels(Engine):
    """k nearest neighbours by TF-IDF cosine over words, word pairs and letter runs.

    Parameters
    ----------
    neighbours : int
        Known texts that may vote.
    sharpness : float
        Each vote is the cosine to this power: larger listens more to the nearest.
    doubt : float
        Share of the probability left to how common each label is.
    """

    name: ClassVar[EngineName] = "nlp"
    shape: ClassVar[Shape] = "labels"

    def __init__(self, neighbours: int = 80, sharpness: float = 3.5, doubt: float = 0.02) -> None:
        self.neighbours, self.sharpness, self.doubt = neighbours, sharpness, doubt

    def fit(self, examples: Examples, targets: Labels, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Keep the known texts; deterministic, `seed` is not used."""
        terms = terms_of(examples)
        self.classes_ = class_list(targets)
        self.space_ = TermSpace.fit(terms)
        self.present_ = self.space_.present(terms)
        self.texts_ = tuple(examples.texts)
        self.labels_ = places(self.classes_, targets)
        return self._prepare()

    def partial_fit(self, examples: Examples, targets: Labels) -> Self:
        """Put further texts on the shelf; a new label becomes a new class."""
        from scipy.sparse import vstack

        self._require("present_")
        self.classes_ = grown(self.classes_, targets)
        self.present_ = vstack([self.present_, self.space_.present(terms_of(examples))], format="csr")
        self.texts_ += tuple(examples.texts)
        self.labels_ = np.concatenate([self.labels_, places(self.classes_, targets)])
        return self._prepare()

    def _prepare(self) -> Self:
        self._known = self.space_.weigh_present(self.present_).T.tocsr()
        self._prior = shares_of(np.bincount(self.labels_, minlength=len(self.classes_)).astype(np.float64))
        return self

    def predict(self, examples: Examples) -> Prediction:
        """Votes of the nearest known texts as probabilities; abstains where nothing is alike."""
        self._require("present_")
        asked = self.space_.weigh(terms_of(examples))
        votes = np.zeros((len(examples), len(self.classes_)))
        evidence: list[tuple[Evidence, ...]] = []
        for start in range(0, len(examples), _BLOCK):
            cosine = (asked[start : start + _BLOCK] @ self._known).toarray()
            evidence.extend(self._vote(cosine, votes[start : start + _BLOCK]))
        answered = votes.sum(axis=1) > 0
        return label_prediction(
            self.classes_, mixed(votes, self._prior, self.doubt), self.neighbours, answered, tuple(evidence)
        )

    def _vote(self, cosine: Any, votes: FloatArray) -> list[tuple[Evidence, ...]]:
        """Add the votes of one block in place; returns the nearest text of each row as evidence."""
        count = min(self.neighbours, cosine.shape[1])
        nearest = np.argpartition(-cosine, count - 1, axis=1)[:, :count]
        alike = np.take_along_axis(cosine, nearest, axis=1).astype(np.float64)
        rows = np.repeat(np.arange(len(cosine)), count)
        np.add.at(votes, (rows, self.labels_[nearest].ravel()), (np.maximum(alike, 0) ** self.sharpness).ravel())
        found: list[tuple[Evidence, ...]] = []
        for row, best in enumerate(alike.argmax(axis=1)):
            known, degree = int(nearest[row, best]), float(alike[row, best])
            label = self.classes_[self.labels_[known]]
            reason = f"Like the known title “{self.texts_[known]}” ({degree:.0%} of the wording)."
            found.append((Evidence(label, "", 0, 0, reason, degree),) if degree > 0 else ())
        return found

    def to_state(self) -> State:
        """The known texts, their terms and labels."""
        self._require("present_")
        arrays = {
            "indices": small_ints(self.present_.indices),
            "ends": small_ints(self.present_.indptr),
            "labels": small_ints(self.labels_),
            "texts": as_bytes(self.texts_),
            **self.space_.to_state().arrays,
        }
        settings = {"neighbours": self.neighbours, "sharpness": self.sharpness, "doubt": self.doubt}
        return State(arrays, {"classes": list(self.classes_), "settings": settings})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        from scipy.sparse import csr_matrix

        made = cls(**state.meta["settings"])
        arrays = state.arrays
        made.classes_ = tuple(state.meta["classes"])
        made.space_ = TermSpace.from_state(state)
        made.texts_ = from_bytes(arrays["texts"])
        made.labels_ = arrays["labels"].astype(np.intp)
        shape = (len(made.labels_), len(made.space_.columns))
        ones = np.ones(len(arrays["indices"]), np.float32)
        made.present_ = csr_matrix(
            (ones, arrays["indices"].astype(np.int32), arrays["ends"].astype(np.int32)), shape=shape
        )
        return made._prepare()
