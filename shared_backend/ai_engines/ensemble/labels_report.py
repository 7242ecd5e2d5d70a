"""The model card's numbers for shape labels: figures, baseline, each engine, ablation, slices, calibration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import ENGINE_NAMES, FloatArray
from shared_backend.ai_engines.classes import softmax
from shared_backend.ai_engines.ensemble.pooling import Pool
from shared_backend.ai_engines.ensemble.ranking import METRICS, ahead, calibration, measured, standing
from shared_backend.ai_engines.report import EngineResult, ModelReport, Rival, Slice
from shared_backend.ai_engines.tasks.base import Row
from shared_backend.ai_engines.tasks.labels import LabelsTask
from shared_backend.domain.ports import Progress

_SLICE_ROWS = 20


@dataclass(frozen=True, slots=True)
class Unseen:
    """Predictions on rows that were kept from training: n rows, k classes.

    Attributes
    ----------
    places : (n,) int array
        Where the rows stand among all training rows.
    truth : (n,) int array
        Position of each row's label in `classes`.
    logs : mapping of engine to (n, k) array
        Log probabilities.
    common : (n, k) array
        How often each label occurs in the rows that were seen (the trivial baseline).
    rivals : mapping of name to (n, k) array
        Scores of other simple rules.
    """

    rows: tuple[Row, ...]
    classes: tuple[str, ...]
    places: NDArray[np.intp]
    truth: NDArray[np.intp]
    logs: Mapping[str, FloatArray]
    common: FloatArray
    rivals: Mapping[str, FloatArray] = field(default_factory=dict)


def report_on(
    task: LabelsTask, unseen: Unseen, pool: Pool, absent: Mapping[str, str], seed: int, progress: Progress
) -> ModelReport:
    """Everything on rows the measured model had not seen; weights are fitted on one half and measured on the other."""
    groups = [row.group for row in unseen.rows]
    scores = _pooled_in_halves(unseen, unseen.logs, groups)
    rank = standing(scores, unseen.truth)
    shares = pool.share()
    engines = []
    for k, name in enumerate(ENGINE_NAMES):
        progress(0.6 + 0.015 * k, f"Measuring without {name}")
        if name not in unseen.logs:
            engines.append(EngineResult(name, False, absent.get(name, "not part of this task"), 0.0))
            continue
        others = {other: log for other, log in unseen.logs.items() if other != name}
        without = (
            measured(standing(_pooled_in_halves(unseen, others, groups), unseen.truth), groups, seed)[0]
            if others
            else None
        )
        own = measured(standing(unseen.logs[name], unseen.truth), groups, seed)
        engines.append(EngineResult(name, True, "took part", shares[name], own, without))
    sure = softmax(scores)
    return ModelReport(
        task=task.id,
        headline=METRICS[0],
        higher_is_better=True,
        ensemble=measured(rank, groups, seed),
        baseline_name=task.baseline_name,
        baseline=measured(standing(unseen.common, unseen.truth), groups, seed),
        engines=tuple(engines),
        slices=_slices(task, unseen, rank, seed),
        calibration=calibration(sure.max(axis=1), (sure.argmax(axis=1) == unseen.truth).astype(np.float64)),
        rivals=tuple(_rival(name, found, rank, unseen, groups, seed) for name, found in unseen.rivals.items()),
        caveats=task.caveats,
    )


def _rival(name: str, scores: FloatArray, rank: FloatArray, unseen: Unseen, groups: list[str], seed: int) -> Rival:
    theirs = standing(scores, unseen.truth)
    return Rival(name, measured(theirs, groups, seed), ahead(rank, theirs, groups, seed))


def _pooled_in_halves(unseen: Unseen, logs: Mapping[str, FloatArray], groups: list[str]) -> FloatArray:
    """Pooled scores whose weights never saw the row's own half (groups stay together)."""
    _, member = np.unique(np.asarray(groups, dtype=object).astype(str), return_inverse=True)
    scores = np.zeros((len(groups), len(unseen.classes)))
    for half in (0, 1):
        here = member % 2 == half
        pool = Pool.fit({name: log[~here] for name, log in logs.items()}, unseen.truth[~here])
        scores[here] = pool.scores({name: log[here] for name, log in logs.items()})
    return scores


def _slices(task: LabelsTask, unseen: Unseen, rank: FloatArray, seed: int) -> tuple[Slice, ...]:
    members: dict[str, list[int]] = {}
    for i, row in enumerate(unseen.rows):
        for key, value in task.slices(row).items():
            members.setdefault(f"{key} = {value}", []).append(i)
    return tuple(
        Slice(name, measured(rank[rows], [unseen.rows[i].group for i in rows], seed)[0])
        for name, rows in sorted(members.items())
        if len(rows) >= _SLICE_ROWS
    )
