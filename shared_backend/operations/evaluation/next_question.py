"""`intellicoach evaluate next-question`: does the choice of questions find out more about people of known ability?"""

from __future__ import annotations

import argparse
import math
import sys
import time
from typing import Any

from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.practice_simulation import (
    MEASURES,
    STRATEGIES,
    People,
    always_harder,
    coach,
    honest,
    practised,
    summary,
)

TASK = "next-question"
MODEL_VERSION = "next-question-2"
# Round robin needs an answer on every competency before it has seen them all, and always-weakest one on each of them.
LEAST_ANSWERS, MOST_ANSWERS = 15, 200


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The task's own arguments; `--seed` belongs to all tasks."""
    parser.add_argument("--simulate", type=int, default=1000, metavar="N", help="simulated people (default 1000)")
    parser.add_argument("--answers", type=int, default=80, metavar="N", help="answers of each of them (default 80)")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Let the same simulated people practise under four strategies, and with a voice of their own.

    Returns
    -------
    dict
        `strategies`: see `practice_simulation.compare_strategies`. `against`: for each rival, the coach minus the
        rival, paired by person, with standard error and z; below 0 is better for all but `weakest_found`. `wishes`: the
        coach's choice for people who never say "easier" or "harder", say so honestly, or always say "harder".

    Raises
    ------
    InvalidInput
        When there are too few people or answers to compare.
    """
    started = time.perf_counter()
    users, answers, seed = int(options.simulate), int(options.answers), int(getattr(options, "seed", 0) or 0)
    if users < 2 or not LEAST_ANSWERS <= answers <= MOST_ANSWERS:
        raise InvalidInput(f"Give at least 2 people and {LEAST_ANSWERS} to {MOST_ANSWERS} answers.")
    people = {}
    for name, strategy in STRATEGIES.items():
        people[name] = practised(strategy, users, answers, seed=seed)
        print(f"{name}: {users} people, {answers} answers", file=sys.stderr, flush=True)
    spoken = {
        "silent": people["coach"],
        "honest": practised(coach, users, answers, seed=seed, voice=honest),
        "always_harder": practised(coach, users, answers, seed=seed, voice=always_harder),
    }
    return {
        "task": TASK,
        "n": users,
        "answers": answers,
        "strategies": {name: summary(rows) for name, rows in people.items()},
        "against": {name: _paired(people["coach"], rows) for name, rows in people.items() if name != "coach"},
        "wishes": {name: summary(rows) for name, rows in spoken.items()},
        "model_version": MODEL_VERSION,
        "seconds": round(time.perf_counter() - started, 2),
    }


def _paired(own: People, rival: People) -> dict[str, dict[str, float]]:
    difference = own - rival
    errors = difference.std(axis=0, ddof=1) / math.sqrt(len(difference))
    return {
        name: {"difference": round(float(mean), 4), "se": round(float(se), 4), "z": round(float(mean / se), 2)}
        for name, mean, se in zip(MEASURES, difference.mean(axis=0), errors, strict=True)
        if se > 0.0
    }
