"""What a trained model says about itself: the numbers of a model card, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

METRIC_NAMES: Mapping[str, str] = {
    "spearman": "rank agreement",
    "rmse": "typical error",
    "r2": "explained share",
    "mrr": "mean reciprocal rank",
    "acc_1": "right label first",
    "acc_5": "right label in the first five",
    "acc_10": "right label in the first ten",
}


def metric_name(name: str) -> str:
    """A metric in words, for sentences.

    >>> metric_name("rmse"), metric_name("strange_one")
    ('typical error', 'strange one')
    """
    return METRIC_NAMES.get(name, name.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Metric:
    """A measured figure with its 95 % interval (bootstrap over groups) and the n it rests on."""

    name: str
    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class EngineResult:
    """One engine's own out-of-fold result and what the ensemble loses without it.

    `applies` is False when the engine makes no sense for the task or was not configured; `note` then says why.
    `weight` is its share in the ensemble, in [0, 1]; `without` is the ensemble's headline metric without it.
    """

    engine: str
    applies: bool
    note: str
    weight: float
    metrics: tuple[Metric, ...] = ()
    without: Metric | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """The headline metric on a part of the data, e.g. ``type = technical``."""

    name: str
    metric: Metric


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Mean prediction against mean outcome of the rows of one bin."""

    predicted: float
    observed: float
    n: int


@dataclass(frozen=True, slots=True)
class Rival:
    """A simple rule on the same rows, and how far the ensemble's headline metric lies above its own (95 % interval)."""

    name: str
    metrics: tuple[Metric, ...]
    ahead: Metric


@dataclass(frozen=True, slots=True)
class ModelReport:
    """Everything measured while training, all of it on rows the measured model had not seen.

    `headline` names the metric by which versions are compared; `higher_is_better` says how.
    `baseline` are the same metrics for the trivial baseline named in `baseline_name`, `rivals` those of other simple
    rules.
    """

    task: str
    headline: str
    higher_is_better: bool
    ensemble: tuple[Metric, ...]
    baseline_name: str
    baseline: tuple[Metric, ...]
    engines: tuple[EngineResult, ...]
    slices: tuple[Slice, ...]
    calibration: tuple[CalibrationBin, ...]
    rivals: tuple[Rival, ...] = ()
    caveats: tuple[str, ...] = ()

    def metric(self, name: str) -> Metric:
        """The ensemble's metric of that name; KeyError when there is none."""
        return next(iter(m for m in self.ensemble if m.name == name))
