"""`evaluate related`: whether likeness of occupations finds the published links between them, which it never reads."""

from __future__ import annotations

import argparse
import time
from collections import defaultdict

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.careers.likeness import WEIGHTS, likeness
from shared_backend.ai_engines.tasks.occupation_data import read_table
from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.operations.evaluation.ranked import first_hits, mrr, recall, top

_PRIMARY = {"1", "2"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """This task has none: it measures on the shipped occupation facts."""


def run(options: argparse.Namespace) -> dict[str, object]:
    """The figures named in the evaluation contract.

    Right answers are the primary tiers of the published links. `floor` is the cosine of words in titles alone;
    `by_part` each measure alone.
    """
    begun = time.perf_counter()
    alike = likeness(REFERENCE)
    place = {code: i for i, code in enumerate(alike.codes)}
    links: dict[str, set[int]] = defaultdict(set)
    for row in read_table(REFERENCE, "related.csv.gz"):
        if row["tier"] in _PRIMARY:
            links[row["code"]].add(place[row["related"]])
    asked = np.array([place[code] for code in links])
    gold = list(links.values())
    parts = {name: _figures(alike.parts[name], asked, gold) for name in WEIGHTS}
    return {
        "task": "related",
        "n": len(gold),
        **_figures(alike.total, asked, gold),
        "candidates": len(alike.codes) - 1,
        "floor": parts["titles"],
        "by_part": {name: found["recall_10"] for name, found in parts.items()},
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": "occupation facts, nothing trained",
    }


def _figures(scores: FloatArray, asked: FloatArray, gold: list[set[int]]) -> dict[str, float]:
    others = scores.copy()
    np.fill_diagonal(others, -np.inf)
    rows = others[asked]
    return {"recall_10": recall(top(rows, 10), gold), "mrr": mrr(first_hits(rows, gold))}
