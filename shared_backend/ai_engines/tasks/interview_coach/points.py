"""Measures of relevance: overlap with the question, copies of it, key points covered or turned around."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from shared_backend.ai_engines.tasks.interview_coach.reading import LEXICONS, Reading, is_content
from shared_backend.ai_engines.text.lexicon import load_groups
from shared_backend.ai_engines.text.words import Sentence, Words, read, stem

COVERED = 0.5


@dataclass(frozen=True, slots=True)
class Point:
    """How well one key point is met: `share` of its words in [0, 1], where best, and whether it is turned around."""

    share: float
    sentence: Sentence | None
    opposed: bool


@lru_cache(maxsize=20_000)
def _groups(word: str) -> frozenset[str]:
    return load_groups(LEXICONS / "synonyms.json").used(read(word))


def _meets(wanted: str, wanted_stem: str, words: Words, first: int, last: int) -> float:
    best = 0.0
    groups = _groups(wanted)
    for i in range(first, last):
        if words.stems[i] == wanted_stem:
            return 1.0
        word = words.words[i]
        if len(wanted_stem) >= 5 and word.startswith(wanted_stem[:5]):
            best = max(best, 0.8)
        elif groups and best < 0.6 and groups & _groups(word):
            best = 0.6
    return best


def point(reading: Reading, wanted: Words) -> Point:
    """The best match of a key point with one sentence and its successor."""
    terms = sorted({word for word in wanted.words if is_content(word)})
    if not terms or not reading.sentences:
        return Point(0.0, None, False)
    weights = {term: _weight(term) for term in terms}
    best, where = 0.0, None
    rows = [
        {term: _meets(term, stem(term), reading.answer, s.first, s.last) * weights[term] for term in terms}
        for s in reading.sentences
    ]
    total = sum(weights.values())
    for k, (sentence, row) in enumerate(zip(reading.sentences, rows, strict=True)):
        alone = sum(row.values())
        pair = sum(max(row[t], rows[k + 1][t]) for t in terms) if k + 1 < len(rows) else alone
        share = max(alone, 0.85 * pair) / total
        if share > best + 1e-9:
            best, where = share, sentence
    return Point(best, where, where is not None and best >= 0.35 and _turned(wanted, reading, where))


def _turned(wanted: Words, reading: Reading, where: Sentence) -> bool:
    told = read(reading.answer.quote(where))
    return _opposed(wanted, told, _signs(told))


def _weight(term: str) -> float:
    return 0.6 + 0.4 * min(1.0, len(term) / 8)


def _signs(words: Words) -> frozenset[str]:
    """Names of the groups of opposites that a text uses, such as more_a."""
    return load_groups(LEXICONS / "opposites.json").used(words)


def _opposed(wanted: Words, told: Words, told_signs: frozenset[str]) -> bool:
    wanted_signs = _signs(wanted)
    for name in wanted_signs - told_signs:
        other = f"{name[:-1]}{'b' if name.endswith('a') else 'a'}"
        if other in told_signs and other not in wanted_signs:
            return True
    return _negated(wanted) != _negated(told)


def _negated(words: Words) -> bool:
    return (
        sum(1 for word in words.words if word in ("not", "no", "never", "without", "unnecessary", "nobody", "nothing"))
        % 2
        == 1
    )


def points(reading: Reading) -> tuple[Point, ...]:
    """One `Point` a key point, in their order."""
    return tuple(point(reading, wanted) for wanted in reading.key_points)


def copied(reading: Reading) -> float:
    """Share of the answer's words that stand in runs of five or more taken from the question."""
    ours, theirs = list(reading.answer.words[:1500]), list(reading.question.words[:400])
    if not ours or not theirs:
        return 0.0
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= 5) / len(ours)


def relevance(reading: Reading, met: Iterable[Point]) -> dict[str, float]:
    """Named measures of how the answer relates to the question and its key points."""
    asked, content = reading.asked, reading.content
    shares = [p.share for p in met]
    opposed = sum(p.opposed for p in met)
    prefix = {term[:5] for term in content if len(term) >= 5}
    hit = [1.0 if t in content else 0.7 if len(t) >= 5 and t[:5] in prefix else 0.0 for t in sorted(asked)]
    role = {stem(w) for w in reading.role.words if is_content(w)}
    n_points = max(1, len(shares))
    covered = sum(1 for share in shares if share >= COVERED)
    return {
        "asked_met": sum(hit) / max(1, len(hit)),
        "asked_met_n": math.log1p(sum(hit)),
        "echo": len(content & asked) / max(1, len(content)),
        "copied": copied(reading),
        "role_met": float(bool(role & content)),
        "has_points": float(bool(shares)),
        "points_mean": sum(shares) / n_points,
        "points_covered": covered / n_points,
        "points_best": max(shares, default=0.0),
        "points_soft": sum(min(1.0, max(0.0, (share - 0.25) / 0.4)) for share in shares) / n_points,
        "points_opposed": opposed / n_points,
        "points_a_word": 100 * sum(shares) / (len(reading.core) + 40),
    }
