"""Golden numbers that pin the small algorithms: fuzzy inference, conformal ranges, stacking, rank correlation."""

# ruff: noqa: E501  (answers and tables read better unbroken)
from __future__ import annotations

import numpy as np
import pytest

from shared_backend.ai_engines.base import Examples
from shared_backend.ai_engines.columns import Line, Standard, complete
from shared_backend.ai_engines.ensemble.conformal import Ranges, conformal_quantile
from shared_backend.ai_engines.ensemble.measuring import calibration, measured, r2, rmse, spearman
from shared_backend.ai_engines.ensemble.stacking import Stack
from shared_backend.ai_engines.expert.scores import RuleBase
from shared_backend.ai_engines.fuzzy.scores import FuzzyScores
from shared_backend.ai_engines.personal.leanings import Leanings
from shared_backend.domain.errors import EngineUnavailable, InvalidInput
from tests.ai_engines.engine_cases import FUZZY, rows_of, score_targets


def one_measure(values: list[float]) -> Examples:
    return Examples(tuple({} for _ in values), ("",) * len(values), np.array(values)[:, None], ("facts",))


def test_fuzzy_inference() -> None:
    engine = FuzzyScores.of(FUZZY)
    inferred = engine.infer(one_measure([-1.0, 0.0, 0.25, 0.5, 0.75, 1.0, 7.0]), ("overall",), np.array([5.0]))
    # .75: middle fires .5 with value 5, high fires .5 with weight 2 and value 9 → (2.5 + 9) / 1.5, softened by .001 at 5.
    assert inferred.ravel().round(3).tolist() == [2.003, 2.003, 3.501, 5.0, 7.665, 8.998, 8.998]


def test_conformal_quantile_takes_the_next_order_statistic() -> None:
    scores = np.arange(1.0, 11.0)
    assert conformal_quantile(scores, 0.8) == 9.0
    assert conformal_quantile(scores, 0.5) == 6.0
    assert conformal_quantile(scores[:2], 0.8) == 2.0
    assert conformal_quantile(np.zeros(0), 0.8) == 0.0


def test_ranges_cover_four_fifths_of_unseen_rows() -> None:
    random = np.random.default_rng(0)
    spread = random.uniform(0.2, 2.0, 4000)[:, None]
    residual = random.normal(0, 1, (4000, 1)) * spread
    ranges = Ranges.fit(residual[:2000], spread[:2000])
    covered = np.abs(residual[2000:]) <= ranges.half(spread[2000:])
    assert 0.77 < covered.mean() < 0.83
    assert ranges.slope[0] > 0.5
    narrow, wide = covered[spread[2000:] < 0.6].mean(), covered[spread[2000:] > 1.6].mean()
    assert abs(narrow - wide) < 0.15


def test_stacking_finds_the_telling_engine_and_survives_its_absence() -> None:
    random = np.random.default_rng(0)
    truth = random.uniform(0, 10, (300, 1))
    said = {"good": truth + random.normal(0, 0.5, (300, 1)), "noise": random.uniform(0, 10, (300, 1))}
    stack = Stack.fit(said, truth)
    assert stack.share(0)["good"] > 0.85
    everyone = {name: np.ones(300) for name in said}
    assert rmse(stack.combine(said, everyone), truth) < 0.7
    alone = stack.combine({"good": said["good"]}, {"good": np.ones(300)})
    assert rmse(alone, truth) < 0.9
    with pytest.raises(EngineUnavailable):
        stack.combine(said, {name: np.zeros(300) for name in said})


def test_figures() -> None:
    a, b = np.array([1.0, 2.0, 2.0, 4.0]), np.array([10.0, 20.0, 30.0, 40.0])
    assert spearman(a, b) == pytest.approx(0.9486832980505138)
    assert spearman(np.ones(4), b) == 0.0
    assert rmse(a, b) == pytest.approx(24.925, abs=1e-3)
    assert r2(b[:, None], b[:, None]) == 1.0
    metrics = measured(("spearman", "rmse"), a[:, None], b[:, None], ["p", "p", "q", "q"], 0)
    assert metrics[0].low <= metrics[0].value <= metrics[0].high
    assert [bin_.n for bin_ in calibration(np.arange(20.0), np.arange(20.0), bins=4)] == [5, 5, 5, 5]


def test_line_is_least_squares_and_never_falls() -> None:
    x = np.array([[0.0], [1.0], [2.0]])
    rising, _ = Line.empty(1).add(x, 1 + 2 * x).at(np.array([[5.0]]))
    falling, left = Line.empty(1).add(x, -x).at(np.array([[5.0]]))
    assert rising.item() == pytest.approx(11.0)
    assert falling.item() == pytest.approx(-1.0)
    assert left[0] > 0.5


def test_gaps_in_targets_are_filled_from_the_other_outputs() -> None:
    targets = score_targets(rows_of(40))
    filled = complete(targets)
    gaps = np.isnan(targets.values[:, 1])
    assert gaps.any()
    assert np.corrcoef(filled[gaps, 1], targets.values[gaps, 0])[0, 1] > 0.99
    assert np.abs(filled[gaps, 1] - 0.4 * targets.values[gaps, 0]).mean() < 0.3
    assert np.array_equal(filled[~gaps], targets.values[~gaps])


def test_constant_columns_become_zero() -> None:
    values = np.array([[1.0, 5.0], [3.0, 5.0]])
    assert Standard.of(values).apply(values).tolist() == [[-1.0, 0.0], [1.0, 0.0]]


@pytest.mark.parametrize(
    "rule",
    [
        {"id": "x"},
        {"id": "x", "measure": "facts", "none": 1, "full": 1, "points": {"overall": 1}, "why": ""},
        {"id": "x", "measure": "facts", "none": 0, "full": 1, "points": {"overall": "many"}, "why": ""},
        "not a rule",
    ],
)
def test_a_rule_that_cannot_work_is_refused(rule: object) -> None:
    with pytest.raises(InvalidInput, match=r"Rule"):
        RuleBase.of({"rules": [rule]})


def test_leanings_after_three_words() -> None:
    told = Leanings()
    for x, liked in ((0.6, 1.0), (-0.8, 0.0), (0.3, 1.0)):
        told = told.after({"interest:Social": x, "leading": 0.5, "nothing": 1.0}, liked, 0.4)
    social, leading = told.leaning("interest:Social"), told.leaning("leading")
    numbers = (social.m, social.v, leading.m, leading.v, told.evidence, told.predict({"leading": 0.5}, 0.4).p)
    assert (told.n, [round(number, 4) for number in numbers]) == (3, [1.572, 2.1388, 0.3506, 2.582, 0.2188, 0.6054])
    assert told.without("leading").leaning("leading") == Leanings().leaning("leading")
    assert told.without("paths") == Leanings()
