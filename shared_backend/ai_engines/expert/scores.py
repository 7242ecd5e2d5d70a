"""A readable rule base for scores: each rule adds or takes points for one measure and says why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
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
from shared_backend.ai_engines.columns import Line, bounded, complete, prediction
from shared_backend.domain.errors import ConfigurationError, InvalidInput
from shared_backend.domain.ports import Progress, silent


@dataclass(frozen=True, slots=True)
class Rule:
    """`points` of each output, given in full at `full`, not at all at `none`, and in proportion between.

    `only` names a measure that must be above zero for the rule to speak ("" = always).
    """

    id: str
    measure: str
    none: float
    full: float
    points: Mapping[str, float]
    why: str
    only: str = ""

    def strength(self, column: FloatArray) -> FloatArray:
        """How far the rule applies to each value, in [0, 1]."""
        applied: FloatArray = np.clip((column - self.none) / (self.full - self.none), 0.0, 1.0)
        return applied


@dataclass(frozen=True, slots=True)
class RuleBase:
    """Starting points of each output and the rules."""

    start: Mapping[str, float]
    rules: tuple[Rule, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Check a rule base given as JSON.

        Raises
        ------
        InvalidInput
            When a rule lacks a field, has no span between `none` and `full`, or repeats an id; the message names it.
        """
        rules: list[Rule] = []
        for number, entry in enumerate(data.get("rules", ()), 1):
            label = f"Rule {entry.get('id', number) if isinstance(entry, Mapping) else number}"
            try:
                rule = Rule(**entry)
                span = abs(float(rule.full) - float(rule.none))
                points = {str(k): float(v) for k, v in rule.points.items()}
            except (TypeError, ValueError, AttributeError):
                raise InvalidInput(f"{label}: needs id, measure, none, full, points and why.") from None
            if not (span > 0 and np.isfinite(span)) or not all(np.isfinite(v) for v in points.values()):
                raise InvalidInput(f"{label}: none and full must be two different numbers, points must be numbers.")
            if rule.id in {other.id for other in rules}:
                raise InvalidInput(f"{label}: this id is used twice.")
            rules.append(rule)
        return cls({str(k): float(v) for k, v in data.get("start", {}).items()}, tuple(rules))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a rule file; `ConfigurationError` when it is missing or not JSON."""
        try:
            return cls.of(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, json.JSONDecodeError) as problem:
            raise ConfigurationError(
                f"The rule file {path.name} is missing or damaged; restore data/reference."
            ) from problem

    def to_json(self) -> dict[str, Any]:
        """The rule base as JSON."""
        return {
            "start": dict(self.start),
            "rules": [{**asdict(rule), "points": dict(rule.points)} for rule in self.rules],
        }


class ExpertScores(Engine):
    """Adds up the rules; learns from data only a line that puts each output on the raters' scale."""

    name: ClassVar[EngineName] = "expert"
    shape: ClassVar[Shape] = "scores"

    def __init__(self, rules: RuleBase) -> None:
        self.rules = rules

    def fit(self, examples: Examples, targets: Scores, *, seed: int = 0, progress: Progress = silent) -> Self:
        """Fit the line; deterministic. Raises `InvalidInput` when a rule names an unknown measure."""
        for measure in {r.measure for r in self.rules.rules} | {r.only for r in self.rules.rules if r.only}:
            if measure not in examples.numeric_names:
                raise InvalidInput(f"A rule uses the measure {measure}, which does not exist.")
        self.outputs_, self.low_, self.high_ = targets.names, targets.low, targets.high
        self.line_ = Line.empty(len(targets.names))
        return self.partial_fit(examples, targets)

    def partial_fit(self, examples: Examples, targets: Scores) -> Self:
        """Let the line also see these rows."""
        self._require("line_")
        self.line_ = self.line_.add(self._points(examples), complete(targets))
        return self

    def _strengths(self, examples: Examples) -> FloatArray:
        columns = {name: j for j, name in enumerate(examples.numeric_names)}
        shown = np.zeros((len(examples), len(self.rules.rules)))
        for i, rule in enumerate(self.rules.rules):
            speaks = examples.numeric[:, columns[rule.only]] > 0 if rule.only else 1.0
            shown[:, i] = rule.strength(examples.numeric[:, columns[rule.measure]]) * speaks
        return shown

    def _points(self, examples: Examples) -> FloatArray:
        start = np.array([self.rules.start.get(name, 0.0) for name in self.outputs_])
        each = np.array([[rule.points.get(name, 0.0) for name in self.outputs_] for rule in self.rules.rules])
        sums = start + self._strengths(examples) @ each.reshape(len(self.rules.rules), len(self.outputs_))
        return bounded(sums, self.low_, self.high_)

    def predict(self, examples: Examples) -> Prediction:
        """Scores with the rules that moved them, strongest first, at most eight a row."""
        self._require("line_")
        mean, left = self.line_.at(self._points(examples))
        evidence = tuple(self._why(strengths) for strengths in self._strengths(examples))
        return prediction(self.outputs_, bounded(mean, self.low_, self.high_), left, evidence)

    def _why(self, strengths: FloatArray) -> tuple[Evidence, ...]:
        said = [
            Evidence(output, "", 0, 0, rule.why, round(float(points * strength), 3))
            for rule, strength in zip(self.rules.rules, strengths, strict=True)
            for output, points in rule.points.items()
            if strength > 0.05 and output in self.outputs_
        ]
        return tuple(sorted(said, key=lambda e: (-abs(e.weight), e.output, e.reason))[:8])

    def to_state(self) -> State:
        """The rules as they were when trained, and the line."""
        self._require("line_")
        meta = {"outputs": list(self.outputs_), "low": list(self.low_), "high": list(self.high_)}
        return State({"sums": self.line_.sums}, {**meta, "rules": self.rules.to_json()})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The engine that gave the state."""
        made = cls(RuleBase.of(state.meta["rules"]))
        made.line_ = Line(np.asarray(state.arrays["sums"]))
        made.outputs_ = tuple(state.meta["outputs"])
        made.low_, made.high_ = tuple(state.meta["low"]), tuple(state.meta["high"])
        return made
