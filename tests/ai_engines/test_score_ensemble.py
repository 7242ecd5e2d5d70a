"""The ensemble for numbers: it survives failing and abstaining engines, comes back bit-equal, reports, cancels."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from shared_backend.ai_engines.base import ENGINE_NAMES, Engine, EngineName, Examples, Prediction, Scores, State
from shared_backend.ai_engines.bayesian.scores import BayesianScores
from shared_backend.ai_engines.ensemble.base import TrainingSettings
from shared_backend.ai_engines.ensemble.scores import ScoreEnsemble
from shared_backend.ai_engines.expert.scores import ExpertScores
from shared_backend.ai_engines.fuzzy.scores import FuzzyScores
from shared_backend.ai_engines.llm.scores import LlmScores
from shared_backend.ai_engines.neural.scores import NeuralScores
from shared_backend.ai_engines.nlp.scores import NlpScores
from shared_backend.ai_engines.tasks.base import Column, NotApplicable, Row
from shared_backend.ai_engines.tasks.scores import Ceiling, ScoresTask
from shared_backend.domain.errors import Cancelled, EngineUnavailable, InvalidInput
from tests.ai_engines.engine_cases import FUZZY, RULES, Model, rows_of, score_targets


class Broken(BayesianScores):
    """Learns, and then fails when asked alone (as in use), not when asked many rows (as in training)."""

    def predict(self, examples: Examples) -> Prediction:
        if len(examples) == 1:
            raise RuntimeError("broken on purpose")
        return super().predict(examples)


class Tiny(ScoresTask):
    """Two numbers from a text and two measures."""

    id: ClassVar[str] = "tiny"
    name: ClassVar[str] = "Tiny"
    description: ClassVar[str] = "Two numbers."
    columns: ClassVar[tuple[Column, ...]] = ()
    baseline_name: ClassVar[str] = "mean"
    caveats: ClassVar[tuple[str, ...]] = ("Made up.",)

    def __init__(self, bayesian: type[BayesianScores] = BayesianScores) -> None:
        self.bayesian = bayesian

    def parse(self, record: Mapping[str, str]) -> Row:
        raise NotImplementedError

    def check_input(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        return record

    def builtin(self, reference: Path) -> tuple[Row, ...]:
        examples = rows_of(90)
        values = score_targets(examples).values
        return tuple(
            Row(
                {"answer": text, "measures": numeric.tolist()},
                {"overall": float(value[0]), "detail": float(value[1])},
                f"group {i // 3}",
            )
            for i, (text, numeric, value) in enumerate(zip(examples.texts, examples.numeric, values, strict=True))
        )

    def examples(self, inputs: Sequence[Mapping[str, Any]]) -> Examples:
        numeric = np.array([row["measures"] for row in inputs], dtype=np.float64).reshape(len(inputs), 3)
        return Examples(tuple(inputs), tuple(row["answer"] for row in inputs), numeric, ("facts", "noise", "constant"))

    def targets(self, rows: Sequence[Row]) -> Scores:
        values = np.array([[row.target["overall"], row.target["detail"]] for row in rows])
        return Scores(values, ("overall", "detail"), (0.0, 0.0), (10.0, 4.0))

    def engines(self) -> Mapping[EngineName, Engine | NotApplicable]:
        return {
            "neural": NeuralScores(hidden=4, members=1, directions=3, epochs=10),
            "expert": ExpertScores(RULES),
            "bayesian": self.bayesian(),
            "nlp": NlpScores(),
            "fuzzy": FuzzyScores.of(FUZZY),
            "llm": LlmScores(fields=("answer",), quoted="answer"),
        }

    def slices(self, row: Row) -> Mapping[str, str]:
        return {"half": "low" if row.target["overall"] < 5 else "high"}

    def ceilings(self, examples: Examples) -> tuple[tuple[Ceiling, ...], ...]:
        return tuple((Ceiling("empty", {"overall": 1.0}),) if not text else () for text in examples.texts)


class OnlyNlp(Tiny):
    """Five engines make no sense."""

    def engines(self) -> Mapping[EngineName, Engine | NotApplicable]:
        nothing = NotApplicable("makes no sense here")
        return {**dict.fromkeys(ENGINE_NAMES, nothing), "nlp": NlpScores()}


SETTINGS = TrainingSettings(folds=3)


def trained(task: Tiny, **more: Any) -> ScoreEnsemble:
    return ScoreEnsemble.train(task, task.builtin(Path()), SETTINGS, **more)[0]


def test_the_report_holds_what_the_card_shows() -> None:
    task = Tiny()
    _, report = ScoreEnsemble.train(task, task.builtin(Path()), SETTINGS)
    assert report.headline == "r2"
    assert [engine.engine for engine in report.engines] == list(ENGINE_NAMES)
    assert sum(engine.weight for engine in report.engines) == pytest.approx(1.0)
    assert report.metric("r2").value > 0.8 > report.baseline[0].value
    assert all(metric.low <= metric.high for metric in report.ensemble)
    assert {part.name for part in report.slices} == {"half = high", "half = low"}
    assert report.calibration
    assert report.caveats == ("Made up.",)
    llm = report.engines[ENGINE_NAMES.index("llm")]
    assert not llm.applies
    assert "no language model" in llm.note


def test_a_failing_engine_is_skipped_and_named() -> None:
    model = trained(Tiny(Broken))
    row = Tiny().builtin(Path())[4]
    found = model.predict([row.input])[0]
    assert "failed (RuntimeError)" in found.engines["bayesian"]
    assert found.engines["nlp"] == "answered"
    whole = trained(Tiny()).predict([row.input])[0]
    assert abs(found.scores["overall"].value - whole.scores["overall"].value) < 1.5


def test_when_no_engine_answers_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    model = trained(OnlyNlp())
    assert model.predict([Tiny().builtin(Path())[0].input])[0].engines["fuzzy"] == "makes no sense here"

    def broken(self: NlpScores, examples: Examples) -> Prediction:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(NlpScores, "predict", broken)
    with pytest.raises(EngineUnavailable):
        model.predict([Tiny().builtin(Path())[0].input])


def test_it_comes_back_bit_equal() -> None:
    task = Tiny()
    model = trained(task)
    state = model.to_state()
    meta = json.loads(json.dumps(state.meta))
    back = ScoreEnsemble.from_state(task, State({k: v.copy() for k, v in state.arrays.items()}, meta))
    inputs = [row.input for row in task.builtin(Path())[:20]]
    assert back.predict(inputs) == model.predict(inputs)
    assert trained(task).predict(inputs) == model.predict(inputs)
    assert model.predict([]) == ()


def test_ranges_hold_the_score_and_ceilings_hold() -> None:
    model = trained(Tiny())
    inputs = [{"answer": "", "measures": [1.0, 0.0, 1.0]}, {"answer": "counted boxes", "measures": [1e9, 0.0, 1.0]}]
    for found in model.predict(inputs):
        assert all(estimate.low <= estimate.value <= estimate.high for estimate in found.scores.values())
    assert model.predict(inputs)[0].scores["overall"].high <= 1.0


def test_a_language_model_takes_part_when_there_is_one() -> None:
    model = trained(Tiny(), language_model=Model())
    found = model.predict([Tiny().builtin(Path())[0].input])[0]
    assert found.engines["llm"] == "answered"
    assert 0 < model.llm_weight < 1


def test_too_little_is_refused_and_cancelling_works() -> None:
    task = Tiny()
    with pytest.raises(InvalidInput, match="Too little"):
        ScoreEnsemble.train(task, task.builtin(Path())[:10], SETTINGS)

    def stop(fraction: float, message: str) -> None:
        if fraction > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        ScoreEnsemble.train(task, task.builtin(Path()), SETTINGS, progress=stop)
