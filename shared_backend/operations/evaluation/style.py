"""`intellicoach evaluate style`: how soon feedback is put as somebody likes it, and what the logged draws can tell."""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.personal.helpfulness import DIMENSIONS
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.style_simulation import (
    HUMOUR,
    Person,
    Policy,
    Rated,
    coach,
    evenly,
    lived,
    plain,
    somebody,
)

TASK = "style"
MODEL_VERSION = "style-1"
POLICIES: dict[str, Policy] = {"coach": coach, "evenly": evenly, "plain": plain}
LEAST_RATINGS, PARTS = 20, 4
Z95 = 1.96


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The task's own arguments; `--seed` belongs to all tasks."""
    parser.add_argument("--simulate", type=int, default=400, metavar="N", help="simulated people (default 400)")
    parser.add_argument("--ratings", type=int, default=100, metavar="N", help="ratings of each of them (default 100)")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Let people of known taste rate feedback put by three policies.

    Returns
    -------
    dict
        `regret`: for each policy the probability of being found helpful that was lost against the best fixed way of
        each person, a rating, in each quarter of the ratings and over all, with its standard error over people.
        `off_policy`: for every way, what always putting it so would have been worth on the coach's log: the truth and
        three estimates from the logged probabilities (inverse propensity, self-normalised, doubly robust), each with
        its standard error; `within` is the share of estimates whose 95 % interval holds the truth.

    Raises
    ------
    InvalidInput
        When there are too few people or ratings.
    """
    started = time.perf_counter()
    users, ratings = int(options.simulate), int(options.ratings)
    seed = int(getattr(options, "seed", 0) or 0)
    if users < 2 or ratings < LEAST_RATINGS:
        raise InvalidInput(f"Give at least 2 people and {LEAST_RATINGS} ratings.")
    people = [somebody(Random(f"{seed}/{user}")) for user in range(users)]
    logs = {}
    for name, policy in POLICIES.items():
        logs[name] = [
            lived(person, ratings, policy, Random(f"{seed}/{name}/{user}")) for user, person in enumerate(people)
        ]
        print(f"{name}: {users} people, {ratings} ratings", file=sys.stderr, flush=True)
    estimates = off_policy(people, logs["coach"])
    return {
        "task": TASK,
        "n": users,
        "ratings": ratings,
        "regret": {name: _regret(log) for name, log in logs.items()},
        "off_policy": estimates,
        "within": _within(estimates),
        "model_version": MODEL_VERSION,
        "seconds": round(time.perf_counter() - started, 2),
    }


def off_policy(people: Sequence[Person], logs: Sequence[Sequence[Rated]]) -> dict[str, dict[str, Any]]:
    """For each way: the truth and the three estimates, from what was logged about these people."""
    found = {}
    for dimension, every in DIMENSIONS.items():
        for option in every:
            key = f"{dimension}:{option}"
            # Where the way was out of place nobody would have put it so; those pieces tell nothing about it.
            pieces = [[_weighed(p, one, dimension, key) for one in log if key not in one.barred]
                      for p, log in zip(people, logs, strict=True)]  # fmt: skip
            found[key] = _estimates([np.array(rows) for rows in pieces if rows])
    return found


def _weighed(person: Person, one: Rated, dimension: str, key: str) -> tuple[float, float, float, float, float]:
    """Weight, rating, the head's forecast for what was drawn and for the way asked about, and the truth for that."""
    drawn = one.choice.keys
    asked = tuple(key if k.startswith(f"{dimension}:") else k for k in drawn)
    weight = 1.0 / one.choice.chances[dimension] if key in drawn else 0.0
    return weight, one.rating, one.head.chance(drawn), one.head.chance(asked), person.helped(asked)


def _estimates(people: Sequence[NDArray[np.float64]]) -> dict[str, Any]:
    """Means over people, who are independent of each other; a person's own pieces of feedback are not."""
    weight, rating, seen, asked, truth = (np.array([rows[:, i].mean() for rows in people]) for i in range(5))
    del rating, seen
    ips = np.array([(rows[:, 0] * rows[:, 1]).mean() for rows in people])
    robust = np.array([(rows[:, 3] + rows[:, 0] * (rows[:, 1] - rows[:, 2])).mean() for rows in people])
    normalised = ips.mean() / weight.mean()
    # Standard error of a ratio by linearisation.
    spread = (ips - normalised * weight) / weight.mean()
    return {
        "truth": round(float(truth.mean()), 4),
        "model": round(float(asked.mean()), 4),
        "ips": _with_error(float(ips.mean()), ips - truth),
        "snips": _with_error(float(normalised), spread - (truth - truth.mean())),
        "dr": _with_error(float(robust.mean()), robust - truth),
    }


def _with_error(value: float, deviations: NDArray[np.float64]) -> dict[str, float]:
    error = float(deviations.std(ddof=1)) / math.sqrt(len(deviations))
    return {"value": round(value, 4), "se": round(error, 4)}


def _within(estimates: dict[str, dict[str, Any]]) -> dict[str, float]:
    return {
        name: round(
            float(np.mean([abs(e[name]["value"] - e["truth"]) <= Z95 * e[name]["se"] for e in estimates.values()])), 4
        )
        for name in ("ips", "snips", "dr")
    }


def _regret(logs: Sequence[Sequence[Rated]]) -> dict[str, Any]:
    lost = np.array([[one.best - one.helped for one in log] for log in logs])
    quarters = [part.mean(axis=1) for part in np.array_split(lost, PARTS, axis=1)]
    return {
        "by_quarter": [_mean(part) for part in quarters],
        "all": _mean(lost.mean(axis=1)),
        "jokes_out_of_place": sum(HUMOUR in one.choice.keys and HUMOUR in one.barred for log in logs for one in log),
    }


def _mean(values: NDArray[np.float64]) -> dict[str, float]:
    return {
        "value": round(float(values.mean()), 4),
        "se": round(float(values.std(ddof=1)) / math.sqrt(len(values)), 4),
    }
