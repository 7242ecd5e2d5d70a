"""What a task of shape *scores* adds to a task: headline, ceilings, further training rows, explanations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from shared_backend.ai_engines.base import Evidence, Examples, Scores, Shape
from shared_backend.ai_engines.tasks.base import Row, Task


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A rule that holds whatever the engines think: the named outputs are at most these values."""

    rule: str
    at_most: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Evidence and JSON-able findings about one input."""

    evidence: tuple[Evidence, ...]
    details: Mapping[str, Any]


class ScoresTask(Task):
    """A task whose outputs are numbers. The defaults suit a task without rules of its own.

    Attributes
    ----------
    primary : str or None
        The output that is measured and reported; None measures all outputs together.
    headline : str
        The metric by which versions are compared: spearman, r2 or rmse.
    decimals : int
        Scores are rounded to so many decimals at the very end, so that machines agree.
    prior_shares : mapping of engine to share, or None
        How far each engine is trusted before the rows speak; None trusts all alike.
    neutral_measure : str or None
        A measure that may not count for more than it did for the raters.
    """

    shape: ClassVar[Shape] = "scores"
    primary: ClassVar[str | None] = None
    headline: ClassVar[str] = "r2"
    decimals: ClassVar[int] = 2
    prior_shares: ClassVar[Mapping[str, float] | None] = None
    neutral_measure: ClassVar[str | None] = None

    def more_rows(self, rows: Sequence[Row], seed: int) -> tuple[Row, ...]:
        """Made-up variants of rows, learned from but never measured on; they keep the group of their origin."""
        return ()

    def ceilings(self, examples: Examples) -> tuple[tuple[Ceiling, ...], ...]:
        """The ceilings that apply to each row."""
        return ((),) * len(examples)

    def explain(self, record: Mapping[str, Any], scores: Mapping[str, float], rules: Sequence[str]) -> Explanation:
        """Why: quoted evidence and findings for one input, its scores and the ceilings that were applied."""
        return Explanation((), {})

    def targets(self, rows: Sequence[Row]) -> Scores:
        """The rows' targets; NaN where a row does not say."""
        raise NotImplementedError
