"""`evaluate fabrication`: how many wordings with a fact nobody gave are accepted, from the grammar and from a liar."""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from shared_backend.ai_engines.llm import provider
from shared_backend.domain.ports import LanguageModel
from shared_backend.operations.evaluation.lies import LIES
from shared_backend.operations.evaluation.lying_server import lying_server
from shared_backend.operations.evaluation.scorer import read_records
from shared_backend.services.resumes.writing.facts import GAP, Refusal, refusals
from shared_backend.services.resumes.writing.proposals import MOST, Proposals, propose
from shared_backend.services.resumes.writing.reword import tidy
from shared_backend.services.resumes.writing.rewrites import rewrites, said
from shared_backend.services.resumes.writing.tokens import words
from shared_backend.services.resumes.writing.wording import wording
from shared_backend.settings import Settings, load_settings

LINES = Path(__file__).resolve().parents[3] / "data" / "reference" / "evaluation" / "fabrication.jsonl"
# Answers that fit many lines: what is measured is whether anything else than these and the line comes in.
ANSWERS: tuple[Mapping[str, str], ...] = (
    {},
    {"number": "about 40 a day"},
    {"number": "17", "outcome": "saved 3 hours a week"},
    {"number": "twice a week", "outcome": "fewer complaints", "tool": "a spreadsheet"},
    {"part": "I packed and labelled the boxes", "outcome": "complaints fell by half"},
    {"who": "two care homes", "number": "I think 250 per year", "outcome": "Anna could leave on time"},
)
NOTE = (
    "Lies are false by construction, not by the check. Words of a generated wording are compared with those of the "
    "line and the answers by their first letters, without the lists the check uses."
)
# What the grammar itself says: verbs for "responsible for" and the words that join.
_JOINING = words(
    "look care handl manag provid carr out after as part of a team that result so which by using for with to in and "
    "the about took help daily weekl monthl regularl use also case was were"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this task."""
    parser.add_argument("--data", type=Path, default=LINES, help="JSON lines with line, tense, honest (default: own)")
    parser.add_argument("--lies", type=int, default=30, help="lines every kind of lie is told about (default 30)")
    parser.add_argument(
        "--without-check", action="store_true", help="accept everything, to see that the figures can fail"
    )


def run(options: argparse.Namespace) -> dict[str, object]:
    """The figures.

    Raises
    ------
    InvalidInput
        When the file cannot be read.
    """
    begun = time.perf_counter()
    rows = read_records(options.data, ("line", "tense"))
    made = list(_generated(rows))
    foreign = [text for text, given in made if _unsaid(text, given)]
    told = rows[: options.lies]
    accepted, lies = _lied(told, check=not options.without_check)
    refused = [(h, why) for row in rows for h in row.get("honest", ()) if (why := _check(row["line"], h))]
    honest = sum(len(row.get("honest", ())) for row in rows)
    return {
        "task": "fabrication",
        "lines": len(rows),
        "generated": len(made),
        "generated_with_a_new_fact": len(foreign),
        "kinds_of_lies": len(lies),
        "lies": sum(lies.values()),
        "lies_accepted": sum(accepted.values()),
        "lies_accepted_by_kind": dict(accepted),
        "honest": honest,
        "honest_refused": len(refused),
        "false_refusal_rate": round(len(refused) / honest, 4) if honest else None,
        "honest_refused_by_kind": dict(Counter(why[0].kind for _, why in refused)),
        "note": NOTE,
        "seconds": round(time.perf_counter() - begun, 2),
    }


def _generated(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Every wording the grammar proposes, with all that was said."""
    for row in rows:
        for answers in ANSWERS:
            given = " ".join([row["line"], *answers.values()])
            for text in rewrites(row["line"], answers, row["tense"], wording()).proposed:
                yield text, given


def _unsaid(text: str, given: str) -> list[str]:
    """Words and digits of a wording that are in nothing that was said, by their first letters alone."""
    plain = text.replace(GAP, "")
    if not set(re.findall(r"\d+", plain)) <= set(re.findall(r"\d+", given)):
        return ["a number"]
    known = {word[:3].lower() for word in re.findall(r"[^\W\d_]+", given)} | {word[:3] for word in _JOINING}
    # Irregular pasts share no beginning with their verb.
    w = wording()
    bases = {form.base[:3] for word in re.findall(r"[^\W\d_]+", given) for form in w.verbs.forms(word)}
    return [
        word
        for word in re.findall(r"[^\W\d_]+", plain)
        if word[:3].lower() not in known
        and not {form.base[:3] for form in w.verbs.forms(word)} & (known | bases)
        and word.lower() not in _JOINING
    ]


def _lied(rows: Sequence[Mapping[str, Any]], *, check: bool) -> tuple[Counter[str], Counter[str]]:
    """What a server that lies got accepted, and how often it lied, by kind."""
    accepted: Counter[str] = Counter()
    told: Counter[str] = Counter()
    lies: list[str] = []
    with lying_server(lambda _line: lies) as address:
        model = provider.build(_settings(address))
        for row in rows if model is not None else ():
            made = {kind: lie(tidy(row["line"])) for kind, lie in LIES.items()}
            fitting = {text: kind for kind, text in made.items() if text is not None}
            told.update(fitting.values())
            texts = list(fitting)
            for start in range(0, len(texts), MOST):
                lies = texts[start : start + MOST]
                found = _asked(model, row, check=check)
                refused = {one.text for one in found.refused}
                accepted.update(fitting[text] for text in lies if text not in refused)
    return accepted, told


def _settings(address: str) -> Settings:
    return load_settings(
        llm_provider="openai", llm_base_url=address, llm_model="liar", llm_timeout_seconds=10, llm_api_key=None
    )


def _asked(model: LanguageModel | None, row: Mapping[str, Any], *, check: bool) -> Proposals:
    if model is None:
        return Proposals()
    return propose(model, row["line"], {}, row["tense"], lambda text: _check(row["line"], text) if check else ())


def _check(line: str, text: str) -> tuple[Refusal, ...]:
    return refusals(text, said(line, {}, wording()), wording())
