"""`intellicoach evaluate personalization`: global, personal and blended predictions for users nobody has seen."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from shared_backend.ai_engines.blending import scheduled_weight
from shared_backend.ai_engines.personal.fitting.choosing import Chosen, choose
from shared_backend.ai_engines.personal.fitting.passes import all_logits
from shared_backend.ai_engines.personal.fitting.practice import Practice
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.forecast_metrics import Column, log_losses, summary
from shared_backend.operations.evaluation.item_skill_model import ItemSkillModel, out_of_fold_logits
from shared_backend.operations.evaluation.learner_rows import LearnerRows, read_rows
from shared_backend.operations.evaluation.prequential import Pass, run_pass
from shared_backend.operations.evaluation.simulated_truth import truth_figures
from shared_backend.operations.evaluation.simulator import simulate

TASK = "personalization"
MODEL_VERSION = "personal-2"
BUCKETS = {"1-10": (1, 10), "11-50": (11, 50), ">50": (51, sys.maxsize)}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The task's own arguments; `--seed` belongs to all tasks."""
    parser.add_argument("--train", type=Path, metavar="A", help="histories to fit on (tab-separated, plain or .gz)")
    parser.add_argument("--test", type=Path, metavar="B", help="histories of other users, to predict")
    parser.add_argument(
        "--simulate", type=int, metavar="N", help="instead of files: N users to fit on and N others, of known ability"
    )


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Fit on A, predict B prequentially.

    Returns
    -------
    dict
        As documented in the evaluation contract, "personal" being the kind that was chosen on the training users;
        beyond it both kinds, the choice, the fitted constants, the owner's schedule followed blindly (over plain
        counts and over the personal model), and, for simulated users, how well the truth was found.

    Raises
    ------
    InvalidInput
        One line naming the file, the row and the rule.
    """
    started = time.perf_counter()
    seed = int(getattr(options, "seed", 0) or 0)
    world = None
    if options.simulate is not None:
        world = simulate(int(options.simulate), seed=seed)
        train, test = world.train, world.test
    elif options.train is None or options.test is None:
        raise InvalidInput("Give --train A and --test B, or --simulate N.")
    else:
        train, test = read_rows(options.train), read_rows(options.test)
    shared = np.intersect1d(train.user, test.user)
    if len(shared):
        raise InvalidInput(f"{len(shared)} users of the test file are also in the training file; they must differ.")
    _say(f"{len(train)} rows to fit on, {len(test)} to predict")
    chosen = choose(_practice(train, out_of_fold_logits(train, seed=seed)), seed=seed)
    _say(f"{chosen.fit.kind} predicts people best whom it was fitted without: {chosen.losses or 'too few to fit'}")
    model = ItemSkillModel.fit(train)
    logits = model.logits(test)
    made = run_pass(test, logits, chosen.fit, seed=seed)
    result = {"task": TASK, "n": len(test), **_figures(test, made), **_kinds(_practice(test, logits), chosen)}
    if world is not None:
        result["truth"] = truth_figures(world, made.states, model.skill_logits(train))
    return {**result, "model_version": MODEL_VERSION, "seconds": round(time.perf_counter() - started, 2)}


def _practice(rows: LearnerRows, logits: Column) -> Practice:
    return Practice.plain(rows.user, rows.skill, rows.correct, logits)


def _kinds(test: Practice, chosen: Chosen) -> dict[str, Any]:
    """Each kind of personal model on the test users, and why the one that was chosen was."""
    found = {}
    for fit in (chosen.h2, chosen.l2):
        if fit is not None:
            found[fit.kind] = summary(test.outcome, 1.0 / (1.0 + np.exp(-all_logits(test, fit))))
    return {
        "h2": found["h2"],
        "l2": found.get("l2"),
        "chosen": chosen.fit.kind,
        "training": {"users": chosen.people, "losses": chosen.losses, "ridges": chosen.ridges},
        "constants": asdict(chosen.fit.constants),
    }


def _figures(test: LearnerRows, made: Pass) -> dict[str, Any]:
    y = test.correct
    scheduled = np.array([scheduled_weight(n) for n in range(made.n.max() + 1)])[made.n]
    loss_global, loss_blend = log_losses(y, made.p_global), log_losses(y, made.p_blend)
    _, user = np.unique(test.user, return_inverse=True)
    lost = np.bincount(user, loss_blend - loss_global)
    return {
        "users": len(lost),
        "global": summary(y, made.p_global),
        "personal": summary(y, made.p_personal),
        "blend": summary(y, made.p_blend),
        "buckets": {
            name: {"global": _mean(loss_global, inside), "blend": _mean(loss_blend, inside)}
            for name, (least, most) in BUCKETS.items()
            for inside in [(made.n >= least) & (made.n <= most)]
        },
        "worse_off_share": round(float((lost > 0.0).mean()), 4),
        "corrupted": {"blend": summary(y, made.corrupted)},
        "fixed_schedule": {
            "over_counts": summary(y, (1.0 - scheduled) * made.p_global + scheduled * made.counts),
            "over_personal": summary(y, (1.0 - scheduled) * made.p_global + scheduled * made.p_personal),
        },
        "us_update": round(float(np.median(made.update_ns)) / 1000.0, 2),
        "us_predict": round(float(np.median(made.predict_ns)) / 1000.0, 2),
    }


def _mean(losses: Column, inside: Any) -> float | None:
    return round(float(losses[inside].mean()), 5) if inside.any() else None


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
