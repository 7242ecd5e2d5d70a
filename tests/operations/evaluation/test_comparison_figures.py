"""`evaluate comparison`: equals are hardly ever told apart however often one looks, true differences are."""

from __future__ import annotations

import argparse
from typing import Any

import pytest

from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation import comparison


def figures(runs: int, pairs: int, seed: int = 0) -> dict[str, Any]:
    found = comparison.run(argparse.Namespace(simulate=runs, pairs=pairs, seed=seed))
    found.pop("seconds")
    return found


def test_equals_are_not_told_apart_and_true_differences_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "POOL", 200)
    found = figures(120, 250)
    assert found["either_wrong"]["value"] <= found["alpha"]
    for name in ("log_loss", "helpful"):
        assert found[name]["wrong"]["value"] <= found["alpha"] / 2
        assert found[name]["pairs_median"] >= found["least_people"]
    assert found["helpful"]["found"] > 0.8
    assert found == figures(120, 250)
    assert found != figures(120, 250, seed=1)


@pytest.mark.parametrize(("runs", "pairs"), [(1, 200), (10, 99)])
def test_too_little_to_measure_is_refused(runs: int, pairs: int) -> None:
    with pytest.raises(InvalidInput, match="Give at least"):
        figures(runs, pairs)


@pytest.mark.long
def test_at_full_length_the_promise_holds_where_a_t_test_breaks_it() -> None:
    found = figures(1000, 400)
    assert found["either_wrong"]["value"] <= found["alpha"]
    assert found["log_loss"]["wrong_t_test"]["value"] > found["alpha"]
    assert found["log_loss"]["found"] > 0.8
