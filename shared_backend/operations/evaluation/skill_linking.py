"""`evaluate skill-linking`: how well the skills of a sentence are found among given names, from the names alone."""

from __future__ import annotations

import argparse
import csv
import sys
import time
from pathlib import Path

import numpy as np

from shared_backend.ai_engines.linking.skill_linker import SkillLinker
from shared_backend.ai_engines.linking.space import LetterSpace, cosine
from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.ranked import first_hits, mrr, r_precision, top


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    parser.add_argument("--labels", metavar="L.txt", type=Path, required=True, help="one skill name a line")
    parser.add_argument("--data", metavar="F.csv", type=Path, required=True, help="sentence,label; several rows each")


def run(options: argparse.Namespace) -> dict[str, object]:
    """The figures named in the evaluation contract; `floor` is the cosine of letter runs.

    Raises
    ------
    InvalidInput
        When a file cannot be read, lacks a column, or no row has a label of the list.
    """
    begun = time.perf_counter()
    labels = list(dict.fromkeys(_lines(options.labels)))
    gold = _gold(options.data, labels)
    sentences, right = list(gold), list(gold.values())
    print(f"{len(sentences)} sentences, {len(labels)} skills", file=sys.stderr)
    scores = SkillLinker(labels, REFERENCE).scores(sentences)
    letters = LetterSpace(labels)
    floor = cosine(letters.rows(sentences), letters.rows(labels))
    kinds = {
        name: {"rp_5": r_precision(best := top(found, 10), right, 5), "rp_10": r_precision(best, right, 10)}
        | {"mrr": mrr(first_hits(found, right))}
        for name, found in (("model", np.asarray(scores)), ("floor", floor))
    }
    return {
        "task": "skill-linking",
        "n": len(sentences),
        **kinds["model"],
        "candidates": len(labels),
        "floor": kinds["floor"],
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": "names only, nothing trained",
    }


def _lines(path: Path) -> list[str]:
    try:
        found = [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines()]
    except (OSError, UnicodeDecodeError) as reason:
        raise InvalidInput(f"{path.name} cannot be read as text in UTF-8.") from reason
    if not any(found):
        raise InvalidInput(f"{path.name} has no labels.")
    return [line for line in found if line]


def _gold(path: Path, labels: list[str]) -> dict[str, set[int]]:
    """Sentences with the labels of the list they carry; sentences without one are left out."""
    place = {label.lower(): i for i, label in enumerate(labels)}
    found: dict[str, set[int]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not {"sentence", "label"} <= set(reader.fieldnames or ()):
                raise InvalidInput(f"{path.name}: the columns sentence and label are needed.")
            for row in reader:
                sentence, label = (row["sentence"] or "").strip(), (row["label"] or "").strip().lower()
                if sentence and label in place:
                    found.setdefault(sentence, set()).add(place[label])
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        raise InvalidInput(f"{path.name} cannot be read as a CSV file in UTF-8.") from reason
    if not found:
        raise InvalidInput(f"{path.name}: no row carries a label of the list.")
    return found
