"""`evaluate next-job`: how well the next job is foreseen for people who were not learned from."""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.careers.next_job import NextJob
from shared_backend.ai_engines.careers.reasons import steps_of
from shared_backend.ai_engines.careers.rivals import Rivals
from shared_backend.ai_engines.ensemble.ranking import standing
from shared_backend.ai_engines.tasks.title_text import normalise
from shared_backend.domain.errors import InvalidInput

_BLOCK = 64
_ROUNDS = 1000
_COLUMNS = ("person", "order", "title")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    parser.add_argument("--train", metavar="A.csv", type=Path, required=True, help="person,order,title to learn from")
    parser.add_argument("--test", metavar="B.csv", type=Path, required=True, help="the same, of other people")


def run(options: argparse.Namespace) -> dict[str, object]:
    """The figures named in the evaluation contract.

    Every title after a person's first is foreseen from those before it. `ahead` is the 95 % interval, over people, of
    the model's reciprocal rank minus each baseline's. People who are also in the training file are left out.

    Raises
    ------
    InvalidInput
        When a file cannot be read, lacks a column, or holds nobody with two jobs.
    """
    begun = time.perf_counter()
    train, test = read_careers(options.train), read_careers(options.test)
    asked = [(person, titles) for person, titles in test.items() if person not in train and len(titles) > 1]
    if not asked:
        raise InvalidInput(f"{options.test.name}: nobody outside the training file has two jobs in order.")
    learned = list(train.values())
    model = NextJob().fit(learned, seed=int(options.seed))
    person = np.array([i for i, (_, titles) in enumerate(asked) for _ in titles[1:]])
    rank = _ranks(model, learned, [titles for _, titles in asked])
    figures = {name: _figures(found) for name, found in rank.items()}
    seed = int(options.seed)
    return {
        "task": "next-job",
        "n": len(person),
        "people": len(asked),
        **figures.pop("model"),
        "baselines": figures,
        "ahead": {name: _ahead(1 / rank["model"] - 1 / rank[name], person, seed) for name in figures},
        "candidates": len(model.titles),
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": "trained for this measurement",
    }


def _ranks(model: NextJob, learned: Sequence[Sequence[str]], asked: Sequence[Sequence[str]]) -> dict[str, FloatArray]:
    """Rank of every title that came next, by the model and the baselines."""
    place = {title: i for i, title in enumerate(model.titles)}
    plain = [[normalise(title) for title in titles] for titles in learned]
    rivals = Rivals(steps_of(plain), model.titles)
    events = [(titles[:end], titles[end]) for titles in asked for end in range(1, len(titles))]
    parts: dict[str, list[FloatArray]] = {}
    for start in range(0, len(events), _BLOCK):
        print(f"{start} of {len(events)} steps", file=sys.stderr)
        part = events[start : start + _BLOCK]
        pasts = [past for past, _ in part]
        truth = np.array([place.get(normalise(after), -1) for _, after in part], dtype=np.intp)
        for name, scores in {
            "model": model.probabilities(pasts),
            **rivals.scores([[normalise(title) for title in past] for past in pasts]),
        }.items():
            parts.setdefault(name, []).append(standing(scores, truth))
    return {name: np.concatenate(found) for name, found in parts.items()}


def _figures(rank: FloatArray) -> dict[str, float]:
    return {"mrr": round(float(np.mean(1 / rank)), 4), "recall_10": round(float(np.mean(rank <= 10)), 4)}


def _ahead(gain: FloatArray, person: FloatArray, seed: int) -> list[float]:
    """95 % interval of the mean gain, people drawn with replacement."""
    total, steps = np.bincount(person, weights=gain), np.bincount(person).astype(np.float64)
    count = len(steps)
    drawn = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=_ROUNDS)
    return [round(float(end), 4) for end in np.quantile((drawn @ total) / (drawn @ steps), [0.025, 0.975])]


def read_careers(path: Path) -> dict[str, list[str]]:
    """Titles of each person in order. Raises `InvalidInput` naming the file and the line."""
    found: dict[str, list[tuple[float, int, str]]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not set(_COLUMNS) <= set(reader.fieldnames or ()):
                raise InvalidInput(f"{path.name}: the columns {', '.join(_COLUMNS)} are needed.")
            for line, row in enumerate(reader, 2):
                person, order, title = ((row[name] or "").strip() for name in _COLUMNS)
                try:
                    place = float(order)
                except ValueError:
                    raise InvalidInput(f"{path.name}, line {line}: order must be a number.") from None
                if person and normalise(title):
                    found.setdefault(person, []).append((place, line, title))
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        raise InvalidInput(f"{path.name} cannot be read as a CSV file in UTF-8.") from reason
    return {person: [title for _, _, title in sorted(rows)] for person, rows in found.items()}
