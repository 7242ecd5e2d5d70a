"""The model card's numbers for shape scores: headline, baseline, each engine, ablation, slices, calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import ENGINE_NAMES, FloatArray, Scores
from shared_backend.ai_engines.columns import bounded
from shared_backend.ai_engines.ensemble.measuring import calibration, measured
from shared_backend.ai_engines.ensemble.stacking import Stack, cross_fitted
from shared_backend.ai_engines.report import EngineResult, Metric, ModelReport, Slice
from shared_backend.ai_engines.tasks.base import Row
from shared_backend.ai_engines.tasks.scores import ScoresTask
from shared_backend.domain.ports import Progress

METRICS = ("spearman", "rmse", "r2")
_SLICE_ROWS = 12


@dataclass(frozen=True, slots=True)
class Measured:
    """Out-of-fold material of one training run: n rows, k outputs."""

    rows: Sequence[Row]
    truth: FloatArray
    judged: FloatArray
    unseen: Mapping[str, FloatArray]
    stack: Stack
    absent: Mapping[str, str]
    targets: Scores
    limits: FloatArray
    fold: NDArray[np.intp]
    twins: NDArray[np.intp]


def report_on(task: ScoresTask, made: Measured, seed: int, progress: Progress) -> ModelReport:
    """Everything on rows the measured model had not seen."""
    column = None if task.primary is None else made.targets.names.index(task.primary)
    columns = slice(None) if column is None else slice(column, column + 1)
    groups = [row.group for row in made.rows]
    truth = made.truth[:, columns]
    # A rank correlation is of one output; over many at once it says little and costs most of the time.
    fitting = METRICS if column is not None else tuple(name for name in METRICS if name != "spearman")
    names = (task.headline, *(name for name in fitting if name != task.headline))

    def figures(values: FloatArray, names: Sequence[str] = names) -> tuple[Metric, ...]:
        return measured(names, values[:, columns], truth, groups, seed)

    progress(0.72, "Measuring")
    middle = np.stack([np.nanmean(made.truth[made.fold != part], axis=0) for part in made.fold])
    shares = made.stack.share(column)
    engines = []
    for k, name in enumerate(ENGINE_NAMES):
        progress(0.73 + 0.01 * k, f"Measuring without {name}")
        if name not in made.unseen:
            engines.append(EngineResult(name, False, made.absent.get(name, "not part of this task"), 0.0))
            continue
        others = {other: values for other, values in made.unseen.items() if other != name}
        without = figures(_stacked(task, others, made), names[:1])[0] if others else None
        own = figures(made.unseen[name])
        engines.append(EngineResult(name, True, "took part", shares[name], own, without))
    keep = ~np.isnan(truth).any(axis=1)
    return ModelReport(
        task=task.id,
        headline=task.headline,
        higher_is_better=task.headline != "rmse",
        ensemble=figures(made.judged),
        baseline_name=task.baseline_name,
        baseline=figures(middle),
        engines=tuple(engines),
        slices=_slices(task, made, columns, seed),
        calibration=calibration(made.judged[:, columns][keep].ravel(), truth[keep].ravel()),
        caveats=task.caveats,
    )


def _stacked(task: ScoresTask, unseen: Mapping[str, FloatArray], made: Measured) -> FloatArray:
    stacked = cross_fitted(unseen, made.truth, made.fold, made.twins, task.prior_shares)
    return np.minimum(bounded(stacked, made.targets.low, made.targets.high), made.limits)


def _slices(task: ScoresTask, made: Measured, columns: slice, seed: int) -> tuple[Slice, ...]:
    members: dict[str, list[int]] = {}
    for i, row in enumerate(made.rows):
        for name, value in task.slices(row).items():
            members.setdefault(f"{name} = {value}", []).append(i)
    found = []
    for name, rows in sorted(members.items()):
        if len(rows) >= _SLICE_ROWS:
            groups = [made.rows[i].group for i in rows]
            metric = measured(
                (task.headline,), made.judged[rows][:, columns], made.truth[rows][:, columns], groups, seed
            )
            found.append(Slice(name, metric[0]))
    return tuple(found)
