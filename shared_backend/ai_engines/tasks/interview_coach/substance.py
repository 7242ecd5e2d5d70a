"""Measures of what is told: particulars, own acts, reasons, choices, checks, outcomes, candour, and warning signs."""

from __future__ import annotations

import math
import re

from shared_backend.ai_engines.tasks.interview_coach.reading import Reading, is_content
from shared_backend.ai_engines.tasks.interview_coach.voice import asks_for_story, empty_words, particulars

_QUOTED = re.compile(r"[\"“«][^\"”»\n]{4,200}[\"”»]")
_ADVERBS = frozenset(
    [
        "also",
        "then",
        "just",
        "only",
        "never",
        "always",
        "first",
        "quickly",
        "immediately",
        "personally",
        "simply",
        "really",
        "still",
        "would",
        "will",
        "had",
        "have",
        "did",
        "do",
        "not",
    ]
)
_SIGNS = (
    "reason",
    "choice",
    "check",
    "outcome",
    "reflection",
    "candour",
    "speech",
    "amount",
    "person",
    "time",
    "concrete",
)
_WARNINGS = ("dishonest", "unsafe", "overclaim", "negation")


def own_acts(reading: Reading) -> list[tuple[int, int]]:
    """Word ranges where the speaker does something: "I" and within three words an act."""
    acts = reading.marked("substance", "act")
    words = reading.answer.words
    found = []
    for i, word in enumerate(words):
        if word != "i":
            continue
        for j in range(i + 1, min(i + 5, len(words))):
            if j in acts or (words[j].endswith("ed") and len(words[j]) > 4):
                found.append((i, j + 1))
                break
            if words[j] not in _ADVERBS:
                break
    return found


def substance(reading: Reading) -> dict[str, float]:
    """Named measures: a density a hundred words (``_rate``) and a capped count (``_n``) of each sign."""
    n = max(1, len(reading.core))
    solid = particulars(reading)
    named: dict[str, float] = {}
    for file, signs in (("substance", _SIGNS), ("caution", _WARNINGS)):
        for sign in signs:
            hits = [hit for hit in reading.hits(file, sign) if hit.first not in reading.fillers]
            named[f"{sign}_rate"] = min(25.0, 100 * len(hits) / (n + 15))
            named[f"{sign}_n"] = math.log1p(min(len(hits), 12))
    acts = own_acts(reading)
    named["own_acts_rate"] = min(25.0, 100 * len(acts) / (n + 15))
    named["own_acts_n"] = math.log1p(min(12, len(acts)))
    named["bound_acts"] = math.log1p(min(10, sum(_has_any(reading, first, solid) for first, _ in acts)))
    digits = [i for i, word in enumerate(reading.answer.words) if word[0].isdigit() and not _is_enumerator(reading, i)]
    named["digits_rate"] = min(15.0, 100 * len(digits) / (n + 15))
    named["digits_n"] = math.log1p(min(10, len(digits)))
    named["percent"] = min(1.0, reading.answer.raw.count("%") / 4)
    named["quoted"] = math.log1p(min(5, len(_QUOTED.findall(reading.answer.raw))))
    named["asks_back"] = math.log1p(min(5, reading.answer.raw.count("?")))
    named["solid_rate"] = min(60.0, 100 * len(solid - reading.fillers) / (n + 10))
    sentences = [s for s in reading.sentences if s.last - s.first > 2]
    solid_sentences = [s for s in sentences if reading.count_in(s, solid)]
    named["solid_sentences"] = len(solid_sentences) / max(1, len(sentences))
    named["solid_sentences_n"] = math.log1p(min(15, len(solid_sentences)))
    named["solid_minus_empty"] = max(-1.0, (len(solid) - 2 * len(empty_words(reading))) / n)
    named["long_words"] = sum(1 for i in reading.core if len(reading.answer.words[i]) > 8) / n
    named["nominal"] = sum(1 for i in reading.core if _nominal(reading.answer.words[i])) / n
    named["distinct_content"] = math.log1p(min(150, len(reading.content)))
    named["content_share"] = sum(1 for i in reading.core if is_content(reading.answer.words[i])) / n
    late = [hit for hit in reading.hits("substance", "outcome") if hit.first > 0.55 * len(reading.answer)]
    named["late_outcome"] = math.log1p(min(5, len(late)))
    condition = sum(
        1
        for i in reading.core
        if reading.answer.words[i] in ("if", "unless", "until", "otherwise", "whether", "depends")
    )
    named["conditions"] = math.log1p(min(8, condition))
    contrast = sum(
        1 for i in reading.core if reading.answer.words[i] in ("but", "instead", "rather", "though", "although", "yet")
    )
    named["contrasts"] = math.log1p(min(8, contrast))
    steps = sum(
        1
        for i in reading.core
        if reading.answer.words[i] in ("first", "then", "before", "after", "second", "third", "last", "once", "when")
    )
    named["steps"] = math.log1p(min(8, steps))
    named["story_without_act"] = float(asks_for_story(reading) and not acts)
    return named


def _has_any(reading: Reading, word: int, marked: frozenset[int]) -> bool:
    return reading.count_in(reading.answer.sentence_of(word), marked) > 0


def _is_enumerator(reading: Reading, word: int) -> bool:
    end = reading.answer.ends[word]
    return reading.answer.raw[end : end + 1] in (".", ")", ":") and reading.answer.raw[
        : reading.answer.starts[word]
    ].rstrip(" *#")[-1:] in ("", "\n")


def _nominal(word: str) -> bool:
    return len(word) > 7 and word.endswith(
        ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship", "ism", "ility", "tions", "ments")
    )
