"""Fuzzy scores: linguistic variables over observable measures and Sugeno rules such as "if particulars many then 8"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Examples, FloatArray, Prediction, Scores, Shape, State
from shared_backend.ai_engines.columns import Line, bounded, complete, prediction
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.ports import Progress, silent


@dataclass(frozen=True, slots=True)
class Variable:
    """A linguistic variable with the terms low, middle and high, which overlap and always sum to 1.

    low is full at or below `low`, middle at `middle`, high at or above `high`; linear between.
    """

    measure: str
    low: float
    middle: float
    high: float

    def memberships(self, x: FloatArray) -> dict[str, FloatArray]:
        """Membership of each value in each term, in [0, 1].

        >>> {k: v.tolist() for k, v in Variable("m", 0.0, 1.0, 2.0).memberships(np.array([0.5])).items()}
        {'low': [0.5], 'middle': [0.5], 'high': [0.0]}
        """
        rise = np.clip((x - self.low) / (self.middle - self.low), 0.0, 1.0)
        top = np.clip((x - self.middle) / (self.high - self.middle), 0.0, 1.0)
        return {"low": 1.0 - rise, "middle": rise - top, "high": top}


@dataclass(frozen=True, slots=True)
class FuzzyRule:
    """If every condition (variable is term) holds, each output is its value; `weight` says how loudly."""

    when: Mapping[str, str]
    then: Mapping[str, float]
    weight: float = 1.0


class FuzzyScores(Engine):
    """Zero-order Takagi–Sugeno inference (1985): product of conditions, weighted mean of consequences."""

    name: ClassVar[EngineName] = "fuzzy"
    shape: ClassVar[Shape] = "scores"

    def __init__(self, variables: Mapping[str, Variable], rules: tuple[FuzzyRule, ...]) -> None:
        for rule in rules:
            for name, term in rule.when.items():
                if name not in variables or term not in ("low", "middle", "high"):
                    raise InvalidInput(f"A fuzzy rule says {name} is {term}; there is no such variable or term.")
        self.variables, self.rules = dict(variables), rules

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """The engine of a JSON description ``{"variables": {name: {...}}, "rules": [{...}]}``."""
        variables = {name: Variable(**fields) for name, fields in data["variables"].items()}
        return cls(variables, tuple(FuzzyRule(**fields) for fields in data["rules"]))

    def infer(self, examples: Examples, outputs: tuple[str, ...], middle: FloatArray) -> FloatArray:
        """The rules' own values (n, k) before the line; `middle` where no rule speaks."""
        columns = {name: j for j, name in enumerate(examples.numeric_names)}
        terms = {
            name: variable.memberships(examples.numeric[:, columns[variable.measure]])
            for name, variable in self.variables.items()
        }
        total = np.full((len(examples), len(outputs)), 1e-3)
        value = total * middle
        for rule in self.rules:
            fires = np.full(len(examples), rule.weight)
            for name, term in rule.when.items():
                fires = fires * terms[name][term]
            for j, output in enumerate(outputs):
                if output in rule.then:
                    total[:, j] += fires
                    value[:, j] += fires * rule.then[output]
        inferred: FloatArray = value / total
        return inferred

    def fit(self, examples: Examples, targets: Scores, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Learn only the line that puts the rules on the raters' scale; deterministic."""
        self.outputs_, self.low_, self.high_ = targets.names, targets.low, targets.high
        self.line_ = Line.empty(len(targets.names))
        return self.partial_fit(examples, targets)

    def partial_fit(self, examples: Examples, targets: Scores) -> Self:
        """Let the line also see these rows."""
        self._require("line_")
        self.line_ = self.line_.add(self._raw(examples), complete(targets))
        return self

    def _raw(self, examples: Examples) -> FloatArray:
        return self.infer(examples, self.outputs_, (np.asarray(self.low_) + np.asarray(self.high_)) / 2)

    def predict(self, examples: Examples) -> Prediction:
        """Scores with the residual spread of the training rows."""
        self._require("line_")
        mean, left = self.line_.at(self._raw(examples))
        return prediction(self.outputs_, bounded(mean, self.low_, self.high_), left)

    def to_state(self) -> State:
        """Variables, rules and line."""
        self._require("line_")
        variables = {
            name: {"measure": v.measure, "low": v.low, "middle": v.middle, "high": v.high}
            for name, v in self.variables.items()
        }
        rules = [{"when": dict(r.when), "then": dict(r.then), "weight": r.weight} for r in self.rules]
        meta = {"outputs": list(self.outputs_), "low": list(self.low_), "high": list(self.high_)}
        return State({"sums": self.line_.sums}, {**meta, "fuzzy": {"variables": variables, "rules": rules}})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls.of(state.meta["fuzzy"])
        made.line_ = Line(np.asarray(state.arrays["sums"]))
        made.outputs_ = tuple(state.meta["outputs"])
        made.low_, made.high_ = tuple(state.meta["low"]), tuple(state.meta["high"])
        return made
