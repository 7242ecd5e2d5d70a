"""`evaluate skill-spans`: how exactly the words that name skills are found in sentences."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from shared_backend.ai_engines.spans.crf import TAGS, spans_of
from shared_backend.ai_engines.spans.tagger import Marked, SpanTagger
from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.domain.errors import InvalidInput

_PREFIX = "tags"
_Spans = set[tuple[str, int, int]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    for name, what in (("train", "sentences to learn from"), ("test", "sentences to measure on")):
        parser.add_argument(
            f"--{name}",
            metavar="F.jsonl",
            type=Path,
            required=True,
            help=f"{what}: one JSON object a line with tokens and tags_skill, tags_knowledge or tags (BIO); .gz too",
        )


def run(options: argparse.Namespace) -> dict[str, object]:
    """The figures named in the evaluation contract.

    A span counts when layer, start and end are right; `f1` is over the spans of all layers together. `dedup_f1` leaves
    out test sentences that are also in the training file. `floor` marks the words that were most often marked.

    Raises
    ------
    InvalidInput
        When a file cannot be read or a line does not fit the format.
    """
    begun = time.perf_counter()
    train, test = read_marked(options.train), read_marked(options.test)
    print(f"learning from {len(train)} sentences", file=sys.stderr)
    tagger = SpanTagger(REFERENCE).fit(train, seed=int(options.seed))
    layers = sorted({layer for sentence in test for layer in sentence.tags})
    truth = [_true(sentence) for sentence in test]
    found = [
        {(layer, a, b) for layer, spans in tagger.spans(sentence.tokens).items() if layer in layers for a, b in spans}
        for sentence in test
    ]
    floor = _floor(train, test, layers)
    seen = {sentence.tokens for sentence in train}
    fresh = [i for i, sentence in enumerate(test) if sentence.tokens not in seen]
    figures = _figures(truth, found)
    return {
        "task": "skill-spans",
        "n": len(test),
        **figures,
        "dedup_f1": _figures([truth[i] for i in fresh], [found[i] for i in fresh])["f1"],
        "dedup_n": len(fresh),
        "by_layer": {layer: _figures(_only(truth, layer), _only(found, layer))["f1"] for layer in layers},
        "floor": _figures(truth, floor),
        "seconds": round(time.perf_counter() - begun, 2),
        "model_version": "trained for this measurement",
    }


def read_marked(path: Path) -> list[Marked]:
    """Sentences of a file. Raises `InvalidInput` naming the file and the line."""
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
            lines = [line for line in file if line.strip()]
    except (OSError, UnicodeDecodeError, EOFError) as reason:
        raise InvalidInput(f"{path.name} cannot be read as JSON lines in UTF-8.") from reason
    found = [_marked(path, number, line) for number, line in enumerate(lines, 1)]
    if not found:
        raise InvalidInput(f"{path.name} has no sentence.")
    return found


def _marked(path: Path, number: int, line: str) -> Marked:
    try:
        record: dict[str, Any] = json.loads(line)
        tokens = tuple(str(token) for token in record["tokens"])
        tags = {name: tuple(map(str, value)) for name, value in record.items() if name.startswith(_PREFIX)}
    except (ValueError, KeyError, TypeError, AttributeError) as reason:
        raise InvalidInput(f"{path.name}, line {number}: a JSON object with tokens and tags is needed.") from reason
    if not tags or any(len(layer) != len(tokens) for layer in tags.values()):
        raise InvalidInput(f"{path.name}, line {number}: every token needs one tag in each layer.")
    if any(tag[:1] not in TAGS for layer in tags.values() for tag in layer):
        raise InvalidInput(f"{path.name}, line {number}: tags are O, B or I.")
    return Marked(tokens, tags)


def _true(sentence: Marked) -> _Spans:
    return {
        (layer, a, b) for layer, tags in sentence.tags.items() for a, b in spans_of([TAGS.index(t[0]) for t in tags])
    }


def _floor(train: Sequence[Marked], test: Sequence[Marked], layers: Sequence[str]) -> list[_Spans]:
    """Each word gets the tag it had most often."""
    often: dict[tuple[str, str], Counter[int]] = {}
    for sentence in train:
        for layer, tags in sentence.tags.items():
            for token, tag in zip(sentence.tokens, tags, strict=True):
                often.setdefault((layer, token.lower()), Counter())[TAGS.index(tag[0])] += 1

    def usual(layer: str, token: str) -> int:
        counted = often.get((layer, token.lower()))
        return counted.most_common(1)[0][0] if counted else 0

    return [
        {(layer, a, b) for layer in layers for a, b in spans_of([usual(layer, token) for token in sentence.tokens])}
        for sentence in test
    ]


def _only(spans: Iterable[_Spans], layer: str) -> list[_Spans]:
    return [{span for span in some if span[0] == layer} for some in spans]


def _figures(truth: Sequence[_Spans], found: Sequence[_Spans]) -> dict[str, float]:
    right = sum(len(a & b) for a, b in zip(truth, found, strict=True))
    marked, told = sum(map(len, truth)), sum(map(len, found))
    return {
        "f1": round(2 * right / max(marked + told, 1), 4),
        "precision": round(right / max(told, 1), 4),
        "recall": round(right / max(marked, 1), 4),
    }
