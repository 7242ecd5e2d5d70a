"""Labels by readable rules: the known text itself, without its rank, a known text inside it, a telling word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Self

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
from shared_backend.ai_engines.classes import class_list, grown, label_prediction, places, shares_of
from shared_backend.ai_engines.text.shelf import Shelf
from shared_backend.domain.ports import Progress, silent

_LONGEST = 12
_RESTS_ON = 20.0


@dataclass(frozen=True, slots=True)
class TitleRules:
    """What staff may edit.

    Attributes
    ----------
    trust : mapping
        Rule (exact, exact_without_rank, contains_ending, contains, keyword) → how sure it is, in [0, 1].
    keywords : mapping
        Word, or start of a word ending in ``*`` → beginnings of the labels it points to.
    rank_words : frozenset
        Words that say rank, not occupation.
    """

    trust: Mapping[str, float]
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rank_words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Finding:
    rule: str
    trust: float
    votes: Mapping[int, float]
    words: str


class ExpertLabels(Engine):
    """The first rule that fires decides; the rest of the probability goes to how common each label is."""

    name: ClassVar[EngineName] = "expert"
    shape: ClassVar[Shape] = "labels"

    def __init__(self, rules: TitleRules) -> None:
        self.rules = rules

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
        bare: dict[str, Counter[int]] = {}
        rows = np.zeros(len(self.classes_))
        for text, labels in zip(self.shelf_.texts, self.shelf_.labels, strict=True):
            bare.setdefault(self._without_rank(text), Counter()).update(labels)
            for label, n in labels.items():
                rows[label] += n
        self._bare, self._prior = bare, shares_of(rows)
        self._groups = {
            start: [i for i, label in enumerate(self.classes_) if label.startswith(start)]
            for start in {start for starts in self.rules.keywords.values() for start in starts}
        }
        return self

    def _without_rank(self, text: str) -> str:
        return " ".join(word for word in text.split() if word not in self.rules.rank_words) or text

    def predict(self, examples: Examples) -> Prediction:
        """What the first rule that fires says; abstains where none does."""
        self._require("shelf_")
        mean = np.tile(self._prior, (len(examples), 1))
        answered = np.zeros(len(examples), dtype=bool)
        evidence: list[tuple[Evidence, ...]] = []
        for row, text in enumerate(examples.texts):
            finding = self._first(text)
            answered[row] = finding is not None
            evidence.append(self._apply(finding, mean[row]) if finding else ())
        return label_prediction(self.classes_, mean, _RESTS_ON, answered, tuple(evidence))

    def _first(self, text: str) -> _Finding | None:
        rules: tuple[Callable[[str], _Finding | None], ...] = (
            self._exact,
            self._without,
            self._contains,
            self._keyword,
        )
        return next((found for rule in rules if (found := rule(text)) is not None), None)

    def _exact(self, text: str) -> _Finding | None:
        labels = self.shelf_.exact(text)
        return _Finding("exact", self.rules.trust["exact"], labels, text) if labels else None

    def _without(self, text: str) -> _Finding | None:
        bare = self._without_rank(text)
        labels = self._bare.get(bare)
        return _Finding("exact_without_rank", self.rules.trust["exact_without_rank"], labels, bare) if labels else None

    def _contains(self, text: str) -> _Finding | None:
        words = self._without_rank(text).split()[:_LONGEST]
        for length in range(len(words) - 1, 0, -1):
            for start in range(len(words) - length, -1, -1):
                part = " ".join(words[start : start + length])
                if part in self._bare:
                    rule = "contains_ending" if start + length == len(words) else "contains"
                    trust = self.rules.trust[rule] * (length / len(words)) ** 0.5
                    return _Finding(rule, trust, self._bare[part], part)
        return None

    def _keyword(self, text: str) -> _Finding | None:
        for word in reversed(text.split()):
            starts = self.rules.keywords.get(word) or next(
                (
                    starts
                    for key, starts in self.rules.keywords.items()
                    if key.endswith("*") and word.startswith(key[:-1])
                ),
                (),
            )
            members = [i for start in starts for i in self._groups[start]]
            if members:
                return _Finding("keyword", self.rules.trust["keyword"], {i: self._prior[i] for i in members}, word)
        return None

    def _apply(self, finding: _Finding, mean: FloatArray) -> tuple[Evidence, ...]:
        """Move one row's probabilities in place and say why."""
        total = sum(finding.votes.values())
        mean *= 1 - finding.trust
        for label, votes in finding.votes.items():
            mean[label] += finding.trust * votes / total
        best = max(finding.votes, key=lambda label: (finding.votes[label], -label))
        return (Evidence(self.classes_[best], "", 0, 0, _SAID[finding.rule].format(finding.words), finding.trust),)

    def to_state(self) -> State:
        """The rules and the known texts."""
        self._require("shelf_")
        rules = {
            "trust": dict(self.rules.trust),
            "keywords": {word: list(starts) for word, starts in self.rules.keywords.items()},
            "rank_words": sorted(self.rules.rank_words),
        }
        return State(self.shelf_.to_state().arrays, {"classes": list(self.classes_), "rules": rules})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        kept = state.meta["rules"]
        keywords = {word: tuple(starts) for word, starts in kept["keywords"].items()}
        made = cls(TitleRules(kept["trust"], keywords, frozenset(kept["rank_words"])))
        made.classes_ = tuple(state.meta["classes"])
        made.shelf_ = Shelf.from_state(state)
        return made._prepare()


_SAID = {
    "exact": "“{}” is a known title.",
    "exact_without_rank": "“{}” is a known title once words of rank are left out.",
    "contains_ending": "It ends in the known title “{}”.",
    "contains": "It contains the known title “{}”.",
    "keyword": "The word “{}” is typical of this group.",
}
