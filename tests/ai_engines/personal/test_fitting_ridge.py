"""Ridge regression: at the minimum of what it says it minimises, by group as well, whatever the blocks."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from shared_backend.ai_engines.personal.fitting import ridge
from shared_backend.ai_engines.personal.fitting.ridge import group_logits, ridge_by_group, ridge_logistic


def world(n: int = 400) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    x = np.vstack([np.ones(n), rng.normal(size=(3, n))])
    outcome = rng.random(n)
    return x, outcome, rng.normal(size=n), rng.integers(0, 3, n).astype(float)


def cost(w: np.ndarray, x: np.ndarray, y: np.ndarray, offset: np.ndarray, weight: np.ndarray, strength: float) -> float:
    z = offset + w @ x
    return float((weight * (np.logaddexp(0.0, z) - y * z)).sum() + strength / 2.0 * (w @ w))


def test_it_is_at_the_minimum(monkeypatch: pytest.MonkeyPatch) -> None:
    x, y, offset, weight = world()
    found = ridge_logistic(x, y, offset, weight, 5.0)
    best = minimize(cost, np.zeros(4), args=(x, y, offset, weight, 5.0), tol=1e-10).x
    assert found == pytest.approx(best, abs=1e-5)
    monkeypatch.setattr(ridge, "BLOCK", 7)
    assert ridge_logistic(x, y, offset, weight, 5.0, start=best) == pytest.approx(found, abs=1e-9)


def test_each_group_is_fitted_as_if_it_were_alone() -> None:
    x, y, offset, weight = world()
    group = np.random.default_rng(1).integers(0, 4, len(y))
    found = ridge_by_group(x, y, offset, weight, group, 5, 2.0)
    for one in range(4):
        mine = group == one
        alone = ridge_logistic(x[:, mine], y[mine], offset[mine], weight[mine], 2.0)
        assert found[one] == pytest.approx(alone, abs=1e-7)
    assert found[4].tolist() == [0.0] * 4
    assert group_logits(x, found, group) == pytest.approx((found[group] * x.T).sum(axis=1))


def test_a_strong_ridge_leaves_the_offset_as_it_is() -> None:
    x, y, offset, weight = world()
    assert np.abs(ridge_logistic(x, y, offset, weight, 1e9)).max() < 1e-6
