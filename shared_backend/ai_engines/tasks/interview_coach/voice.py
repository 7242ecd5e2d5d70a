"""Measures of how the answer is told: length, sentences, lists, person, tense, filler and empty language."""

from __future__ import annotations

import math
import re

from shared_backend.ai_engines.tasks.interview_coach.reading import STORY_TYPES, Reading

_LIST_LINE = re.compile(r"^\s*(?:[-*•–·]|\d+[.)]|\*\*|#)", re.MULTILINE)
_LABEL_LINE = re.compile(r"^\s*(?:[-*•–·]\s*)?(?:\*\*)?[A-Z][\w' /&-]{2,40}:", re.MULTILINE)
_TOLD_QUESTION = re.compile(
    r"tell me about (?:a|an|the|one|your|something|someone|somebody|when)"
    r"|describe (?:a|an|one|the) (?:time|situation|case|moment|decision|project)"
    r"|a time (?:when|you|that)|give (?:me )?an example|have you ever"
    r"|when (?:have|did) you|walk me through (?:a time|one|an?)",
    re.IGNORECASE,
)
_VOICE = ("filler", "hedge", "intensifier", "self_praise", "self_excuse")
_HOLLOW = ("buzz", "advice", "abstract")


def asks_for_story(reading: Reading) -> bool:
    """Whether the question wants something that happened rather than something that would be done."""
    return reading.type == "behavioral" or (
        reading.type == "situational" and bool(_TOLD_QUESTION.search(reading.question.raw))
    )


def voice(reading: Reading) -> dict[str, float]:
    """Named measures; shares are of words (0–1), counts are capped logarithms."""
    answer, core = reading.answer, reading.core
    n = max(1, len(core))
    lengths = [s.last - s.first for s in reading.sentences] or [0]
    mean_length = sum(lengths) / len(lengths)
    lines = [line for line in answer.raw.splitlines() if line.strip()] or [""]
    words = answer.words
    unique = len({words[i] for i in core[:120]}) / max(1, min(120, n))
    named = {
        "log_words": math.log1p(min(n, 250)),
        "brief": max(0.0, 1 - n / 40),
        "tiny": float(n < 12),
        "long": max(0.0, math.log(n / 220)) if n > 220 else 0.0,
        "sentence_words": math.log1p(min(mean_length, 60)),
        "sentence_short": sum(1 for k in lengths if k <= 7) / len(lengths),
        "sentence_long": sum(1 for k in lengths if k > 28) / len(lengths),
        "list_lines": len(_LIST_LINE.findall(answer.raw)) / len(lines),
        "label_lines": min(1.0, len(_LABEL_LINE.findall(answer.raw)) / max(3, len(lines))),
        "unique": unique,
        "i": sum(1 for i in core if words[i] == "i") / n,
        "my": sum(1 for i in core if words[i] in ("my", "me", "myself", "mine")) / n,
        "we": sum(1 for i in core if words[i] in ("we", "us", "our", "ours")) / n,
        "you": sum(1 for i in core if words[i] in ("you", "your", "one's", "yourself")) / n,
        "others": sum(1 for i in core if words[i] in ("he", "she", "him", "her", "his", "they", "them")) / n,
        "articles": sum(1 for i in core if words[i] in ("the", "a", "an")) / n,
        "is": sum(1 for i in core if words[i] in ("is", "are")) / n,
    }
    named.update({name: _share(reading, "voice", name, len(answer) if name == "filler" else n) for name in _VOICE})
    named.update({name: _share(reading, "hollow", name, n) for name in _HOLLOW})
    told = len(reading.hits("substance", "past")) + sum(
        1 for i in core if words[i].endswith("ed") and len(words[i]) > 4
    )
    would = len(reading.hits("substance", "self_told"))
    named["past"] = min(0.3, told / n)
    named["would"] = min(0.15, would / n)
    named["hypothetical"] = float(asks_for_story(reading)) * would / max(1.0, would + told)
    named["hypothetical_always"] = would / max(1.0, would + told)
    named["story_type"] = float(reading.type in STORY_TYPES)
    named["told_wanted"] = float(asks_for_story(reading))
    named["case"] = float(reading.type == "case_study")
    named["dont_know"] = min(1.0, len(reading.hits("voice", "dont_know")) * 12 / n)
    named["hollow_sentences"], named["hollow_run"] = _hollow_sentences(reading)
    return named


def _share(reading: Reading, file: str, name: str, n: int) -> float:
    return min(0.6, len(reading.marked(file, name)) / max(1, n))


def particulars(reading: Reading) -> frozenset[int]:
    """Indices of words that name something one could see, count, date or quote."""
    answer = reading.answer
    names = {
        i
        for s in reading.sentences
        for i in range(s.first + 1, s.last)
        if answer.capital[i] and answer.words[i] != "i" and answer.words[i - 1] != "i"
    }
    digits = {i for i, word in enumerate(answer.words) if word[0].isdigit()}
    marked = reading.marked("substance", "concrete") | reading.marked("substance", "time")
    return marked | reading.marked("substance", "person") | frozenset(names | digits)


def empty_words(reading: Reading) -> frozenset[int]:
    """Indices of words in slogans, advice and self-praise."""
    return (
        reading.marked("hollow", "buzz") | reading.marked("hollow", "advice") | reading.marked("voice", "self_praise")
    )


def _hollow_sentences(reading: Reading) -> tuple[float, float]:
    solid, empty = particulars(reading), empty_words(reading)
    flags = [
        reading.count_in(s, empty) > 0 and reading.count_in(s, solid) == 0
        for s in reading.sentences
        if s.last - s.first > 2
    ]
    if not flags:
        return 0.0, 0.0
    run = best = 0
    for flag in flags:
        run = run + 1 if flag else 0
        best = max(best, run)
    return sum(flags) / len(flags), min(1.0, best / 5)
