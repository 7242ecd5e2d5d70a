"""Which job comes next: simple reasons, mixed with weights learned from people the reasons were not told of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray, State
from shared_backend.ai_engines.careers.reasons import REASONS, Reasons, Step, steps_of
from shared_backend.ai_engines.tasks.title_text import normalise
from shared_backend.domain.errors import InvalidInput, NotFittedError

_FOLDS = 4
_ROUNDS = 60
# How often the latest job was seen to be left: a reason that counts transitions deserves more trust when it was often.
_SEEN = (1, 4, 16)
_BLOCK = 128
_NONE = np.zeros((0, len(REASONS)))


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
        people = [i for i, history in enumerate(kept) for _ in history[1:]]
        return self.fit_steps(steps_of(kept), people, [title for history in kept for title in history], seed=seed)

    def fit_steps(self, steps: Sequence[Step], people: Sequence[int], titles: Sequence[str], *, seed: int = 0) -> Self:
        """Learn from steps one by one; `people` says whose each is, `titles` what can be named.

        Raises
        ------
        InvalidInput
            When there is no step.
        """
        if not steps:
            raise InvalidInput("Nobody in the data has two jobs in order; there is no step to learn from.")
        count = max(people) + 1
        fold = (np.random.default_rng(seed).permutation(count) % min(_FOLDS, count))[np.asarray(people)]
        shares: list[FloatArray] = []
        places: list[int] = []
        for part in range(int(fold.max()) + 1):
            asked = [step for step, of in zip(steps, fold, strict=True) if of == part]
            told = [step for step, of in zip(steps, fold, strict=True) if of != part] or list(steps)
            reasons = Reasons().fit_steps(told, titles)
            # What the others never held can only be common: it says nothing about the other reasons.
            met = {normalise(title) for past, after in told for title in (*past, after)}
            known = [
                (past, at)
                for past, after in asked
                if normalise(after) in met and (at := reasons.place(after)) is not None
            ]
            for start in range(0, len(known), _BLOCK):
                block = known[start : start + _BLOCK]
                found = reasons.shares([past for past, _ in block])
                shares.append(found[:, np.arange(len(block)), [at for _, at in block]].T)
                places.extend(self._bin(reasons, past) for past, _ in block)
        self.weights_ = _mixed(np.concatenate(shares) if shares else _NONE, np.array(places, dtype=np.intp))
        self.reasons_ = Reasons().fit_steps(steps, titles)
        return self

    def more(self, steps: Sequence[Step]) -> Self:
        """Count further steps; the weights stay as they are."""
        self._fitted().more(steps)
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
