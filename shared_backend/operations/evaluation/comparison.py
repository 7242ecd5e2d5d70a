"""`intellicoach evaluate comparison`: how often the A/B test of models is wrong when somebody looks all the time."""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.personal.fit import DEFAULT_FIT
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.experiment import Plan
from shared_backend.operations.evaluation.item_skill_model import ItemSkillModel
from shared_backend.operations.evaluation.prequential import run_pass
from shared_backend.operations.evaluation.simulator import simulate
from shared_backend.services.experiments.pairs import compare_pairs, tuned
from shared_backend.services.experiments.result import (
    HELPFUL_SPREAD,
    LOSS_SPREAD,
    MOST_LOSS,
    log_loss,
    verdict,
)

TASK = "comparison"
MODEL_VERSION = "comparison-1"
PLAN = Plan(window=5, least_people=100)
FROM_ANSWER = 10  # the part of a history that is compared begins here: before it there is hardly a model of one's own
POOL = 1500  # simulated people whose answers the arms are drawn from
HELPED, HELPED_MORE = 0.60, 0.75

Column = NDArray[np.float64]
Draw = Callable[[np.random.Generator, int], Column]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The task's own arguments; `--seed` belongs to all tasks."""
    parser.add_argument("--simulate", type=int, default=1000, metavar="N", help="comparisons (default 1000)")
    parser.add_argument("--pairs", type=int, default=400, metavar="N", help="pairs of people in each (default 400)")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Run many comparisons, each looked at after every pair from the planned number on.

    Returns
    -------
    dict
        For log loss and helpful rate: `wrong`, the share of comparisons of equals (both arms served alike) in which
        something was ever called better, for this product's evidence and for the usual t-test looked at as often, with
        its standard error; `found`, the share in which a true difference was called rightly, and after how many pairs
        (median). `either_wrong` counts comparisons of equals that were wrong on one of the two. `alpha` is the promise
        for both together, half of it for each.

    Raises
    ------
    InvalidInput
        When there are too few comparisons, or fewer pairs than the plan needs.
    """
    started = time.perf_counter()
    runs, pairs = int(options.simulate), int(options.pairs)
    if runs < 2 or pairs < PLAN.least_people:
        raise InvalidInput(f"Give at least 2 comparisons of at least {PLAN.least_people} pairs.")
    rng = np.random.default_rng(int(getattr(options, "seed", 0) or 0))
    losses = _pool(int(getattr(options, "seed", 0) or 0))
    print(f"{len(losses['global'])} people to draw from", file=sys.stderr, flush=True)
    measures: Mapping[str, tuple[Draw, Draw, float, float, bool]] = {
        "log_loss": (_of(losses["blend"]), _of(losses["global"]), LOSS_SPREAD, MOST_LOSS, True),
        "helpful": (_shares(HELPED_MORE), _shares(HELPED), HELPFUL_SPREAD, 1.0, False),
    }
    found: dict[str, Any] = {}
    ever: list[Column] = []
    for name, (blend, alone, spread, most, lower) in measures.items():
        equals = alone(rng, runs * pairs).reshape(runs, pairs) - alone(rng, runs * pairs).reshape(runs, pairs)
        apart = blend(rng, runs * pairs).reshape(runs, pairs) - alone(rng, runs * pairs).reshape(runs, pairs)
        wrong = np.array([_first(row, spread, most, lower) is not None for row in equals], dtype=np.float64)
        ever.append(wrong)
        calls = [_first(row, spread, most, lower) for row in apart]
        right = [call[0] for call in calls if call is not None and call[1] == "blend"]
        found[name] = {
            "wrong": _share(wrong),
            "wrong_t_test": _share(_t_test_ever(equals)),
            "true_difference": round(float(apart.mean()), 4),
            "spread": round(float(np.sqrt((apart**2).mean())), 4),
            "found": round(len(right) / runs, 4),
            "pairs_median": float(np.median(right)) if right else None,
        }
        print(f"{name}: {found[name]}", file=sys.stderr, flush=True)
    return {
        "task": TASK,
        "n": runs,
        "pairs": pairs,
        "alpha": PLAN.alpha,
        "least_people": PLAN.least_people,
        **found,
        "either_wrong": _share(np.maximum(*ever)),
        "model_version": MODEL_VERSION,
        "seconds": round(time.perf_counter() - started, 2),
    }


def _pool(seed: int) -> dict[str, Column]:
    """Mean log loss of simulated people over the answers that count, under the general model and under the blend."""
    world = simulate(POOL, seed=seed, soft_share=1.0)
    model = ItemSkillModel.fit(world.train)
    made = run_pass(world.test, model.logits(world.test), DEFAULT_FIT, seed=seed)
    counted = (made.n >= FROM_ANSWER) & (made.n < FROM_ANSWER + PLAN.window)
    _, person = np.unique(world.test.user[counted], return_inverse=True)
    whole = np.bincount(person) == PLAN.window
    found = {}
    for arm, column in (("global", made.p_global), ("blend", made.p_blend)):
        loss = [log_loss(p, y) for p, y in zip(column[counted], world.test.correct[counted], strict=True)]
        found[arm] = (np.bincount(person, loss) / PLAN.window)[whole]
    return found


def _of(values: Column) -> Draw:
    return lambda rng, size: rng.choice(values, size)


def _shares(helped: float) -> Draw:
    """Shares of helpful advice of people who rate one to five pieces, and differ in how easily they are pleased."""

    def draw(rng: np.random.Generator, size: int) -> Column:
        n = rng.integers(1, PLAN.window + 1, size)
        return np.asarray(rng.binomial(n, rng.beta(4.0 * helped, 4.0 * (1.0 - helped), size)) / n)

    return draw


def _first(differences: Column, spread: float, most: float, lower: bool) -> tuple[int, str] | None:
    """The first pair after which something would be called better, and what; None when nothing ever is.

    The evidence of all looks at once tells where to look; what is said there is said by the product's own functions.
    """
    alpha = PLAN.alpha / 2.0
    total, squares = differences.cumsum(), (differences**2).cumsum()
    rho2 = tuned(alpha, spread)
    grown = 1.0 + rho2 * squares
    log_e = rho2 * total**2 / (2.0 * grown) - 0.5 * np.log(grown)
    near = np.flatnonzero(log_e >= -math.log(alpha) - 1e-6)
    for place in near[near >= PLAN.least_people - 1].tolist():
        paired = compare_pairs(differences[: place + 1].tolist(), alpha=alpha, spread=spread, most=most)
        said = verdict(paired, PLAN, alpha, lower_is_better=lower)
        if said in ("blend", "global"):
            return place + 1, said
    return None


def _t_test_ever(rows: Column) -> Column:
    """Whether a paired t-test at the same level, looked at as often, would ever have called something better."""
    from scipy.stats import norm

    n = np.arange(1, rows.shape[1] + 1)
    mean = rows.cumsum(axis=1) / n
    variance = (rows**2).cumsum(axis=1) / n - mean**2
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.abs(mean) / np.sqrt(variance / n)
    return np.asarray((z[:, PLAN.least_people - 1 :] > norm.ppf(1.0 - PLAN.alpha / 4.0)).any(axis=1), dtype=np.float64)


def _share(ever: Column) -> dict[str, float]:
    share = float(ever.mean())
    return {"value": round(share, 4), "se": round(math.sqrt(share * (1.0 - share) / len(ever)), 4)}
