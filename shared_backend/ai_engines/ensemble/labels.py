"""The ensemble for labels: engines in a logarithmic pool weighed on unseen rows; it survives a failing engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, Examples, FloatArray, Prediction, Shape, State
from shared_backend.ai_engines.ensemble.base import GlobalModel, Judgement, TrainingSettings
from shared_backend.ai_engines.ensemble.pooling import Pool, logs_of
from shared_backend.ai_engines.llm.labels import LlmLabels
from shared_backend.ai_engines.report import ModelReport
from shared_backend.ai_engines.tasks.base import NotApplicable, Row, Task
from shared_backend.ai_engines.tasks.labels import LabelsTask
from shared_backend.domain.errors import EngineError, EngineUnavailable, NotFittedError
from shared_backend.domain.ports import LanguageModel, Progress, silent

ANSWERED = "answered"
ABSTAINED = "abstained on this input"
RANKED = 20
_BLOCK = 256
_EVIDENCE = 8


class LabelEnsemble(GlobalModel):
    """A trained model for a task of shape *labels*. Made by `train` or `from_state`, not by its constructor."""

    shape: ClassVar[Shape] = "labels"

    def __init__(
        self,
        task: LabelsTask,
        classes: tuple[str, ...],
        engines: Mapping[str, Engine],
        absent: Mapping[str, str],
        pool: Pool,
    ) -> None:
        self.task, self.classes, self.pool = task, classes, pool
        self.engines, self.absent = dict(engines), dict(absent)

    @classmethod
    def train(
        cls,
        task: Task,
        rows: Sequence[Row],
        settings: TrainingSettings,
        *,
        progress: Progress = silent,
        language_model: LanguageModel | None = None,
    ) -> tuple[Self, ModelReport]:
        """See `GlobalModel.train`; the steps are in `ensemble.labels_training`."""
        from shared_backend.ai_engines.ensemble.labels_training import train_labels

        trained, report = train_labels(labels_task(task), rows, settings, progress, language_model)
        return cls(labels_task(task), trained.classes, trained.engines, trained.absent, trained.pool), report

    def learn(self, rows: Sequence[Row]) -> Self:
        """The model after every engine has also learned `rows` (corrections); the weights stay as they are."""
        examples = self.task.examples([row.input for row in rows])
        targets = self.task.targets(rows)
        meta = self.to_state()
        made = self.from_state(self.task, meta)
        for name, engine in made.engines.items():
            engine.partial_fit(examples, targets)
            old = self.engines[name]
            if isinstance(engine, LlmLabels) and isinstance(old, LlmLabels):
                made.engines[name] = engine.with_model(old.model)
        made.classes = self.classes + tuple(sorted(set(targets.values) - set(self.classes)))
        return made

    def predict(self, inputs: Sequence[Mapping[str, Any]]) -> tuple[Judgement, ...]:
        """Judge inputs that the task has checked."""
        if not inputs:
            return ()
        examples = self.task.examples(inputs)
        judged: list[Judgement] = []
        for start in range(0, len(examples), _BLOCK):
            part = examples.take(range(start, min(start + _BLOCK, len(examples))))
            said, notes = self._ask(part)
            shares = self._pooled(said)
            judged.extend(self._judgement(inputs[start + i], shares[i], said, notes, i) for i in range(len(part)))
        return tuple(judged)

    def probabilities(self, examples: Examples) -> FloatArray:
        """Pooled probabilities (n, k) in the order of `classes`, for measuring."""
        parts = []
        for start in range(0, len(examples), _BLOCK):
            part = examples.take(range(start, min(start + _BLOCK, len(examples))))
            parts.append(self._pooled(self._ask(part)[0]))
        return np.concatenate(parts) if parts else np.zeros((0, len(self.classes)))

    def _pooled(self, said: Mapping[str, Prediction]) -> FloatArray:
        if not any(said[name].answered.any() for name in self.pool.engines if name in said):
            raise EngineUnavailable("No engine could judge this. Try other words, or tell staff to retrain the model.")
        return self.pool.combine({name: logs_of(found, self.classes) for name, found in said.items()})

    def _ask(self, examples: Examples) -> tuple[dict[str, Prediction], dict[str, str]]:
        said: dict[str, Prediction] = {}
        notes = dict(self.absent)
        for name, engine in self.engines.items():
            try:
                found = engine.predict(examples)
                if not np.isfinite(found.mean[found.answered]).all():
                    raise EngineError("It gave a value that is not a number.")
                said[name] = found
                notes.setdefault(name, ANSWERED)
            except NotFittedError:
                raise
            except Exception as problem:  # one engine must never take the others down; the note says so
                notes[name] = f"failed ({type(problem).__name__}); the other engines judged without it"
        return said, notes

    def _judgement(
        self,
        given: Mapping[str, Any],
        shares: FloatArray,
        said: Mapping[str, Prediction],
        notes: Mapping[str, str],
        row: int,
    ) -> Judgement:
        count = min(RANKED, len(self.classes))
        top = np.argpartition(-shares, count - 1)[:count]
        order = sorted(top.tolist(), key=lambda j: (-shares[j], self.classes[j]))
        ranking = tuple((self.classes[j], float(shares[j])) for j in order)
        likely = {label: place for place, (label, _) in enumerate(ranking)}
        evidence = [e for found in said.values() for e in found.evidence[row] if e.output in likely]
        evidence.sort(key=lambda e: (likely[e.output], -e.weight, e.reason))
        engines = {
            name: ABSTAINED if note == ANSWERED and not said[name].answered[row] else note
            for name, note in notes.items()
        }
        placed = self.task.placed(given, evidence[:_EVIDENCE])
        return Judgement({}, ranking, placed, engines, self.task.details(given, ranking))

    def to_state(self) -> State:
        """Every engine's state and the pool."""
        arrays: dict[str, Any] = {"pool/weights": self.pool.weights}
        metas: dict[str, Any] = {}
        for name, engine in self.engines.items():
            state = engine.to_state()
            arrays.update(state.under(f"engine/{name}").arrays)
            metas[name] = state.meta
        pooled = list(self.pool.engines)
        meta = {
            "task": self.task.id,
            "classes": list(self.classes),
            "pooled": pooled,
            "absent": self.absent,
            "engines": metas,
        }
        return State(arrays, meta)

    @classmethod
    def from_state(cls, task: Task, state: State, *, language_model: LanguageModel | None = None) -> Self:
        """The model that gave the state."""
        meta = state.meta
        engines: dict[str, Engine] = {}
        for name, engine_meta in meta["engines"].items():
            restored = type(fresh(task, name)).from_state(state.child(f"engine/{name}", engine_meta))
            engines[name] = restored.with_model(language_model) if isinstance(restored, LlmLabels) else restored
        pool = Pool(tuple(meta["pooled"]), np.asarray(state.arrays["pool/weights"], dtype=np.float64))
        return cls(labels_task(task), tuple(meta["classes"]), engines, meta["absent"], pool)


def fresh(task: Task, name: str) -> Engine:
    """An unfitted engine of the task. Raises `EngineError` when the task has none of that name."""
    made = {str(engine): value for engine, value in task.engines().items()}.get(name)
    if made is None or isinstance(made, NotApplicable):
        raise EngineError(f"The task {task.id} has no engine {name}. Train the model again.")
    return made


def labels_task(task: Task) -> LabelsTask:
    """The task as one whose output is a label; `EngineError` when it is not."""
    if not isinstance(task, LabelsTask):
        raise EngineError(f"The task {task.id} does not predict labels.")
    return task
