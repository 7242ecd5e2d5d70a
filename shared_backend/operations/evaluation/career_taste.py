"""`intellicoach evaluate career-taste`: whether saying what is and is not for one brings better paths, and never worse.

Simulated people have a taste the coach does not know: over all skills, knowledge and interests of an occupation, over
whole fields, or none at all. They judge what is shown to them, with noise; the order of what they have not judged is
compared with the order nobody's word has changed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.personal.leanings import Leanings
from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.domain.career import CareerProfile
from shared_backend.services.careers.own_levels import own_levels
from shared_backend.services.careers.ranking import ranking
from shared_backend.services.careers.requirements import Requirements, requirements
from shared_backend.services.careers.taste import features, features_of, global_logit, moved

AFTER = (5, 10, 20)
SHOWN = 8
# Fewer than this to choose from says nothing about an order.
LEAST_CHOICE = 40
# How strongly a taste decides (logit for one standard deviation).
STRENGTH = 1.5
Truth = Callable[[Requirements, np.random.Generator], FloatArray]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many people are simulated."""
    parser.add_argument("--simulate", type=int, default=150, metavar="N", help="people of each kind (default 150)")


def run(options: argparse.Namespace) -> dict[str, object]:
    """nDCG@8 of the personal order minus that of the unpersonalised one after so many judgements.

    Returns
    -------
    dict
        `gain` by kind of taste and number of judgements: the mean, its standard error over people, the share of people
        whose order got worse, and the mean nDCG@8 of both orders. `never_worse` says that no mean lies below nought by
        more than its error.
    """
    begun = time.perf_counter()
    facts = requirements(REFERENCE)
    truths: dict[str, Truth] = {"features": _by_features, "fields": _by_fields, "none": _nothing}
    gain = {
        name: _kind(facts, truth, options.simulate, options.seed + i) for i, (name, truth) in enumerate(truths.items())
    }
    means = [(one["gain"], one["error"]) for found in gain.values() for one in found.values()]
    return {
        "task": "career-taste",
        "n": options.simulate * len(truths),
        "gain": gain,
        "never_worse": all(mean >= -error for mean, error in means),
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": "leanings of the personal model over the general order",
    }


def _kind(facts: Requirements, truth: Truth, people: int, seed: int) -> dict[str, dict[str, float]]:
    random = np.random.default_rng(seed)
    found: dict[int, list[tuple[float, float]]] = {after: [] for after in AFTER}
    while len(found[AFTER[-1]]) < people:
        code = facts.codes[random.integers(len(facts.codes))]
        profile = CareerProfile(occupation=code)
        ranked = ranking(profile, own_levels(profile, (), REFERENCE), (), REFERENCE)
        if len(ranked.kinds) >= LEAST_CHOICE:
            pool = np.array(sorted(ranked.kinds))
            liked = 1 / (1 + np.exp(-STRENGTH * _standard(truth(facts, random)[pool])))
            for after, pair in _lived(facts, pool, ranked.base[pool], liked, random).items():
                found[after].append(pair)
    return {str(after): _figures(np.array(pairs)) for after, pairs in found.items()}


def _lived(
    facts: Requirements, pool: Any, base: FloatArray, liked: FloatArray, random: np.random.Generator
) -> dict[int, tuple[float, float]]:
    """nDCG of the personal and the plain order of what is not judged yet, after each number of judgements."""
    leanings = Leanings()
    left = np.ones(len(pool), dtype=bool)
    score, found = base, {}
    rows = features(REFERENCE)[pool]
    for number in range(1, AFTER[-1] + 1):
        shown = [i for i in np.argsort(-score, kind="stable") if left[i]][:SHOWN]
        one = int(random.choice(shown))
        said = float(random.random() < liked[one])
        leanings = leanings.after(features_of(facts.codes[pool[one]], REFERENCE), said, global_logit(float(base[one])))
        left[one] = False
        score = moved(base, leanings, rows)
        if number in AFTER:
            found[number] = (ndcg(score[left], liked[left]), ndcg(base[left], liked[left]))
    return found


def ndcg(score: FloatArray, worth: FloatArray, count: int = SHOWN) -> float:
    """Discounted worth of the `count` highest scores, as a share of what the best order would have."""
    discount = 1 / np.log2(np.arange(2, count + 2))
    got = worth[np.argsort(-score, kind="stable")[:count]]
    best = -np.sort(-worth)[:count]
    return float((got * discount[: len(got)]).sum() / (best * discount[: len(best)]).sum())


def _figures(pairs: FloatArray) -> dict[str, float]:
    change = pairs[:, 0] - pairs[:, 1]
    return {
        "gain": round(float(change.mean()), 4),
        "error": round(float(change.std(ddof=1) / np.sqrt(len(change))), 4),
        "worse_share": round(float((change < 0).mean()), 4),
        "personal": round(float(pairs[:, 0].mean()), 4),
        "plain": round(float(pairs[:, 1].mean()), 4),
    }


def _by_features(facts: Requirements, random: np.random.Generator) -> FloatArray:
    rows = np.hstack([facts.importance, facts.interests, facts.zone[:, None]])
    rows = (rows - rows.mean(axis=0)) / np.maximum(rows.std(axis=0), 1e-9)
    # A few things matter to anybody, most do not.
    weights = random.normal(size=rows.shape[1]) * (random.random(rows.shape[1]) < 0.15)
    found: FloatArray = rows @ weights + random.normal(size=len(rows))
    return found


def _by_fields(facts: Requirements, random: np.random.Generator) -> FloatArray:
    groups = sorted({code[:2] for code in facts.codes})
    wanted = set(random.choice(groups, size=len(groups) // 3, replace=False))
    found: FloatArray = np.array([float(code[:2] in wanted) for code in facts.codes])
    return found + 0.3 * random.normal(size=len(found))


def _nothing(facts: Requirements, random: np.random.Generator) -> FloatArray:
    found: FloatArray = random.normal(size=len(facts.codes))
    return found


def _standard(values: FloatArray) -> FloatArray:
    scaled: FloatArray = (values - values.mean()) / max(float(values.std()), 1e-9)
    return scaled
