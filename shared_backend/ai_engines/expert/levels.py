"""Levels by readable rules: a known title has its occupation's levels, a telling word those of its occupations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import (
    Engine,
    EngineName,
    Evidence,
    Examples,
    FloatArray,
    Prediction,
    Scores,
    Shape,
    State,
)
from shared_backend.ai_engines.columns import bounded, complete
from shared_backend.ai_engines.text.profiles import Profiles
from shared_backend.domain.ports import Progress, silent

_SURE, _UNSURE = 0.4, 1.0
_READ = 120


class ExpertLevels(Engine):
    """Looks a row's phrases up; without a known phrase, averages the profiles of the telling words in it.

    Parameters
    ----------
    keywords : tuple of str
        Telling words; a ``*`` at the end stands for any ending.
    """

    name: ClassVar[EngineName] = "expert"
    shape: ClassVar[Shape] = "scores"

    def __init__(self, keywords: tuple[str, ...]) -> None:
        self.keywords = keywords
        self._whole = frozenset(word for word in keywords if not word.endswith("*"))
        self._starts = tuple(word[:-1] for word in keywords if word.endswith("*"))
        self._firsts = frozenset(start[:3] for start in self._starts)

    def fit(self, examples: Examples, targets: Scores, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Average the levels under every title and every telling word; deterministic."""
        self.outputs_, self.low_, self.high_ = targets.names, targets.low, targets.high
        self.profiles_ = Profiles(len(targets.names))
        return self.partial_fit(examples, targets)

    def partial_fit(self, examples: Examples, targets: Scores) -> Self:
        """Let further rows count too."""
        self._require("profiles_")
        names = [
            [f"title {_title(row)}", *self._words(text)]
            for row, text in zip(examples.rows, examples.texts, strict=True)
        ]
        self.profiles_.add(names, complete(targets))
        return self

    def _words(self, text: str) -> list[str]:
        return [f"word {key}" for word in text.split()[:_READ] if (key := self._key(word))]

    def _key(self, word: str) -> str:
        if word in self._whole:
            return word
        if word[:3] not in self._firsts:
            return ""
        return next((f"{start}*" for start in self._starts if word.startswith(start)), "")

    def predict(self, examples: Examples) -> Prediction:
        """Levels of the rule that fires; abstains where none does."""
        self._require("profiles_")
        n, k = len(examples), len(self.outputs_)
        mean, sd = np.zeros((n, k)), np.full((n, k), _UNSURE)
        answered = np.zeros(n, dtype=bool)
        evidence: list[tuple[Evidence, ...]] = [()] * n
        for i, (row, text) in enumerate(zip(examples.rows, examples.texts, strict=True)):
            known = self.profiles_.mean(f"title {_title(row)}") if _title(row) else None
            words = self._words(text)
            found = known if known is not None else self._average(words)
            if found is None:
                continue
            mean[i], answered[i] = found, True
            sd[i] = _SURE if known is not None else _UNSURE
            said = "This title is known." if known is not None else f"Telling words: {_list(words)}."
            evidence[i] = (Evidence(self.outputs_[int(np.argmax(found))], "", 0, 0, said, 1.0),)
        return Prediction(self.outputs_, bounded(mean, self.low_, self.high_), sd, answered, tuple(evidence))

    def _average(self, words: list[str]) -> FloatArray | None:
        profiles = [mean for word in words if (mean := self.profiles_.mean(word)) is not None]
        return np.mean(profiles, axis=0) if profiles else None

    def to_state(self) -> State:
        """Keywords and profiles."""
        self._require("profiles_")
        meta = {"outputs": list(self.outputs_), "low": list(self.low_), "high": list(self.high_)}
        return State(self.profiles_.to_state().arrays, {**meta, "keywords": list(self.keywords)})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(tuple(state.meta["keywords"]))
        made.profiles_ = Profiles.from_state(state)
        made.outputs_ = tuple(state.meta["outputs"])
        made.low_, made.high_ = tuple(state.meta["low"]), tuple(state.meta["high"])
        return made


def _title(row: Mapping[str, Any]) -> str:
    return " ".join(str(row.get("title", "")).lower().split())


def _list(words: list[str]) -> str:
    return ", ".join(dict.fromkeys(word.removeprefix("word ") for word in words[:8]))
