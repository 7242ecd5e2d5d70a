"""`evaluate link`: how well titles are linked to named things that no example was given for."""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.linking.names import Names
from shared_backend.ai_engines.linking.space import LetterSpace, cosine
from shared_backend.ai_engines.linking.title_linker import TitleLinker
from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.ranked import first_hits, mrr, recall, top

_BLOCK = 128
_HEADINGS = frozenset({"id", "q_id", "c_id", "query_id", "query", "corpus_id", "key", "qid", "q_key", "c_key"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    for name, what in (
        ("queries", "tab-separated id, text"),
        ("corpus", "tab-separated id, text; an id may come with several names"),
        ("gold", "tab-separated query id, corpus id; a query may have several"),
    ):
        parser.add_argument(f"--{name}", metavar="F.tsv", type=Path, required=True, help=what)


def run(options: argparse.Namespace) -> dict[str, object]:
    """The figures named in the evaluation contract; `floor` is the cosine of letter runs.

    Raises
    ------
    InvalidInput
        When a file cannot be read or the ids do not fit together.
    """
    begun = time.perf_counter()
    queries = dict(_pairs(options.queries))
    names = Names.of(_pairs(options.corpus))
    place = {key: i for i, key in enumerate(names.ids)}
    gold: dict[str, set[int]] = {}
    for query, key in _pairs(options.gold):
        if query in queries and key in place:
            gold.setdefault(query, set()).add(place[key])
    if not gold:
        raise InvalidInput(f"{options.gold.name}: no line names an id of the queries and one of the corpus.")
    texts, right = [queries[query] for query in gold], list(gold.values())
    linker, letters = TitleLinker(names, REFERENCE), _Letters(names)
    measured = {"model": _Tally(), "floor": _Tally()}
    for start in range(0, len(texts), _BLOCK):
        print(f"{start} of {len(texts)} queries", file=sys.stderr)
        part = slice(start, start + _BLOCK)
        measured["model"].add(linker.scores(texts[part]), right[part])
        measured["floor"].add(letters.scores(texts[part]), right[part])
    return {
        "task": "link",
        "n": len(texts),
        **measured["model"].figures(right),
        "candidates": len(names.ids),
        "floor": measured["floor"].figures(right),
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": "names only, nothing trained",
    }


class _Letters:
    """The floor: the nearest name by letter runs."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._space = LetterSpace([text.lower() for text in names.texts])
        self._known = self._space.rows([text.lower() for text in names.texts])

    def scores(self, texts: Sequence[str]) -> FloatArray:
        """Cosines (n, things)."""
        return self._names.best(cosine(self._space.rows([text.lower() for text in texts]), self._known))


class _Tally:
    """Ranks of the queries so far: the score matrices themselves would not fit into memory."""

    def __init__(self) -> None:
        self._rank: list[FloatArray] = []
        self._top: list[list[int]] = []

    def add(self, scores: FloatArray, right: Sequence[set[int]]) -> None:
        """Take in one block of queries."""
        self._rank.append(first_hits(scores, right))
        self._top.extend(top(scores, 10))

    def figures(self, right: Sequence[set[int]]) -> dict[str, float]:
        """MRR of the first right thing, share of right things in the first ten, share of queries with one there."""
        rank = np.concatenate(self._rank)
        return {
            "mrr": mrr(rank),
            "recall_10": recall(self._top, right),
            "acc_1": round(float(np.mean(rank <= 1)), 4),
            "acc_10": round(float(np.mean(rank <= 10)), 4),
        }


def _pairs(path: Path) -> Iterable[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [line for line in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if line]
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        raise InvalidInput(f"{path.name} cannot be read as a tab-separated file in UTF-8.") from reason
    if lines and lines[0][0].strip().lower() in _HEADINGS:
        lines = lines[1:]
    wrong = next((i for i, line in enumerate(lines, 1) if len(line) < 2), None)
    if not lines or wrong is not None:
        raise InvalidInput(f"{path.name}: every line needs two fields with a tab between them (line {wrong or 1}).")
    return [(line[0].strip(), line[1].strip()) for line in lines]
