"""Labels by fuzzy rules over observable measures of likeness: shared words, spelling, the last word, extra words."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import (
    Engine,
    EngineName,
    Evidence,
    Examples,
    Labels,
    Prediction,
    Shape,
    State,
)
from shared_backend.ai_engines.classes import class_list, grown, label_prediction, mixed, places, shares_of
from shared_backend.ai_engines.fuzzy.likeness import RULES, infer, measures_of
from shared_backend.ai_engines.text.shelf import Shelf
from shared_backend.domain.ports import Progress, silent


class FuzzyLabels(Engine):
    """Sugeno inference per known text nearby; labels add up the strength of their texts.

    Parameters
    ----------
    candidates : int
        Known texts compared with each row: those that share most words.
    sharpness : float
        Strengths are raised to this power before they add up.
    doubt : float
        Share of the probability left to how common each label is.
    """

    name: ClassVar[EngineName] = "fuzzy"
    shape: ClassVar[Shape] = "labels"

    def __init__(self, candidates: int = 30, sharpness: float = 3.0, doubt: float = 0.05) -> None:
        self.candidates, self.sharpness, self.doubt = candidates, sharpness, doubt

    def fit(self, examples: Examples, targets: Labels, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Remember the known texts; deterministic, `seed` is not used."""
        self.classes_ = class_list(targets)
        self.shelf_ = Shelf().add(examples.texts, places(self.classes_, targets).tolist())
        return self._prepare()

    def partial_fit(self, examples: Examples, targets: Labels) -> Self:
        """Remember further texts; a new label becomes a new class."""
        self._require("shelf_")
        self.classes_ = grown(self.classes_, targets)
        self.shelf_.add(examples.texts, places(self.classes_, targets).tolist())
        return self._prepare()

    def _prepare(self) -> Self:
        rows = np.zeros(len(self.classes_))
        for labels in self.shelf_.labels:
            for label, n in labels.items():
                rows[label] += n
        self._prior = shares_of(rows)
        return self

    def predict(self, examples: Examples) -> Prediction:
        """Strength of each label as a probability; abstains where no known text shares a word."""
        self._require("shelf_")
        found, overlap = self.shelf_.near(examples.texts, self.candidates)
        strength, rule = infer(measures_of(examples.texts, self.shelf_.texts, found, overlap))
        strength = np.where(found >= 0, strength, 0.0)
        votes = np.zeros((len(examples), len(self.classes_)))
        evidence: list[tuple[Evidence, ...]] = []
        for row in range(len(examples)):
            for place, power in zip(found[row], strength[row] ** self.sharpness, strict=True):
                if place >= 0 and power > 0:
                    labels = self.shelf_.labels[place]
                    total = sum(labels.values())
                    for label, n in labels.items():
                        votes[row, label] += power * n / total
            best = int(strength[row].argmax())
            evidence.append(self._why(int(found[row, best]), float(strength[row, best]), int(rule[row, best])))
        answered = votes.sum(axis=1) > 0
        return label_prediction(
            self.classes_, mixed(votes, self._prior, self.doubt), self.candidates, answered, tuple(evidence)
        )

    def _why(self, place: int, strength: float, rule: int) -> tuple[Evidence, ...]:
        if place < 0 or strength <= 0:
            return ()
        label = self.classes_[self.shelf_.labels[place].most_common(1)[0][0]]
        reason = f"Compared with “{self.shelf_.texts[place]}”: {RULES[rule][2]}."
        return (Evidence(label, "", 0, 0, reason, strength),)

    def to_state(self) -> State:
        """The known texts and the settings."""
        self._require("shelf_")
        settings = {"candidates": self.candidates, "sharpness": self.sharpness, "doubt": self.doubt}
        return State(self.shelf_.to_state().arrays, {"classes": list(self.classes_), "settings": settings})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(**state.meta["settings"])
        made.classes_ = tuple(state.meta["classes"])
        made.shelf_ = Shelf.from_state(state)
        return made._prepare()
