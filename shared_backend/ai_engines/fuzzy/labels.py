"""Labels by fuzzy rules over observable measures of likeness: shared words, spelling, the last word, extra words."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

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
from shared_backend.ai_engines.text.shelf import Shelf
from shared_backend.domain.ports import Progress, silent

_TRAPEZIA: dict[str, dict[str, tuple[float, float, float, float]]] = {
    "overlap": {"low": (-1, -1, 0.2, 0.45), "medium": (0.2, 0.45, 0.6, 0.8), "high": (0.6, 0.85, 2, 2)},
    "spelling": {"poor": (-1, -1, 0.45, 0.65), "fair": (0.45, 0.65, 0.75, 0.88), "good": (0.75, 0.92, 2, 2)},
    "ending": {"different": (-1, -1, 0.3, 0.7), "same": (0.3, 0.7, 2, 2)},
    "extra": {"few": (-1, -1, 0.2, 0.6), "many": (0.2, 0.6, 2, 2)},
}
_RULES: tuple[tuple[tuple[tuple[str, str], ...], float, str], ...] = (
    ((("overlap", "high"), ("spelling", "good")), 1.0, "nearly the same words"),
    ((("overlap", "high"), ("ending", "same")), 0.8, "the telling words and the last word are shared"),
    ((("overlap", "high"), ("ending", "different")), 0.55, "the telling words are shared"),
    (
        (("overlap", "medium"), ("ending", "same"), ("spelling", "good")),
        0.65,
        "the last word is shared and the spelling is close",
    ),
    ((("overlap", "medium"), ("ending", "same"), ("extra", "few")), 0.5, "the last word and some others are shared"),
    ((("overlap", "medium"), ("ending", "same"), ("extra", "many")), 0.35, "the last word is shared among many others"),
    ((("overlap", "medium"), ("ending", "different")), 0.25, "some words are shared"),
    ((("overlap", "low"), ("spelling", "good")), 0.4, "it is spelled alike"),
    ((("overlap", "low"), ("ending", "same")), 0.12, "only the last word is shared"),
    ((("overlap", "low"), ("spelling", "poor")), 0.02, "hardly anything is shared"),
)


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
        strength, rule = infer(self._measures(examples.texts, found, overlap))
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

    def _measures(self, texts: tuple[str, ...], found: NDArray[np.intp], overlap: FloatArray) -> dict[str, FloatArray]:
        spelling, ending, extra = np.zeros_like(overlap), np.zeros_like(overlap), np.zeros_like(overlap)
        for row, text in enumerate(texts):
            words = text.split()
            for column, place in enumerate(found[row]):
                if place < 0:
                    break
                known = self.shelf_.texts[place]
                spelling[row, column] = fuzz.token_sort_ratio(text, known) / 100
                ending[row, column] = float(words[-1] == known.rsplit(" ", 1)[-1])
                extra[row, column] = abs(known.count(" ") + 1 - len(words)) / len(words)
        return {"overlap": overlap, "spelling": spelling, "ending": ending, "extra": extra}

    def _why(self, place: int, strength: float, rule: int) -> tuple[Evidence, ...]:
        if place < 0 or strength <= 0:
            return ()
        label = self.classes_[self.shelf_.labels[place].most_common(1)[0][0]]
        reason = f"Compared with “{self.shelf_.texts[place]}”: {_RULES[rule][2]}."
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


def membership(values: FloatArray, shape: tuple[float, float, float, float]) -> FloatArray:
    """Degree in [0, 1] to which values belong to a trapezium with feet a, d and shoulders b, c.

    >>> membership(np.array([0.0, 0.3, 0.7]), (0.2, 0.4, 0.6, 0.8)).round(2).tolist()
    [0.0, 0.5, 0.5]
    """
    a, b, c, d = shape
    up = (values - a) / (b - a) if b > a else np.ones_like(values)
    down = (d - values) / (d - c) if d > c else np.ones_like(values)
    degree: FloatArray = np.clip(np.minimum(up, down), 0.0, 1.0)
    return degree


def infer(measures: dict[str, FloatArray]) -> tuple[FloatArray, NDArray[np.intp]]:
    """Sugeno inference: strength in [0, 1] per entry, and the rule that fired most."""
    degrees = {
        (name, term): membership(measures[name], shape)
        for name, terms in _TRAPEZIA.items()
        for term, shape in terms.items()
    }
    fired = np.stack(
        [np.minimum.reduce([degrees[condition] for condition in conditions]) for conditions, _, _ in _RULES]
    )
    outcome = np.array([value for _, value, _ in _RULES]).reshape(-1, *([1] * (fired.ndim - 1)))
    total = fired.sum(axis=0)
    strength: FloatArray = np.divide((fired * outcome).sum(axis=0), total, out=np.zeros_like(total), where=total > 0)
    return strength, fired.argmax(axis=0)
