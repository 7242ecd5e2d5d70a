"""Finds situation, task, action and result in a told or planned story, each with the sentence that shows it."""

from __future__ import annotations

import re

from shared_backend.ai_engines.tasks.interview_coach.reading import Reading
from shared_backend.ai_engines.tasks.interview_coach.substance import own_acts
from shared_backend.ai_engines.tasks.interview_coach.voice import empty_words, particulars
from shared_backend.ai_engines.text.words import Sentence

LONGEST_QUOTE = 240
_TASK = re.compile(
    r"\b(had to|have to|needed|need to|must|my job|my task|my role|responsib|asked me|was asked|"
    r"wanted|supposed to|problem|deadline|"
    r"target|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|goal|so that we could|was about to|due|"
    r"missing|wrong|"
    r"complain|broke|fail|late|short of|refus)",
    re.IGNORECASE,
)
_SETTING = re.compile(
    r"\b(last|when|while|during|at (?:my|the|a|our)|in (?:my|the|a|our|\d{4})|there (?:was|were)|"
    r"we (?:had|were)|i was|on (?:a|the|my)|once|one day|"
    r"years? ago|if (?:a|the|someone|somebody|he|she|they))\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(in the end|at the end|since then|since that|as a result|result|so now|now (?:we|the|i|they|it)|"
    r"after that|afterwards|later|today|"
    r"still|from then|saved?|dropped|fell|rose|went (?:up|down|from)|doubled|"
    r"halved|thanked|learn(?:ed|t)|never (?:came|happened)|on time|"
    r"finished|worked|stayed|came back|opened|passed|"
    r"signed|complaints?|no one|nobody|next (?:day|week|morning|month)|so that|would then know)\b",
    re.IGNORECASE,
)


def star(reading: Reading) -> dict[str, dict[str, object]]:
    """``{"situation": {"present": bool, "quote": str}, …}``; a quote is a verbatim part of the answer or empty."""
    sentences = [s for s in reading.sentences if s.last - s.first >= 3]
    solid, empty = particulars(reading), empty_words(reading)
    acting = {reading.answer.sentence_of(first) for first, _ in own_acts(reading)}
    place = {s: i / max(1, len(sentences) - 1) for i, s in enumerate(sentences)}

    def good(sentence: Sentence) -> float:
        return min(3, reading.count_in(sentence, solid)) - reading.count_in(sentence, empty)

    def text(sentence: Sentence) -> str:
        return reading.answer.quote(sentence)

    rated = {
        "situation": [
            (good(s) + 2 * (1 - place[s]), s) for s in sentences if place[s] <= 0.5 and _SETTING.search(text(s))
        ],
        "task": [(good(s) + 1 - place[s], s) for s in sentences if place[s] <= 0.7 and _TASK.search(text(s))],
        "action": [(good(s), s) for s in sentences if s in acting],
        "result": [(good(s) + 2 * place[s], s) for s in sentences if place[s] >= 0.5 and _RESULT.search(text(s))],
    }
    found: dict[str, dict[str, object]] = {}
    for part, options in rated.items():
        kept = [(value, s) for value, s in options if value > 0]
        best = max(kept, key=lambda pair: (pair[0], -pair[1].start), default=None)
        found[part] = {"present": best is not None, "quote": shortened(text(best[1])) if best else ""}
    return found


def shortened(quote: str) -> str:
    """The start of a long quote, cut at a word, still verbatim."""
    if len(quote) <= LONGEST_QUOTE:
        return quote
    return quote[:LONGEST_QUOTE].rsplit(" ", 1)[0]
