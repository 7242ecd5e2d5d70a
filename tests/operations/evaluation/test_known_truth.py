"""Simulated people: the world is as described, the ranges cover the truth, the choice of questions finds out more."""

from __future__ import annotations

import numpy as np
import pytest

from shared_backend.ai_engines.personal.ability import Constants
from shared_backend.ai_engines.personal.fitting.choosing import choose
from shared_backend.ai_engines.personal.fitting.practice import Practice
from shared_backend.operations.evaluation.forecast_metrics import auc, calibration_error, log_losses
from shared_backend.operations.evaluation.item_skill_model import ItemSkillModel, out_of_fold_logits
from shared_backend.operations.evaluation.practice_simulation import compare_strategies
from shared_backend.operations.evaluation.prequential import run_pass
from shared_backend.operations.evaluation.simulated_truth import truth_figures
from shared_backend.operations.evaluation.simulator import COMPETENCIES, World, simulate


def figures(world: World) -> dict[str, float]:
    """What is known of the test users at the end."""
    train = world.train
    logits = out_of_fold_logits(train, seed=0)
    chosen = choose(Practice.plain(train.user, train.skill, train.correct, logits), seed=0)
    model = ItemSkillModel.fit(train)
    made = run_pass(world.test, model.logits(world.test), chosen.h2, seed=0)
    return truth_figures(world, made.states, model.skill_logits(world.train))


def test_the_world_is_reproducible_and_its_groups_are_apart() -> None:
    one, two = simulate(10, seed=4), simulate(10, seed=4)
    assert one.truth == two.truth
    assert np.array_equal(one.test.correct, two.test.correct)
    assert not set(one.train.user) & set(one.test.user)
    assert set(one.truth) == set(one.test.user)
    assert all(set(known) == set(COMPETENCIES) for known in one.truth.values())
    assert 0.0 <= one.test.correct.min() <= one.test.correct.max() <= 1.0


def test_ranges_cover_the_truth_as_often_as_they_say() -> None:
    """With right-or-wrong answers; a graded answer says more than the filter takes from it, so ranges are wider."""
    hard = figures(simulate(150, seed=1, soft_share=0.0, moody_share=0.0))
    assert 0.75 <= hard["interval_coverage"] <= 0.87
    assert hard["weak_auc"] > hard["weak_auc_raw"] + 0.05


def test_the_ridge_model_falls_back_to_the_mean() -> None:
    world = simulate(20, seed=2)
    model = ItemSkillModel.fit(world.train)
    assert abs(sum(model.items.values())) < 0.02
    assert abs(sum(model.skills.values())) < 0.02
    unknown = world.test.where(np.arange(len(world.test)) < 1)
    unknown.item[0] = unknown.skill[0] = "?"
    assert model.logits(unknown).tolist() == [model.intercept]


def test_metrics_on_numbers_that_can_be_checked_by_hand() -> None:
    y, p = np.array([1.0, 0.0, 1.0, 0.0]), np.array([0.8, 0.4, 0.4, 0.2])
    assert auc(y, p) == pytest.approx(3.5 / 4)
    assert auc(1.0 - y, p) == pytest.approx(0.5 / 4)
    assert np.isnan(auc(np.ones(4), p))
    assert log_losses(y, p)[0] == pytest.approx(-np.log(0.8))
    assert calibration_error(y, p) == pytest.approx((0.2 + abs(1.0 - 0.8) + 0.2) / 4)
    soft = np.array([0.5, 0.5])
    assert auc(soft, np.array([0.1, 0.9])) == 0.5


def test_practice_compares_the_four_strategies() -> None:
    found = compare_strategies(4, 12, seed=0)
    assert set(found) == {"coach", "random", "round_robin", "always_weakest"}
    assert found == compare_strategies(4, 12, seed=0)
    assert all(values["ability_rmse_se"] > 0.0 for values in found.values())


@pytest.mark.long
def test_the_coach_finds_the_weakest_competency_more_often() -> None:
    found = compare_strategies(1200, 80, seed=0)
    coach = found["coach"]
    for rival in ("random", "round_robin", "always_weakest"):
        error = np.hypot(coach["regret_se"], found[rival]["regret_se"])
        assert coach["weakest_found"] > found[rival]["weakest_found"]
        assert coach["regret"] < found[rival]["regret"] - error
        assert coach["ability_rmse"] < found[rival]["ability_rmse"] + 2.0 * coach["ability_rmse_se"]


def test_the_default_constants_are_those_the_product_ships() -> None:
    assert Constants() == Constants(tau_u2=0.6, tau_s2=0.3, q_u=0.002, q_s=0.002, rho=0.98, s=1.1)
