"""Levels by fuzzy likeness: known phrases near the text lend their levels as strongly as the rules allow."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Examples, FloatArray, Prediction, Scores, Shape, State
from shared_backend.ai_engines.columns import bounded, complete
from shared_backend.ai_engines.fuzzy.likeness import infer, measures_of
from shared_backend.ai_engines.text.shelf import Shelf
from shared_backend.domain.ports import Progress, silent

_LONGEST = 12


class FuzzyLevels(Engine):
    """Sugeno inference per known phrase nearby; a row's levels are the mean of its phrases' neighbours.

    A text of lines is read as one phrase a line.

    Parameters
    ----------
    candidates : int
        Known phrases compared with each phrase.
    phrases : int
        Phrases of a row that are looked at, first ones first.
    """

    name: ClassVar[EngineName] = "fuzzy"
    shape: ClassVar[Shape] = "scores"

    def __init__(self, candidates: int = 12, phrases: int = 8) -> None:
        self.candidates, self.phrases = candidates, phrases

    def fit(self, examples: Examples, targets: Scores, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Remember phrases and levels; deterministic, `seed` is not used."""
        self.outputs_, self.low_, self.high_ = targets.names, targets.low, targets.high
        self.shelf_, self.levels_ = Shelf(), np.zeros((0, len(targets.names)))
        return self.partial_fit(examples, targets)

    def partial_fit(self, examples: Examples, targets: Scores) -> Self:
        """Remember further rows."""
        self._require("shelf_")
        first = len(self.levels_)
        self.levels_ = np.vstack([self.levels_, complete(targets)])
        pairs = [(phrase, first + i) for i, text in enumerate(examples.texts) for phrase in phrases_of(text)]
        self.shelf_.add([phrase for phrase, _ in pairs], [row for _, row in pairs])
        return self

    def predict(self, examples: Examples) -> Prediction:
        """Levels weighed by strength; abstains where nothing is alike."""
        self._require("shelf_")
        pairs = [(phrase, i) for i, text in enumerate(examples.texts) for phrase in phrases_of(text)[: self.phrases]]
        n, k = len(examples), len(self.outputs_)
        weight, value, spread = np.zeros(n), np.zeros((n, k)), np.zeros((n, k))
        if pairs and self.shelf_.texts:
            asked = tuple(phrase for phrase, _ in pairs)
            found, overlap = self.shelf_.near(asked, self.candidates)
            strength, _ = infer(measures_of(asked, self.shelf_.texts, found, overlap))
            for (_, i), places, powers in zip(pairs, found, strength**2, strict=True):
                for place, power in zip(places, powers, strict=True):
                    if place >= 0 and power > 0:
                        levels = self._levels_at(int(place))
                        weight[i] += power
                        value[i] += power * levels
                        spread[i] += power * levels**2
        answered = weight > 1e-6
        mean = value / np.where(answered, weight, 1.0)[:, None]
        variance = spread / np.where(answered, weight, 1.0)[:, None] - mean**2
        sd = np.sqrt(np.maximum(variance, 0.25))
        return Prediction(self.outputs_, bounded(mean, self.low_, self.high_), sd, answered, ((),) * n)

    def _levels_at(self, place: int) -> FloatArray:
        rows = list(self.shelf_.labels[place])
        levels: FloatArray = self.levels_[rows].mean(axis=0)
        return levels

    def to_state(self) -> State:
        """Phrases and levels."""
        self._require("shelf_")
        meta = {"outputs": list(self.outputs_), "low": list(self.low_), "high": list(self.high_)}
        settings = {"candidates": self.candidates, "phrases": self.phrases}
        return State({**self.shelf_.to_state().arrays, "levels": self.levels_}, {**meta, "settings": settings})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(**state.meta["settings"])
        made.shelf_, made.levels_ = Shelf.from_state(state), np.asarray(state.arrays["levels"])
        made.outputs_ = tuple(state.meta["outputs"])
        made.low_, made.high_ = tuple(state.meta["low"]), tuple(state.meta["high"])
        return made


def phrases_of(text: str) -> list[str]:
    """The lines of a text, at most 12 words each.

    >>> phrases_of("staff nurse\\nward sister\\n")
    ['staff nurse', 'ward sister']
    """
    return [" ".join(line.split()[:_LONGEST]) for line in text.split("\n") if line.strip()]
