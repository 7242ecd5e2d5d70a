"""How the ensemble for labels is trained: unseen predictions, pool weights, the report, the final fit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import Engine, Examples, FloatArray, Labels
from shared_backend.ai_engines.classes import places
from shared_backend.ai_engines.ensemble.base import TrainingSettings
from shared_backend.ai_engines.ensemble.labels import fresh
from shared_backend.ai_engines.ensemble.labels_report import Unseen, report_on
from shared_backend.ai_engines.ensemble.pooling import Pool, logs_of
from shared_backend.ai_engines.ensemble.taking_part import taking_part
from shared_backend.ai_engines.llm.labels import LlmLabels
from shared_backend.ai_engines.report import ModelReport
from shared_backend.ai_engines.tasks.base import Row
from shared_backend.ai_engines.tasks.labels import LabelsTask
from shared_backend.domain.errors import Cancelled, InvalidInput
from shared_backend.domain.ports import LanguageModel, Progress

FEWEST_ROWS = 20
FEWEST_LABELS = 2
_FOLDED_ROWS = 4_000
_SAMPLE = 2_400
_REFIT_ROWS = 18_000
_LLM_ROWS = 24


@dataclass(frozen=True, slots=True)
class Trained:
    """The parts of a trained ensemble."""

    classes: tuple[str, ...]
    engines: Mapping[str, Engine]
    absent: Mapping[str, str]
    pool: Pool


def train_labels(
    task: LabelsTask,
    rows: Sequence[Row],
    settings: TrainingSettings,
    progress: Progress,
    language_model: LanguageModel | None,
) -> tuple[Trained, ModelReport]:
    """The whole training run; see `GlobalModel.train`."""
    rows = task.learned(rows)
    groups = [row.group for row in rows]
    targets = task.targets(rows)
    classes, labels = task.classes(targets), len(set(targets.values))
    if len(rows) < FEWEST_ROWS or len(set(groups)) < settings.folds or labels < FEWEST_LABELS:
        raise InvalidInput(
            f"Too little to learn from: {len(rows)} rows in {len(set(groups))} groups with {labels} labels. "
            f"Give at least {FEWEST_ROWS} rows in {settings.folds} groups with {FEWEST_LABELS} labels."
        )
    progress(0.0, "Reading the rows")
    taught = (*rows, *_names(task, rows, classes))
    examples, targets = task.examples([row.input for row in taught]), task.targets(taught)
    engines, absent = taking_part(task, settings, language_model)
    unseen, halfway = _unseen(rows, task, engines, absent, examples, targets, classes, settings, progress)
    if not unseen.logs:
        raise InvalidInput("No engine could learn from these rows. " + " ".join(absent.values()))
    progress(0.6, "Weighing the engines")
    pool = Pool.fit(unseen.logs, unseen.truth)
    report = report_on(task, unseen, pool, absent, settings.seed, progress)
    fitted: dict[str, Engine] = {}
    for k, (name, engine) in enumerate(engines.items()):
        progress(0.7 + 0.3 * k / len(engines), f"Final fit: {name}")
        if name in halfway:
            fitted[name] = halfway[name].partial_fit(examples.take(unseen.places), targets.take(unseen.places))
        elif name in unseen.logs or isinstance(engine, LlmLabels):
            fitted[name] = engine.fit(examples, targets, seed=settings.seed)
    pool = _with_language_model(pool, fitted.get("llm"), examples, unseen)
    progress(1.0, "Done")
    return Trained(classes, fitted, absent, pool), report


def _names(task: LabelsTask, rows: Sequence[Row], classes: Sequence[str]) -> tuple[Row, ...]:
    """The classes' names that no row gives already: a row that is hidden in a round must not come back as a name."""
    given = {(row.group, str(row.target["label"])) for row in rows}
    return tuple(row for row in task.named(classes) if (row.group, str(row.target["label"])) not in given)


