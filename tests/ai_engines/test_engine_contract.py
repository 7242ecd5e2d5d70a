"""Every engine keeps the contract: order of calls, purity, round trip, seed, odd input, further rows."""

from __future__ import annotations

import json

import numpy as np
import pytest

from shared_backend.ai_engines.base import Engine, Prediction, State
from shared_backend.ai_engines.llm.scores import LlmScores
from shared_backend.domain.errors import NotFittedError
from tests.ai_engines.engine_cases import CASES, Case, Model, odd_rows, rows_of


@pytest.fixture(params=sorted(CASES), ids=sorted(CASES))
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


def fitted(case: Case, seed: int = 0) -> Engine:
    rows = rows_of(60)
    return case.make().fit(rows, case.targets(rows), seed=seed)


def restored(engine: Engine) -> Engine:
    state = engine.to_state()
    meta = json.loads(json.dumps(state.meta))
    back = type(engine).from_state(State({k: v.copy() for k, v in state.arrays.items()}, meta))
    return back.with_model(Model()) if isinstance(back, LlmScores) else back


def same(one: Prediction, other: Prediction) -> bool:
    return (
        one.outputs == other.outputs
        and bool(np.array_equal(one.mean, other.mean))
        and bool(np.array_equal(one.sd, other.sd))
        and bool(np.array_equal(one.answered, other.answered))
        and one.evidence == other.evidence
    )


def test_asking_before_learning_is_refused(case: Case) -> None:
    rows = rows_of(3)
    with pytest.raises(NotFittedError):
        case.make().predict(rows)
    with pytest.raises(NotFittedError):
        case.make().to_state()
    with pytest.raises(NotFittedError):
        case.make().partial_fit(rows, case.targets(rows))


def test_predicting_changes_nothing(case: Case) -> None:
    engine, rows = fitted(case), rows_of(10, seed=1)
    before = {name: array.copy() for name, array in engine.to_state().arrays.items()}
    numeric = rows.numeric.copy()
    first = engine.predict(rows)
    assert same(first, engine.predict(rows))
    assert np.array_equal(rows.numeric, numeric)
    after = engine.to_state().arrays
    assert all(np.array_equal(before[name], after[name]) for name in before)


def test_state_gives_the_same_engine(case: Case) -> None:
    engine, rows = fitted(case), rows_of(10, seed=1)
    assert all(array.dtype.kind in "fiu" for array in engine.to_state().arrays.values())
    assert same(engine.predict(rows), restored(engine).predict(rows))


def test_same_seed_same_model(case: Case) -> None:
    rows = rows_of(10, seed=1)
    assert same(fitted(case, seed=3).predict(rows), fitted(case, seed=3).predict(rows))


def test_one_row_alone_is_judged_as_among_others(case: Case) -> None:
    engine, rows = fitted(case), rows_of(10, seed=1)
    together, alone = engine.predict(rows), engine.predict(rows.take([4]))
    assert np.allclose(together.mean[4], alone.mean[0], atol=1e-9)


def test_odd_input_is_bounded(case: Case) -> None:
    engine = fitted(case)
    found = engine.predict(odd_rows())
    mean, sd = found.mean[found.answered], found.sd[found.answered]
    assert np.isfinite(mean).all()
    assert np.isfinite(sd).all()
    assert (sd >= 0).all()
    high = np.array([10.0, 4.0]) if engine.shape == "scores" else np.ones(mean.shape[1])
    assert (mean >= -1e-9).all()
    assert (mean <= high + 1e-9).all()


def test_it_learns(case: Case) -> None:
    if not case.learns:
        pytest.skip("this engine was trained elsewhere")
    engine, rows = fitted(case), rows_of(80, seed=2)
    found, quality = engine.predict(rows), np.array([row["quality"] for row in rows.rows])
    if engine.shape == "labels":
        best = [found.ranking(i, 1)[0][0] for i in range(len(rows))]
        assert np.mean([name == ("good" if q > 0.5 else "bad") for name, q in zip(best, quality, strict=True)]) > 0.75
        return
    mean_error = np.mean((10 * quality - 10 * quality.mean()) ** 2)
    assert np.mean((found.mean[:, 0] - 10 * quality) ** 2) < 0.5 * mean_error


def test_further_rows_are_learned_and_old_ones_kept(case: Case) -> None:
    if not case.learns:
        pytest.skip("this engine was trained elsewhere")
    engine, more, rows = fitted(case), rows_of(40, seed=5), rows_of(80, seed=2)
    before = engine.predict(rows).mean[:, 0]
    engine.partial_fit(more, case.targets(more))
    after = engine.predict(rows).mean[:, 0]
    assert not np.array_equal(before, after)
    assert np.corrcoef(before, after)[0, 1] > 0.9
    assert same(engine.predict(rows), restored(engine).predict(rows))


def test_no_rows_give_no_judgement(case: Case) -> None:
    assert len(fitted(case).predict(rows_of(3).take([]))) == 0
