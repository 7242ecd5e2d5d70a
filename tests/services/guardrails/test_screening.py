"""The hard tier: catches what is explicit, stays silent on idioms, the past and other people, and cannot be stalled."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from shared_backend.services.content.library import QUESTION_TYPES, Library
from shared_backend.services.guardrails.screening import Screening

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = ROOT / "data" / "reference"
CASES = [json.loads(line) for line in (Path(__file__).parent / "cases.jsonl").read_text("utf-8").splitlines()]
DANGER = [case for case in CASES if case["label"] != "none"]
SAFE = [case for case in CASES if case["label"] == "none"]
SHARED = ROOT.parent / "shared" / "data" / "red_flags" / "messages.jsonl"
LABELS = {"suicide", "self_harm", "eating_disorder", "substance_abuse", "domestic_violence", "mental_health_crisis"}


@cache
def screening() -> Screening:
    return Screening.load(REFERENCE)


def label(text: str) -> str | None:
    flag = screening().screen(text)
    return flag.label if flag else None


@pytest.mark.parametrize("case", SAFE, ids=lambda case: case["text"][:50])
def test_no_false_alarm(case: dict[str, str]) -> None:
    assert label(case["text"]) is None


def test_catches_explicit_danger_and_names_it() -> None:
    missed = [case["text"] for case in DANGER if label(case["text"]) is None]
    wrong = [case["text"] for case in DANGER if label(case["text"]) not in (None, case["label"])]
    assert len(missed) <= 0.02 * len(DANGER), missed
    assert len(wrong) <= 0.02 * len(DANGER), wrong


def _shipped_texts() -> Iterator[str]:
    for path in sorted((REFERENCE / "rated_answers").glob("*.jsonl")):
        rest, decoder = path.read_text("utf-8"), json.JSONDecoder()
        while rest := rest.lstrip():
            row, end = decoder.raw_decode(rest)
            rest = rest[end:]
            yield from (row[key] for key in ("question", "answer", "base_answer", "variant_answer") if key in row)
    library = Library(REFERENCE)
    for question in library.questions.values():
        yield from (question.question, question.shows, question.hint, *question.key_points, *question.follow_ups)
    yield from (tip.text for tip in library.tips)


def test_no_false_alarm_on_shipped_answers_and_content() -> None:
    texts = set(_shipped_texts())
    assert len(texts) > 2000
    assert len(QUESTION_TYPES) == 4
    assert [text for text in texts if label(text)] == []


@pytest.mark.shared_data
@pytest.mark.skipif(not SHARED.exists(), reason="the development messages are not beside the project")
def test_development_messages() -> None:
    rows = [json.loads(line) for line in SHARED.read_text("utf-8").splitlines()]
    assert [row["text"] for row in rows if row["label"] == "none" and label(row["text"])] == []
    told = [r for r in rows if r["kind"] in {"explicit", "typo_slang", "non_native", "inside_long_answer"}]
    urgent = [row for row in told if row["severity"] in {"high", "immediate"}]
    assert sum(label(row["text"]) is not None for row in urgent) >= 0.95 * len(urgent)


@pytest.mark.parametrize(
    "text",
    [
        "i want to k i l l myself",
        "I want to kill mys\u200belf",
        "I w\u0430nt t\u043e k\u0456ll myself",  # Cyrillic look-alikes
        "I WANT TO KILLLL MYSELF",
        "i want to k*ll myself",
        "I want to 𝐤𝐢𝐥𝐥 𝐦𝐲𝐬𝐞𝐥𝐟",
        "i wanna kms, not joking",
        "I want to unalive myself",
        "“I want to kill myself.”",
    ],
)
def test_disguises(text: str) -> None:
    assert label(text) == "suicide"


def test_a_quotation_inside_an_answer_is_not_the_writer() -> None:
    assert label('The caller said "I want to kill myself tonight" and I kept her on the line.') is None


def test_found_inside_a_long_answer() -> None:
    filler = "We moved the stock to the second hall and counted it twice before the doors opened. " * 60
    assert label(filler) is None
    assert label(filler + "I want to kill myself. " + filler) == "suicide"


def test_the_same_text_gives_the_same_answer() -> None:
    flags = {screening().screen("My husband beats me.") for _ in range(3)}
    assert len(flags) == 1


def test_help_is_complete_and_calm() -> None:
    found = [flag for case in DANGER if (flag := screening().screen(case["text"])) is not None]
    flags = {flag.label: flag for flag in found}
    assert set(flags) == LABELS
    for flag in flags.values():
        shown = " ".join((flag.message, *flag.help_lines))
        assert "112" in shown
        assert "findahelpline.com" in shown
        assert "Staff" in shown
        assert "!" not in shown


def _hostile() -> Iterator[str]:
    data = json.loads((REFERENCE / "safety" / "patterns.json").read_text("utf-8"))
    words = sorted({word for group in data["groups"] for word in group["needs"]})
    fillers = ["i", "and", "just", "really", "to", "my", "the", "of", "he", "me", "not", "have", "been", "was", "am"]
    draw = random.Random(7)
    for pool in (words, fillers, words + fillers * 20):
        yield " ".join(draw.choice(pool) for _ in range(6000))[:20_000]
    for bit in ("i want to ", "'a ", '"', "a*", "i'", "a b c ", "he took all my the ", "a-", "\u200b", "💀", "\n", "í"):
        yield (bit * 20_000)[:20_000]


@pytest.mark.parametrize("text", list(_hostile()), ids=lambda text: repr(text[:12]))
def test_hostile_text_cannot_stall_it(text: str) -> None:
    begun = time.process_time()
    screening().screen(text)
    assert time.process_time() - begun < 2.0


def test_an_answer_of_usual_length_is_read_in_milliseconds() -> None:
    texts = [case["text"] for case in CASES]
    spent = []
    for text in texts:
        begun = time.process_time()
        screening().screen(text)
        spent.append(time.process_time() - begun)
    assert sorted(spent)[int(0.95 * len(spent))] < 0.005
