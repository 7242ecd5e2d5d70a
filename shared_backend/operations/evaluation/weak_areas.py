"""`intellicoach evaluate weak-areas`: are weak areas found, and do the 80 % ranges hold the truth, on known people?"""

from __future__ import annotations

import argparse
import sys
import time
from typing import Any

from shared_backend.ai_engines.personal.fitting.choosing import choose
from shared_backend.ai_engines.personal.fitting.practice import Practice
from shared_backend.operations.evaluation.item_skill_model import ItemSkillModel, out_of_fold_logits
from shared_backend.operations.evaluation.prequential import run_pass
from shared_backend.operations.evaluation.simulated_truth import truth_figures
from shared_backend.operations.evaluation.simulator import MOODY_SHARE, simulate

TASK = "weak-areas"
MODEL_VERSION = "weak-areas-2"
# Right-or-wrong answers only, half of each, and grades only as the interview coach gives them.
WORLDS = {"right_or_wrong": 0.0, "mixed": 0.5, "graded": 1.0}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The task's own arguments; `--seed` belongs to all tasks."""
    parser.add_argument(
        "--simulate", type=int, default=300, metavar="N", help="N users to fit on and N others (default 300)"
    )


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Fit on simulated people, learn others one answer at a time, and compare what is believed of them with the truth.

    Returns
    -------
    dict
        For each of three worlds the figures of `simulated_truth.truth_figures`, and `precision`, how much more an
        outcome was found to say than a right-or-wrong one; `n` counts the pairs of person and competency.
    """
    started = time.perf_counter()
    seed = int(getattr(options, "seed", 0) or 0)
    found = {}
    for name, soft_share in WORLDS.items():
        found[name] = measured(int(options.simulate), soft_share, seed=seed)
        print(f"{name}: {found[name]}", file=sys.stderr, flush=True)
    return {
        "task": TASK,
        "n": sum(figures["competencies"] for figures in found.values()),
        **found,
        "model_version": MODEL_VERSION,
        "seconds": round(time.perf_counter() - started, 2),
    }


def measured(users: int, soft_share: float, *, moody_share: float = MOODY_SHARE, seed: int) -> dict[str, Any]:
    """The figures of one world."""
    world = simulate(users, seed=seed, soft_share=soft_share, moody_share=moody_share)
    train = world.train
    practice = Practice.plain(train.user, train.skill, train.correct, out_of_fold_logits(train, seed=seed))
    fit = choose(practice, seed=seed).h2
    model = ItemSkillModel.fit(train)
    made = run_pass(world.test, model.logits(world.test), fit, seed=seed)
    return {**truth_figures(world, made.states, model.skill_logits(train)), "precision": fit.precision}
