"""The ensemble for labels: it learns, keeps its predictions through storage, survives failures, measures honestly."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from shared_backend.ai_engines.base import Examples, Prediction, State
from shared_backend.ai_engines.ensemble.base import TrainingSettings
from shared_backend.ai_engines.ensemble.labels import LabelEnsemble
from shared_backend.ai_engines.ensemble.labels_training import rounds
from shared_backend.ai_engines.ensemble.pooling import Pool
from shared_backend.ai_engines.ensemble.ranking import figures, measured, standing
from shared_backend.ai_engines.nlp.labels import NlpLabels
from shared_backend.ai_engines.tasks.base import Row
from shared_backend.ai_engines.tasks.industry.task import Industry
from shared_backend.domain.errors import Cancelled, EngineUnavailable, InvalidInput

TASK = Industry()
GROUPS = ("29", "35", "47", "15")
ASKED = {"title": "Senior Staff Nurse", "cv_text": ""}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [row for row in TASK.builtin(TASK.reference) if row.target["label"] in GROUPS][::9]


@pytest.fixture(scope="module")
def trained(rows: list[Row]) -> Any:
    return LabelEnsemble.train(TASK, rows, TrainingSettings(folds=3))


def test_it_beats_the_baseline_and_reports_every_engine(trained: Any) -> None:
    _, report = trained
    assert report.metric("mrr").value > report.baseline[0].value + 0.2
    assert report.metric("mrr").low <= report.metric("mrr").value <= report.metric("mrr").high
    notes = {one.engine: one for one in report.engines}
    assert len(notes) == 6
    assert not notes["llm"].applies
    assert sum(one.weight for one in report.engines) == pytest.approx(1)
    assert {one.name.split(" = ")[0] for one in report.slices} == {"major group"}
    assert sum(b.n for b in report.calibration) == report.metric("mrr").n


def test_a_judgement_ranks_names_and_says_why(trained: Any) -> None:
    (judged,) = trained[0].predict([ASKED])
    assert judged.ranking[0][0] == "29"
    assert sum(share for _, share in judged.ranking) == pytest.approx(1)
    assert judged.evidence[0].output == "29"
    assert judged.engines["llm"].startswith("abstains")
    assert judged.details["names"]["29"] == "Healthcare Practitioners and Technical"


def test_storage_keeps_predictions(trained: Any) -> None:
    model = trained[0]
    state = model.to_state()
    back = LabelEnsemble.from_state(TASK, State(dict(state.arrays), json.loads(json.dumps(state.meta))))
    assert back.predict([ASKED, {"title": "line cook", "cv_text": ""}]) == model.predict(
        [ASKED, {"title": "line cook", "cv_text": ""}]
    )


def test_a_failing_engine_is_skipped_and_named(trained: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    model = trained[0]

    def fail(examples: Examples) -> Prediction:
        raise RuntimeError("planted")

    monkeypatch.setattr(model.engines["neural"], "predict", fail)
    (judged,) = model.predict([ASKED])
    assert judged.ranking[0][0] == "29"
    assert judged.engines["neural"].startswith("failed (RuntimeError)")
    for engine in model.engines.values():
        monkeypatch.setattr(engine, "predict", fail)
    with pytest.raises(EngineUnavailable):
        model.predict([ASKED])


def test_corrections_are_learned_without_touching_the_old_model(trained: Any) -> None:
    model = trained[0]
    asked = {"title": "flux wrangler", "cv_text": ""}
    before = model.predict([asked])
    taught = model.learn([Row(asked, {"label": "47"}, "flux wrangler", "correction")])
    assert taught.predict([asked])[0].ranking[0][0] == "47"
    assert model.predict([asked]) == before


def test_a_language_model_takes_part_when_configured(rows: list[Row]) -> None:
    class Sure:
        def complete_json(self, messages: Any, schema: Any, *, seconds: float) -> dict[str, Any]:
            labels = schema["properties"]["labels"]["items"]["properties"]["label"]["enum"]
            return {"labels": [{"label": labels[0], "likelihood": 0.9}]}

    model, _ = LabelEnsemble.train(TASK, rows[:200], TrainingSettings(folds=3), language_model=Sure())
    assert "llm" in model.pool.engines
    assert model.predict([ASKED])[0].engines["llm"] == "answered"


def test_too_little_data_and_cancelling(rows: list[Row]) -> None:
    with pytest.raises(InvalidInput, match="Too little to learn from"):
        LabelEnsemble.train(TASK, rows[:5], TrainingSettings())

    def stop(fraction: float, message: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        LabelEnsemble.train(TASK, rows, TrainingSettings(), progress=stop)


class Named(Industry):
    """The task with a name for one class that no row says."""

    def named(self, classes: Any) -> tuple[Row, ...]:
        """One name that is new, and one that a row gives already."""
        return tuple(
            Row({"title": text, "cv_text": ""}, {"label": "47"}, text, "names") for text in ("flux wrangler", *KNOWN)
        )


KNOWN = ("roofer",)


def test_names_of_classes_are_learned_and_never_measured(rows: list[Row]) -> None:
    asked = {"title": "flux wrangler", "cv_text": ""}
    given = [*rows, Row({"title": KNOWN[0], "cv_text": ""}, {"label": "47"}, KNOWN[0])]
    plain, before = LabelEnsemble.train(TASK, given, TrainingSettings(folds=3))
    model, report = LabelEnsemble.train(Named(), given, TrainingSettings(folds=3))
    assert report.metric("mrr").n == before.metric("mrr").n == len(given)
    assert report.baseline == before.baseline
    assert model.predict([asked])[0].ranking[0][0] == "47"
    assert model.predict([asked])[0].ranking[0][1] > dict(plain.predict([asked])[0].ranking)["47"]
    nlp = model.engines["nlp"]
    assert isinstance(nlp, NlpLabels)
    assert (nlp.texts_.count("flux wrangler"), nlp.texts_.count(KNOWN[0])) == (1, 1)


def test_hidden_rows_keep_groups_together() -> None:
    groups = [f"g{i // 3}" for i in range(9000)]
    for listed in (groups[:900], groups):
        for hidden in rounds(listed, 3, seed=1):
            inside = {listed[i] for i in hidden}
            assert not inside & {listed[i] for i in set(range(len(listed))) - set(hidden.tolist())}
    assert sorted(i for hidden in rounds(groups[:900], 3, 1) for i in hidden) == list(range(900))
    assert len(rounds(groups, 3, 1)) == 1


def test_golden_figures() -> None:
    scores = np.array([[0.5, 0.3, 0.2], [0.1, 0.1, 0.8], [0.4, 0.3, 0.3]])
    rank = standing(scores, np.array([1, 0, -1]))
    assert rank.tolist() == [2.0, 2.5, np.inf]
    assert figures(rank).mean(axis=0).round(3).tolist() == [0.3, 0.0, 0.667, 0.667]
    metric = measured(np.array([1.0, 2.0, 4.0]), ["a", "b", "b"], 0)[0]
    assert (metric.name, round(metric.value, 4), metric.n) == ("mrr", 0.5833, 3)


def test_a_pool_trusts_the_engine_that_knows() -> None:
    random = np.random.default_rng(0)
    truth = random.integers(0, 5, 400)
    noise = random.dirichlet(np.ones(5), 400)
    knows = 0.7 * np.eye(5)[truth] + 0.3 * noise
    logs = {"guess": np.log(random.dirichlet(np.ones(5), 400)), "knows": np.log(knows)}
    share = Pool.fit(logs, truth).share()
    assert share["knows"] > 0.9
