"""`intellicoach evaluate scale`: what personal models of many people weigh and cost, up to a million by arithmetic."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from shared_backend.ai_engines.personal.fitting.choosing import MAX_FOR_L2, choose
from shared_backend.ai_engines.personal.fitting.practice import Practice
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.benchmarks.many_people import Crowd, ManyPeople, Practised
from shared_backend.operations.evaluation.item_skill_model import ItemSkillModel
from shared_backend.operations.evaluation.simulator import simulate

TASK = "scale"
MODEL_VERSION = "personal-2"
LEAST_USERS, LEAST_ANSWERS = 100, 14
MILLION = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The task's own arguments; `--seed` belongs to all tasks."""
    parser.add_argument("--users", type=int, default=100_000, metavar="N", help="people with a model (default 100,000)")
    parser.add_argument("--answers", type=int, default=40, metavar="K", help="answers behind each model (default 40)")
    parser.add_argument(
        "--fit-answers", type=int, default=MAX_FOR_L2, metavar="M", help="answers the nightly fit learns from"
    )
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="where to put the temporary database")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Fill a real database with N people's sealed models, at three sizes, and measure.

    Returns
    -------
    dict
        Bytes and times for each size; bytes of a state and of an answer; seconds of the nightly fit, which learns from
        at most so many answers however many people there are; how bytes and times grow; the figures of a million.

    Raises
    ------
    InvalidInput
        With fewer than 100 people or 14 answers.
    """
    started = time.perf_counter()
    users, answers = int(options.users), int(options.answers)
    if users < LEAST_USERS or answers < LEAST_ANSWERS:
        raise InvalidInput(f"Give at least {LEAST_USERS} users and {LEAST_ANSWERS} answers.")
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        people = ManyPeople(Path(folder), answers, seed=options.seed)
        crowds = []
        for size in sorted({max(LEAST_USERS, users // 100), max(LEAST_USERS, users // 10), users}):
            crowds.append(people.grow(size))
            _say(_line(crowds[-1]))
        practised = people.practise()
        people.close()
    fit_answers, fit_seconds = _fit(int(options.fit_answers), int(options.seed))
    million = _million(crowds[-1], practised, answers, fit_answers, fit_seconds)
    for sentence in million.pop("arithmetic"):
        _say(sentence)
    return {
        "task": TASK,
        "n": users,
        "answers_each": answers,
        "sizes": [
            {
                "users": crowd.users,
                "bytes_each": round(crowd.bytes_each),
                "open_us_p50": round(crowd.open_us[0]),
                "open_us_p95": round(crowd.open_us[1]),
            }
            for crowd in crowds
        ],
        "state_bytes": practised.state_bytes,
        "sealed_bytes": practised.sealed_bytes,
        "bytes_an_answer": round(practised.bytes_an_answer),
        "read_us_an_answer": round(practised.read_us, 1),
        "relearn_us_an_answer": round(practised.relearn_us, 1),
        "fit": {"answers": fit_answers, "seconds": round(fit_seconds, 1)},
        "growth": {
            "people": crowds[-1].users / crowds[0].users,
            "bytes": round(crowds[-1].bytes_each * crowds[-1].users / (crowds[0].bytes_each * crowds[0].users), 2),
            "open_us_p50": round(crowds[-1].open_us[0] / crowds[0].open_us[0], 2),
        },
        "million": million,
        "model_version": MODEL_VERSION,
        "seconds": round(time.perf_counter() - started, 2),
    }


def _fit(most: int, seed: int) -> tuple[int, float]:
    """The nightly fit of constants and L2 on about so many answers of simulated people, held in memory."""
    world = simulate(max(20, most // 40), seed=seed).train
    logits = ItemSkillModel.fit(world).logits(world)
    practice = Practice.plain(world.user, world.skill, world.correct, logits).sample(most, seed)
    started = time.perf_counter()
    choose(practice, seed=seed)
    return len(practice), time.perf_counter() - started


def _million(crowd: Crowd, practised: Practised, answers: int, fit_answers: int, fit_seconds: float) -> dict[str, Any]:
    models = crowd.bytes_each * MILLION / 1e9
    histories = practised.bytes_an_answer * answers * MILLION / 1e9
    night = practised.read_us * fit_answers / 1e6 + fit_seconds
    relearn = practised.relearn_us * answers / 1e6
    everybody = relearn * MILLION / 3600.0
    return {
        "models_gb": round(models, 2),
        "histories_gb": round(histories, 1),
        "nightly_refit_s": round(night, 1),
        "relearn_one_s": round(relearn, 4),
        "relearn_everybody_h": round(everybody, 2),
        "arithmetic": [
            f"models: {crowd.bytes_each:,.0f} bytes x 1,000,000 = {models:.2f} GB",
            f"answers behind them: {practised.bytes_an_answer:,.0f} bytes x {answers} x 1,000,000 = {histories:.1f} GB",
            f"nightly refit: {fit_answers:,} answers x {practised.read_us:.0f} us to read + {fit_seconds:.1f} s to fit "
            f"= {night:.0f} s, the same for 100,000 people and for a million",
            f"a new fit begins to serve: {practised.relearn_us:.0f} us x {answers} answers = {1e3 * relearn:.1f} ms "
            f"when each person comes next; all million at once {everybody:.1f} h of one core",
        ],
    }


def _line(crowd: Crowd) -> str:
    p50, p95 = crowd.open_us
    return f"{crowd.users:,} people: {crowd.bytes_each:,.0f} bytes each, one opened in {p50:,.0f} us (p95 {p95:,.0f})"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
