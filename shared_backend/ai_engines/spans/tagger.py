"""Marks skills in sentences: one chain for each layer of marks, all on the same features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import State
from shared_backend.ai_engines.spans.crf import TAGS, Chains, fit_chain
from shared_backend.ai_engines.spans.decoding import best_spans, span_shares
from shared_backend.ai_engines.spans.features import skill_words, word_features
from shared_backend.ai_engines.spans.word_kinds import word_kinds
from shared_backend.ai_engines.text.hashed import as_bytes, from_bytes
from shared_backend.ai_engines.text.words import stem
from shared_backend.domain.errors import InvalidInput, NotFittedError

_ROUNDS = 50
_LEAST_SHARE = 0.2  # half an F1 of .4, about what people's marks let any tagger reach


@dataclass(frozen=True)
class Marked:
    """A sentence as tokens, and for each layer (skill, knowledge …) one tag in O, B, I a token."""

    tokens: tuple[str, ...]
    tags: Mapping[str, tuple[str, ...]]


class SpanTagger:
    """Conditional random fields on the wording of a sentence and on the shipped names of skills.

    Parameters
    ----------
    reference : Path
        The shipped `data/reference` folder.
    decay : float
        L2 penalty of the weights.
    rare : int
        Features seen fewer times than this are dropped.
    """

    def __init__(self, reference: Path, *, decay: float = 3.0, rare: int = 2) -> None:
        self.reference, self.decay, self.rare = reference, decay, rare

    def fit(self, sentences: Sequence[Marked], *, seed: int = 0) -> Self:
        """Learn every layer that the sentences carry.

        Raises
        ------
        InvalidInput
            When there is no sentence with a token.
        """
        kept = [sentence for sentence in sentences if sentence.tokens]
        if not kept:
            raise InvalidInput("There is no sentence to learn from.")
        lines = [[stem(token.lower()) for token in sentence.tokens] for sentence in kept]
        self.kinds_ = dict(word_kinds([*skill_words(self.reference).lines, *lines], seed))
        described = [self._described(sentence.tokens) for sentence in kept]
        count = Counter(mark for words in described for marks in words for mark in marks)
        self.places_ = {mark: i for i, mark in enumerate(sorted(m for m, k in count.items() if k >= self.rare))}
        rows = self._rows(described)
        chains = Chains(np.array([len(sentence.tokens) for sentence in kept], dtype=np.intp))
        self.layers_ = {}
        for layer in sorted({name for sentence in kept for name in sentence.tags}):
            tags = np.array([TAGS.index(tag[0]) for s in kept for tag in s.tags.get(layer, "O" * len(s.tokens))])
            self.layers_[layer] = fit_chain(rows, tags, chains, decay=self.decay, rounds=_ROUNDS)
        return self

    def spans(self, tokens: Sequence[str]) -> dict[str, set[tuple[int, int]]]:
        """For each layer, the tokens ``[start, end)`` of what was found."""
        if not hasattr(self, "layers_"):
            raise NotFittedError("The skill tagger has not been trained yet.")
        if not tokens:
            return {layer: set() for layer in self.layers_}
        rows = self._rows([self._described(tokens)])
        return {
            layer: best_spans(span_shares(np.asarray(rows @ weights), steps), _LEAST_SHARE)
            for layer, (weights, steps) in self.layers_.items()
        }

    def _described(self, tokens: Sequence[str]) -> list[list[str]]:
        return word_features(tokens, skill_words(self.reference), self.kinds_)

    def _rows(self, described: Sequence[Sequence[Sequence[str]]]) -> Any:
        from scipy.sparse import csr_matrix

        columns: list[int] = []
        ends = [0]
        for words in described:
            for marks in words:
                columns.extend(at for mark in marks if (at := self.places_.get(mark)) is not None)
                ends.append(len(columns))
        shape = (len(ends) - 1, len(self.places_))
        return csr_matrix((np.ones(len(columns)), np.array(columns, dtype=np.int64), np.array(ends)), shape=shape)

    def to_state(self) -> State:
        """Features, kinds of words and weights."""
        if not hasattr(self, "layers_"):
            raise NotFittedError("The skill tagger has not been trained yet.")
        words = sorted(self.kinds_)
        arrays: dict[str, NDArray[Any]] = {
            "features": as_bytes(list(self.places_)),
            "words": as_bytes(words),
            "kinds": np.array([self.kinds_[word] for word in words], dtype=np.int32),
        }
        for i, (weights, steps) in enumerate(self.layers_.values()):
            arrays |= {f"weights {i}": weights.astype(np.float32), f"steps {i}": steps}
        return State(arrays, {"layers": list(self.layers_), "decay": self.decay, "rare": self.rare})

    @classmethod
    def from_state(cls, state: State, reference: Path) -> Self:
        """The tagger that gave the state."""
        made = cls(reference, decay=float(state.meta["decay"]), rare=int(state.meta["rare"]))
        made.places_ = {mark: i for i, mark in enumerate(from_bytes(state.arrays["features"]))}
        kinds = zip(from_bytes(state.arrays["words"]), state.arrays["kinds"].tolist(), strict=True)
        made.kinds_ = {word: tuple(of) for word, of in kinds}
        made.layers_ = {
            layer: (np.asarray(state.arrays[f"weights {i}"], np.float64), state.arrays[f"steps {i}"])
            for i, layer in enumerate(state.meta["layers"])
        }
        return made
