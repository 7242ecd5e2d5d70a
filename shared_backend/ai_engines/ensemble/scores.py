"""The ensemble for numbers: stacked engines, conformal ranges, ceilings; it survives a failing engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

import numpy as np

from shared_backend.ai_engines.base import Engine, Evidence, Examples, FloatArray, Prediction, Shape, State
from shared_backend.ai_engines.columns import bounded
from shared_backend.ai_engines.ensemble.base import Estimate, GlobalModel, Judgement, TrainingSettings
from shared_backend.ai_engines.ensemble.conformal import Ranges
from shared_backend.ai_engines.ensemble.limits import combine, limits_of
from shared_backend.ai_engines.ensemble.neutral import Neutral
from shared_backend.ai_engines.ensemble.stacking import Stack
from shared_backend.ai_engines.llm.scores import LlmScores
from shared_backend.ai_engines.report import ModelReport
from shared_backend.ai_engines.tasks.base import NotApplicable, Row, Task
from shared_backend.ai_engines.tasks.scores import Ceiling, ScoresTask
from shared_backend.domain.errors import EngineError, NotFittedError
from shared_backend.domain.ports import LanguageModel, Progress, silent

ANSWERED = "answered"


class ScoreEnsemble(GlobalModel):
    """A trained model for a task of shape *scores*. Made by `train` or `from_state`, not by its constructor."""

    shape: ClassVar[Shape] = "scores"

    def __init__(
        self, task: ScoresTask, engines: Mapping[str, Engine], absent: Mapping[str, str], stack: Stack,
        neutral: Neutral, ranges: Ranges, *, llm_weight: float,
        low: tuple[float, ...], high: tuple[float, ...], outputs: tuple[str, ...],
    ) -> None:  # fmt: skip
        self.task, self.engines, self.absent = task, dict(engines), dict(absent)
        self.stack, self.neutral, self.ranges, self.llm_weight = stack, neutral, ranges, llm_weight
        self.outputs, self.low, self.high = outputs, low, high

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
        """See `GlobalModel.train`; the steps are in `ensemble.training`."""
        from shared_backend.ai_engines.ensemble.training import train_scores

        trained, report = train_scores(scores_task(task), rows, settings, progress, language_model)
        model = cls(
            scores_task(task), trained.engines, trained.absent, trained.stack, trained.neutral, trained.ranges,
            llm_weight=trained.llm_weight, low=trained.low, high=trained.high, outputs=trained.outputs,
        )  # fmt: skip
        return model, report

    def predict(self, inputs: Sequence[Mapping[str, Any]]) -> tuple[Judgement, ...]:
        """Judge inputs that the task has checked."""
        if not inputs:
            return ()
        examples = self.task.examples(inputs)
        said, notes = self._ask(examples)
        value, disagreement = combine(self.stack, said)
        value = self.neutral.apply(value, examples)
        value = self._with_llm(value, said.get("llm"))
        half = self.ranges.half(disagreement)
        ceilings = self.task.ceilings(examples)
        return tuple(
            self._judgement(inputs[i], value[i], half[i], ceilings[i], notes, said, i) for i in range(len(inputs))
        )

    def _ask(self, examples: Examples) -> tuple[dict[str, Prediction], dict[str, str]]:
        said: dict[str, Prediction] = {}
        notes = dict(self.absent)
        for name, engine in self.engines.items():
            try:
                if isinstance(engine, LlmScores) and engine.model is None:
                    notes[name] = "abstains: no language model is configured"
                    continue
                found = engine.predict(examples)
                if not np.isfinite(found.mean[found.answered]).all():
                    raise EngineError("It gave a value that is not a number.")
                said[name] = found
                notes[name] = ANSWERED
            except NotFittedError:
                raise
            except Exception as problem:  # one engine must never take the others down; the note says so
                notes[name] = f"failed ({type(problem).__name__}); the other engines judged without it"
        return said, notes

    def _with_llm(self, value: FloatArray, llm: Prediction | None) -> FloatArray:
        if llm is None or self.llm_weight <= 0:
            return value
        weight = self.llm_weight * llm.answered[:, None]
        mixed: FloatArray = (1 - weight) * value + weight * np.where(llm.answered[:, None], llm.mean, 0.0)
        return mixed

    def _judgement(
        self, given: Mapping[str, Any], value: FloatArray, half: FloatArray, ceilings: Sequence[Ceiling],
        notes: Mapping[str, str], said: Mapping[str, Prediction], row: int,
    ) -> Judgement:  # fmt: skip
        limits, applied = limits_of(ceilings, self.outputs, self.high, value)
        places = self.task.decimals
        middle = np.minimum(bounded(value, self.low, self.high), limits)
        low = np.maximum(np.minimum(value - half, middle), self.low)
        high = np.minimum(np.maximum(value + half, middle), limits)
        scores = {
            name: Estimate(round(float(middle[j]), places), round(float(low[j]), places), round(float(high[j]), places))
            for j, name in enumerate(self.outputs)
        }
        own = self.task.explain(given, {name: estimate.value for name, estimate in scores.items()}, applied)
        from_engines = [e for found in said.values() for e in found.evidence[row]]
        engines = {
            name: note if note != ANSWERED or said[name].answered[row] else "abstained on this input"
            for name, note in notes.items()
        }
        return Judgement(scores, (), (*own.evidence, *_strongest(from_engines)), engines, own.details)

    def to_state(self) -> State:
        """Every engine's state and the stack."""
        arrays = {
            "stack/weights": self.stack.weights, "stack/base": self.stack.base, "ranges/near": self.ranges.near,
            "ranges/slope": self.ranges.slope, "ranges/factor": self.ranges.factor,
        }  # fmt: skip
        metas: dict[str, Any] = {}
        for name, engine in self.engines.items():
            state = engine.to_state()
            arrays.update(state.under(f"engine/{name}").arrays)
            metas[name] = state.meta
        meta = {
            "task": self.task.id, "outputs": list(self.outputs), "low": list(self.low), "high": list(self.high),
            "stacked": list(self.stack.engines), "llm_weight": self.llm_weight, "absent": self.absent, "engines": metas,
            "neutral": self.neutral.to_meta(),
        }  # fmt: skip
        return State(arrays, meta)

    @classmethod
    def from_state(cls, task: Task, state: State, *, language_model: LanguageModel | None = None) -> Self:
        """The model that gave the state."""
        meta = state.meta
        fresh = task.engines()
        engines: dict[str, Engine] = {}
        for name, engine_meta in meta["engines"].items():
            made = fresh[name]
            if isinstance(made, NotApplicable):
                raise EngineError(f"This model holds the engine {name}, which the task no longer has. Train it again.")
            restored = type(made).from_state(state.child(f"engine/{name}", engine_meta))
            engines[name] = restored.with_model(language_model) if isinstance(restored, LlmScores) else restored
        stack = Stack(
            tuple(meta["stacked"]), np.asarray(state.arrays["stack/weights"]), np.asarray(state.arrays["stack/base"])
        )
        ranges = Ranges(*(np.asarray(state.arrays[f"ranges/{part}"]) for part in ("near", "slope", "factor")))
        return cls(
            scores_task(task), engines, meta["absent"], stack, Neutral.from_meta(meta["neutral"]), ranges,
            llm_weight=float(meta["llm_weight"]), low=tuple(meta["low"]), high=tuple(meta["high"]),
            outputs=tuple(meta["outputs"]),
        )  # fmt: skip


def scores_task(task: Task) -> ScoresTask:
    """The task as one whose outputs are numbers; `EngineError` when it is not."""
    if not isinstance(task, ScoresTask):
        raise EngineError(f"The task {task.id} does not predict numbers.")
    return task


def _strongest(evidence: list[Evidence], count: int = 12) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda e: (-abs(e.weight), e.output, e.reason))[:count])
