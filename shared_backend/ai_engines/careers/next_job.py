"""Which job comes next: simple reasons, mixed with weights learned from people the reasons were not told of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray, State
from shared_backend.ai_engines.careers.reasons import REASONS, Reasons
from shared_backend.domain.errors import InvalidInput, NotFittedError

_FOLDS = 4
_ROUNDS = 60
# How often the latest job was seen to be left: a reason that counts transitions deserves more trust when it was often.
_SEEN = (1, 4, 16)


class NextJob:
    """Probabilities of the next job title given the titles so far.

    Each reason in `REASONS` gives every known title a share; the shares are mixed with weights that depend on how
    often the latest job was seen. Weights are fitted by expectation–maximisation (Jelinek and Mercer, 1980: deleted
    interpolation) on people kept from the counts, so a reason that only remembers is not believed.
    """

    def fit(self, histories: Sequence[Sequence[str]], *, seed: int = 0) -> Self:
        """Learn from titles in order, one sequence a person.

        Raises
        ------
        InvalidInput
            When nobody has two titles.
        """
        kept = [tuple(history) for history in histories if len(history) > 1]
        if not kept:
            raise InvalidInput("Nobody in the data has two jobs in order; there is no step to learn from.")
        fold = np.random.default_rng(seed).permutation(len(kept)) % min(_FOLDS, len(kept))
        shares, places = [], []
        for part in range(int(fold.max()) + 1):
            told = [history for history, of in zip(kept, fold, strict=True) if of != part] or kept
            reasons = Reasons().fit(told)
            for history in (history for history, of in zip(kept, fold, strict=True) if of == part):
                for end in range(1, len(history)):
                    at = reasons.place(history[end])
                    if at is not None:
                        found = reasons.shares([history[:end]])[:, 0, at]
                        shares.append(found)
                        places.append(self._bin(reasons, history[:end]))
        self.weights_ = _mixed(np.array(shares).reshape(-1, len(REASONS)), np.array(places, dtype=np.intp))
        self.reasons_ = Reasons().fit(kept)
        return self

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles that can be named, normalised."""
        return self._fitted().titles_

    def probabilities(self, histories: Sequence[Sequence[str]]) -> FloatArray:
        """Shares (n, titles) of each possible next title; a history of unknown titles is compared by wording."""
        reasons = self._fitted()
        if any(not history for history in histories):
            raise InvalidInput("A history needs at least one job title.")
        weight = self.weights_[[self._bin(reasons, history) for history in histories]]
        mixed: FloatArray = np.einsum("nm,mnk->nk", weight, reasons.shares(histories))
        mixed /= np.maximum(mixed.sum(axis=1, keepdims=True), 1e-300)
        return mixed

    def _bin(self, reasons: Reasons, history: Sequence[str]) -> int:
        return int(np.searchsorted(_SEEN, reasons.left(history[-1]), side="right"))

    def _fitted(self) -> Reasons:
        if not hasattr(self, "reasons_"):
            raise NotFittedError("The model of next jobs has not been trained yet.")
        return self.reasons_

    def to_state(self) -> State:
        """Weights and counted steps."""
        state = self._fitted().to_state()
        return State({**state.arrays, "weights": self.weights_}, state.meta)

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The model that gave the state."""
        made = cls()
        made.reasons_ = Reasons.from_state(state)
        made.weights_ = np.asarray(state.arrays["weights"], np.float64)
        return made


def _mixed(shares: FloatArray, places: NDArray[np.intp]) -> FloatArray:
    """Weights (bins, reasons) that make what happened likeliest; a bin with few steps leans on all steps together."""
    start = np.full(shares.shape[1], 1 / shares.shape[1])
    overall = _maximised(shares, start, np.zeros_like(start)) if len(shares) else start
    return np.array(
        [_maximised(shares[places == b], overall, 20 * overall) for b in range(len(_SEEN) + 1)],
    )


def _maximised(shares: FloatArray, weights: FloatArray, prior: FloatArray) -> FloatArray:
    for _ in range(_ROUNDS):
        blame = weights * shares
        total = blame.sum(axis=1, keepdims=True)
        told = (blame / np.maximum(total, 1e-300))[total[:, 0] > 0].sum(axis=0) + prior
        if told.sum() <= 0:
            break
        weights = told / told.sum()
    return weights
