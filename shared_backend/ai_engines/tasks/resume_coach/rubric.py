"""The published rubric: measures to points, points to criteria, criteria to an overall score with its range."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared_backend.ai_engines.ensemble.base import Estimate
from shared_backend.ai_engines.expert.scores import RuleBase
from shared_backend.ai_engines.tasks.resume_coach.facts import Facts
from shared_backend.ai_engines.tasks.resume_coach.lexicon import FOLDER
from shared_backend.ai_engines.tasks.resume_coach.measures import measure
from shared_backend.domain.errors import ConfigurationError

OVERALL = "overall"
CRITERIA = ("structure", "impact", "quantification", "clarity", "completeness", "relevance")
RELEVANCE = "relevance"
OUTPUTS = (OVERALL, *CRITERIA)
HIGHEST = 10.0


@dataclass(frozen=True, slots=True)
class Gain:
    """One rule of a criterion: how many points a measure gives or takes, and why."""

    measure: str
    none: float
    full: float
    points: float
    why: str

    def at(self, value: float) -> float:
        """The points for a value of the measure."""
        return self.points * min(1.0, max(0.0, (value - self.none) / (self.full - self.none)))


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion with its published weight and rules."""

    id: str
    weight: float
    name: str
    question: str
    start: float
    rules: tuple[Gain, ...]

    def score(self, measures: Mapping[str, float]) -> float:
        """The start and all points, within 0 to 10."""
        points = self.start + sum(rule.at(measures[rule.measure]) for rule in self.rules)
        return min(HIGHEST, max(0.0, points))


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores of one CV: `values` by criterion and "overall"; relevance only when a job is named."""

    values: Mapping[str, Estimate]
    version: int

    @property
    def overall(self) -> Estimate:
        """The overall score."""
        return self.values[OVERALL]


@dataclass(frozen=True, slots=True)
class Rubric:
    """The criteria in their order, the words for an overall score, and how wide its range is."""

    version: int
    about: str
    criteria: tuple[Criterion, ...]
    words: tuple[tuple[float, str], ...]
    least_range: float
    few_lines: float

    def weights(self, *, with_target: bool) -> dict[str, float]:
        """Shares of the overall score, summing to 1."""
        used = {c.id: c.weight for c in self.criteria if with_target or c.id != RELEVANCE}
        return {name: weight / sum(used.values()) for name, weight in used.items()}

    def exact(self, facts: Facts) -> dict[str, float]:
        """Unrounded scores by criterion and overall."""
        measures = measure(facts)
        weights = self.weights(with_target=facts.target is not None)
        found = {c.id: c.score(measures) for c in self.criteria if c.id in weights}
        return {OVERALL: sum(weights[name] * score for name, score in found.items()), **found}

    def score(self, facts: Facts) -> Scored:
        """Scores to one decimal with ranges: the fewer lines there are to judge by, the wider."""
        half = self.least_range + self.few_lines / math.sqrt(1 + len(facts.distinct()))
        return Scored({name: estimate(value, half) for name, value in self.exact(facts).items()}, self.version)

    def word(self, overall: float) -> str:
        """The word for an overall score."""
        return next(word for least, word in self.words if overall >= least)

    def rule_base(self) -> RuleBase:
        """The same rules for the expert engine, which can name those that moved a score.

        Overall holds the points of all criteria by weight, without relevance where no job is named.
        """
        plain, aimed = (self.weights(with_target=with_target) for with_target in (False, True))
        start, rules = {OVERALL: 0.0}, []
        for criterion in self.criteria:
            start[criterion.id] = criterion.start
            start[OVERALL] += plain.get(criterion.id, 0.0) * criterion.start
            for rule in criterion.rules:
                weight = plain.get(criterion.id, aimed[criterion.id])
                rules.append(
                    {
                        "id": f"{criterion.id}-{rule.measure}",
                        "measure": rule.measure,
                        "none": rule.none,
                        "full": rule.full,
                        "points": {OVERALL: weight * rule.points, criterion.id: rule.points},
                        "why": rule.why,
                        "only": "has_target" if criterion.id == RELEVANCE else "",
                    }
                )
        return RuleBase.of({"start": start, "rules": rules})


def estimate(value: float, half: float) -> Estimate:
    """A score to one decimal in its range.

    >>> estimate(9.84, 0.5)
    Estimate(value=9.8, low=9.3, high=10.0)
    """
    low, high = max(0.0, value - half), min(HIGHEST, value + half)
    return Estimate(round(value, 1), round(low, 1), round(high, 1))


@functools.cache
def rubric(folder: Path = FOLDER) -> Rubric:
    """The rubric that is shipped. Raises `ConfigurationError` when it is missing or damaged."""
    try:
        data = json.loads((folder / "rubric.json").read_text(encoding="utf-8"))
        criteria = tuple(
            Criterion(**{**entry, "rules": tuple(Gain(**rule) for rule in entry["rules"])})
            for entry in data["criteria"]
        )
        made = Rubric(
            data["version"],
            data["about"],
            criteria,
            tuple((float(least), str(word)) for least, word in data["words"]),
            data["range"]["least"],
            data["range"]["few_lines"],
        )
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise ConfigurationError("The rubric rubric.json is missing or damaged; restore data/reference.") from problem
    if tuple(c.id for c in made.criteria) != CRITERIA:
        raise ConfigurationError(f"The rubric must hold the criteria {', '.join(CRITERIA)} in this order.")
    return made