def rounds(groups: Sequence[str], folds: int, seed: int) -> list[NDArray[np.intp]]:
    """The rows kept unseen in each round; rows of one group stay together, the same on any machine.

    Up to 4,000 rows: every row once, in `folds` rounds. More: one round with a sample of about 2,400 rows, because the
    rest is then still nearly everything and each further round would cost a whole training run.
    """
    named = np.asarray(groups, dtype=object).astype(str)
    names, member = np.unique(named, return_inverse=True)
    order = sorted(range(len(names)), key=lambda g: hashlib.sha256(f"{seed}:{names[g]}".encode()).digest())
    place = np.empty(len(names), dtype=np.intp)
    place[order] = np.arange(len(names))
    if len(named) <= _FOLDED_ROWS:
        return [np.flatnonzero(place[member] % folds == fold) for fold in range(folds)]
    share = _SAMPLE / len(named)
    return [np.flatnonzero(place[member] < max(1, int(share * len(names))))]


def _unseen(
    rows: Sequence[Row], task: LabelsTask, engines: dict[str, Engine], absent: dict[str, str], examples: Examples,
    targets: Labels, classes: tuple[str, ...], settings: TrainingSettings, progress: Progress,
) -> tuple[Unseen, dict[str, Engine]]:  # fmt: skip
    """Each learning engine's predictions on rows it had not seen; engines that fail are moved to `absent`.

    `examples` and `targets` hold the names of classes behind the rows: shown in every round, never hidden or counted.
    With very many rows the engines of the one round are given too: they only lack the rows that were hidden, and
    learning those is much cheaper than starting again.
    """
    parts = rounds([row.group for row in rows], settings.folds, settings.seed)
    learners = [name for name, engine in engines.items() if not isinstance(engine, LlmLabels)]
    logs: dict[str, list[FloatArray]] = {name: [] for name in learners}
    common: list[FloatArray] = []
    rivals: dict[str, list[FloatArray]] = {}
    halfway: dict[str, Engine] = {}
    for at, hidden in enumerate(parts):
        seen = np.setdiff1d(np.arange(len(rows)), hidden)
        counts = np.bincount(places(classes, targets.take(seen)), minlength=len(classes)).astype(np.float64)
        known = np.concatenate([seen, np.arange(len(rows), len(examples))])
        shown, taught = examples.take(known), targets.take(known)
        common.append(np.broadcast_to(counts, (len(hidden), len(classes))))
        beside = task.rivals([rows[i] for i in seen], [rows[i] for i in hidden], classes)
        for name, scores in beside.items():
            rivals.setdefault(name, []).append(scores)
        for k, name in enumerate([n for n in learners if n in logs]):
            progress(0.05 + 0.55 * (at + k / len(learners)) / len(parts), f"Round {at + 1} of {len(parts)}: {name}")
            try:
                engine = fresh(task, name)
                found = engine.fit(shown, taught, seed=settings.seed).predict(examples.take(hidden))
                logs[name].append(logs_of(found, classes))
                halfway[name] = engine
            except Cancelled:
                raise
            except Exception as problem:  # an engine that cannot learn these rows must not take the others down
                del logs[name]
                engines.pop(name)
                why = problem.user_message if isinstance(problem, InvalidInput) else type(problem).__name__
                absent[name] = f"could not learn from these rows ({why})"
    hidden = np.concatenate(parts)
    unseen = Unseen(
        tuple(rows[i] for i in hidden), classes, hidden, places(classes, targets.take(hidden)),
        {name: np.concatenate(found) for name, found in logs.items() if found}, np.concatenate(common),
        {name: np.concatenate(found) for name, found in rivals.items()},
    )  # fmt: skip
    return unseen, {name: halfway[name] for name in unseen.logs} if len(rows) > _REFIT_ROWS else {}


def _with_language_model(pool: Pool, engine: Engine | None, examples: Examples, unseen: Unseen) -> Pool:
    """The pool with a weight for the language model, fitted on a few unseen rows that it judges."""
    if not isinstance(engine, LlmLabels) or engine.model is None:
        return pool
    sample = np.arange(min(_LLM_ROWS, len(unseen.places)))
    found = engine.predict(examples.take(unseen.places[sample]))
    if found.answered.sum() < len(sample) // 3:
        return pool
    ours = pool.scores({name: log[sample] for name, log in unseen.logs.items()})
    both = Pool.fit({"pool": ours, "llm": logs_of(found, unseen.classes)}, unseen.truth[sample])
    weight = min(float(both.weights[1] / max(both.weights[0], 0.1)), 1.0)
    return Pool((*pool.engines, "llm"), np.append(pool.weights, weight))
