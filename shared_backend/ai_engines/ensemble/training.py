"""How the ensemble for numbers is trained: out-of-fold predictions, weights, ranges, the report, the final fit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import Engine, Examples, FloatArray, Prediction, Scores
from shared_backend.ai_engines.columns import bounded
from shared_backend.ai_engines.ensemble.base import TrainingSettings
from shared_backend.ai_engines.ensemble.conformal import Ranges
from shared_backend.ai_engines.ensemble.limits import limits_of
from shared_backend.ai_engines.ensemble.neutral import Neutral
from shared_backend.ai_engines.ensemble.scores_report import Measured, report_on
from shared_backend.ai_engines.ensemble.stacking import Stack, cross_fitted
from shared_backend.ai_engines.ensemble.taking_part import taking_part
from shared_backend.ai_engines.llm.scores import LlmScores
from shared_backend.ai_engines.report import ModelReport
from shared_backend.ai_engines.tasks.base import NotApplicable, Row
from shared_backend.ai_engines.tasks.scores import ScoresTask
from shared_backend.domain.errors import Cancelled, InvalidInput
from shared_backend.domain.ports import LanguageModel, Progress

FEWEST_ROWS = 20
_LLM_ROWS = 24


@dataclass(frozen=True, slots=True)
class Trained:
    """The parts of a trained ensemble."""

    engines: Mapping[str, Engine]
    absent: Mapping[str, str]
    stack: Stack
    neutral: Neutral
    ranges: Ranges
    llm_weight: float
    outputs: tuple[str, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def train_scores(
    task: ScoresTask,
    rows: Sequence[Row],
    settings: TrainingSettings,
    progress: Progress,
    language_model: LanguageModel | None,
) -> tuple[Trained, ModelReport]:
    """The whole training run; see `GlobalModel.train`."""
    groups = [row.group for row in rows]
    if len(rows) < FEWEST_ROWS or len(set(groups)) < settings.folds:
        raise InvalidInput(
            f"Too little to learn from: {len(rows)} rows in {len(set(groups))} groups. "
            f"Give at least {FEWEST_ROWS} rows in {settings.folds} groups."
        )
    progress(0.0, "Reading the rows")
    made_up = task.more_rows(rows, settings.seed)
    everything = [*rows, *made_up]
    examples = task.examples([row.input for row in everything])
    targets = task.targets(everything)
    fold = fold_of([row.group for row in everything], settings.folds, settings.seed)
    engines, absent = taking_part(task, settings, language_model)
    unseen = _out_of_fold(task, engines, absent, examples, targets, fold, len(rows), settings, progress)
    if not unseen:
        raise InvalidInput("No engine could learn from these rows. " + " ".join(absent.values()))
    progress(0.7, "Weighing the engines")
    truth = targets.values[: len(rows)]
    real = examples.take(range(len(rows)))
    stack = Stack.fit(unseen, truth, twins=real.twins(), prior=task.prior_shares)
    ceilings = task.ceilings(real)
    stacked = cross_fitted(unseen, truth, fold[: len(rows)], real.twins(), task.prior_shares)
    neutral = Neutral.fit(task.neutral_measure, stacked, truth, real)
    stacked = neutral.apply(stacked, real)
    limits = np.stack([limits_of(c, targets.names, targets.high, stacked[i])[0] for i, c in enumerate(ceilings)])
    judged = np.minimum(bounded(stacked, targets.low, targets.high), limits)
    apart = np.stack(list(unseen.values())).std(axis=0)
    ranges = Ranges.fit(truth - judged, apart)
    measured = Measured(rows, truth, judged, unseen, stack, absent, targets, limits, fold[: len(rows)], real.twins())
    report = report_on(task, measured, settings.seed, progress)
    fitted = _final(engines, absent, examples, targets, settings.seed, progress, set(unseen))
    weight = _llm_weight(engines.get("llm"), examples, truth, judged, settings.seed)
    progress(1.0, "Done")
    return Trained(fitted, absent, stack, neutral, ranges, weight, targets.names, targets.low, targets.high), report


def fold_of(groups: Iterable[str], folds: int, seed: int) -> NDArray[np.intp]:
    """A fold for each row; rows of one group share it, the same seed gives the same folds on any machine."""
    listed = list(groups)
    names = sorted(set(listed), key=lambda g: hashlib.sha256(f"{seed}:{g}".encode()).hexdigest())
    place = {name: i % folds for i, name in enumerate(names)}
    return np.array([place[group] for group in listed], dtype=np.intp)


def _out_of_fold(
    task: ScoresTask, engines: dict[str, Engine], absent: dict[str, str], examples: Examples, targets: Scores,
    fold: NDArray[np.intp], real: int, settings: TrainingSettings, progress: Progress,
) -> dict[str, FloatArray]:  # fmt: skip
    learners = [name for name, engine in engines.items() if not isinstance(engine, LlmScores)]
    unseen = {name: np.zeros((real, targets.values.shape[1])) for name in learners}
    for part in range(settings.folds):
        rest, asked = np.flatnonzero(fold != part), np.flatnonzero(fold[:real] == part)
        for k, name in enumerate(learners):
            done = (part + k / len(learners)) / settings.folds
            progress(0.05 + 0.6 * done, f"Part {part + 1} of {settings.folds}: {name}")
            fresh = task.engines()[name]  # type: ignore[index]
            if name not in unseen or isinstance(fresh, NotApplicable):
                continue
            try:
                fresh.fit(examples.take(rest), targets.take(rest), seed=settings.seed)
                unseen[name][asked] = fresh.predict(examples.take(asked)).mean
            except Cancelled:
                raise
            except Exception as problem:  # one engine must never take the training down; the card says so
                unseen.pop(name)
                engines.pop(name)
                absent[name] = f"could not learn from these rows ({type(problem).__name__})"
    return unseen


def _final(
    engines: Mapping[str, Engine], absent: dict[str, str], examples: Examples, targets: Scores, seed: int,
    progress: Progress, learned: set[str],
) -> dict[str, Engine]:  # fmt: skip
    fitted: dict[str, Engine] = {}
    for k, (name, engine) in enumerate(engines.items()):
        progress(0.8 + 0.2 * k / max(1, len(engines)), f"Final fit: {name}")
        if name in learned or isinstance(engine, LlmScores):
            fitted[name] = engine.fit(examples, targets, seed=seed)
    return fitted


def _llm_weight(engine: Engine | None, examples: Examples, truth: FloatArray, judged: FloatArray, seed: int) -> float:
    """Share of the language model by inverse error on a small sample; 0 when it did not answer often enough."""
    if not isinstance(engine, LlmScores) or engine.model is None:
        return 0.0
    whole = np.flatnonzero(~np.isnan(truth).any(axis=1))
    sample = np.sort(np.random.default_rng(seed).permutation(whole)[:_LLM_ROWS])
    found: Prediction = engine.predict(examples.take(sample))
    rows = sample[found.answered]
    if len(rows) < _LLM_ROWS // 3:
        return 0.0
    theirs = float(np.mean((found.mean[found.answered] - truth[rows]) ** 2))
    ours = float(np.mean((judged[rows] - truth[rows]) ** 2))
    return ours / (ours + theirs) if ours + theirs > 0 else 0.0
