"""The Bayesian engine for next jobs: what people did before, each count believed as far as it foresaw other people."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Evidence, Examples, Labels, Prediction, Shape, State
from shared_backend.ai_engines.careers.next_job import NextJob
from shared_backend.ai_engines.careers.reasons import Step
from shared_backend.ai_engines.careers.steps import Occupations, histories
from shared_backend.ai_engines.classes import label_prediction
from shared_backend.ai_engines.tasks.title_text import normalise
from shared_backend.domain.ports import Progress, silent

_BLOCK = 128
_LEAST_ALIKE = 0.25


class CountedSteps(Engine):
    """`NextJob` over occupations: distributions of counted steps under a prior of how common each occupation is.

    Parameters
    ----------
    occupations : Occupations
        What can be named; a step to anything else is passed over.
    """

    name: ClassVar[EngineName] = "bayesian"
    shape: ClassVar[Shape] = "labels"

    def __init__(self, occupations: Occupations) -> None:
        self.occupations = occupations

    def fit(self, examples: Examples, targets: Labels, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Count the steps; every example counts as somebody of their own when the counts are weighed."""
        steps = self._steps(examples, targets)
        self.model_ = NextJob().fit_steps(steps, range(len(steps)), self.occupations.titles, seed=seed)
        return self._prepare()

    def partial_fit(self, examples: Examples, targets: Labels) -> Self:
        """Count further steps."""
        self._require("model_")
        self.model_.more(self._steps(examples, targets))
        return self._prepare()

    def _prepare(self) -> Self:
        place = {title: i for i, title in enumerate(self.model_.titles)}
        self._order = np.array([place[normalise(title)] for title in self.occupations.titles], dtype=np.intp)
        return self

    def _steps(self, examples: Examples, targets: Labels) -> list[Step]:
        pasts = self._pasts(examples)
        return [(past, self.occupations.title(code)) for past, code in zip(pasts, targets.values, strict=True)]

    def _pasts(self, examples: Examples) -> list[tuple[str, ...]]:
        return [tuple(self.occupations.title(code) for code in past) for past in histories(examples)]

    def predict(self, examples: Examples) -> Prediction:
        """Shares of the next job; abstains for a job that nobody left, nor one worded like it."""
        self._require("model_")
        pasts = self._pasts(examples)
        mean = np.zeros((len(pasts), len(self.occupations.codes)))
        for start in range(0, len(pasts), _BLOCK):
            block = pasts[start : start + _BLOCK]
            mean[start : start + len(block)] = self.model_.probabilities(block)[:, self._order]
        mean /= np.maximum(mean.sum(axis=1, keepdims=True), 1e-300)
        # Where nobody was, and nobody in a job worded like it, counts say only what is common elsewhere.
        near = self.model_.reasons_.nearest_left([past[-1] for past in pasts]) if pasts else np.zeros(0)
        left = np.array([self.model_.reasons_.left(past[-1]) for past in pasts], dtype=np.float64)
        evidence = tuple(self._why(past, int(n), row) for past, n, row in zip(pasts, left, mean, strict=True))
        return label_prediction(self.occupations.codes, mean, left[:, None], near >= _LEAST_ALIKE, evidence)

    def _why(self, past: tuple[str, ...], left: int, row: np.ndarray) -> tuple[Evidence, ...]:
        best = int(row.argmax())
        if not left:
            return ()
        known = f"The one known step away from {past[-1]} led" if left == 1 else f"Of {left} known steps, most led"
        reason = f"{known} here." if left == 1 else f"{known} from {past[-1]} here."
        return (Evidence(self.occupations.codes[best], "", 0, 0, reason, float(row[best])),)

    def to_state(self) -> State:
        """Counts, weights and names."""
        self._require("model_")
        return State(self.model_.to_state().arrays, {"occupations": self.occupations.as_meta()})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(Occupations.from_meta(state.meta["occupations"]))
        made.model_ = NextJob.from_state(state)
        return made._prepare()
