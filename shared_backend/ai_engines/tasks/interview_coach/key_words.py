"""Measures of how much of the key points' own wording an answer uses: their new words, numbers and word pairs."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise

from shared_backend.ai_engines.tasks.interview_coach.reading import Reading, is_content
from shared_backend.ai_engines.text.words import Words

_SPELLED = {
    "half": 0.5, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0,
    "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "twenty": 20.0, "thirty": 30.0, "hundred": 100.0,
}  # fmt: skip
_NEGATIVE = frozenset(("not", "no", "never", "without", "none", "nothing", "nobody", "neither", "nor", "only"))
_WINDOW = 6


def key_words(reading: Reading) -> dict[str, float]:
    """Named measures; all zero for a question without key points."""
    wanted = [[s for s, w in zip(p.stems, p.words, strict=True) if is_content(w)] for p in reading.key_points]
    terms = sorted({term for point in wanted for term in point} - reading.asked)
    used = set(reading.answer.stems)
    starts = {term[:5] for term in used if len(term) >= 5}
    hit = {t: 1.0 if t in used else 0.8 if len(t) >= 5 and t[:5] in starts else 0.0 for t in terms}
    touched = [any(hit.get(term, 0.0) > 0 for term in point) for point in wanted]
    near, negated, together = _pairs(reading, wanted)
    numbers = _numbers(reading.key_points) - _numbers((reading.question,))
    told = _numbers((reading.answer,))
    return {
        "key_words": sum(hit.values()) / max(1, len(terms)),
        "key_words_dense": min(0.6, sum(hit.values()) / (len(reading.content) + 15)),
        "key_points_touched": sum(touched) / max(1, len(touched)),
        "key_pairs": together,
        "key_phrases": near,
        "key_phrases_negated": negated,
        "key_numbers_asked": float(bool(numbers)),
        "key_numbers": len(numbers & told) / max(1, len(numbers)),
        "other_numbers": min(1.0, len(told - numbers - _numbers((reading.question,))) / 6) * float(bool(terms)),
    }


def _numbers(texts: tuple[Words, ...]) -> set[float]:
    found: set[float] = set()
    for text in texts:
        for word in text.words:
            if word in _SPELLED:
                found.add(_SPELLED[word])
            elif word[0].isascii() and word[0].isdigit() and word.replace(",", "").replace(".", "", 1).isdecimal():
                found.add(float(word.replace(",", "")))
    return found


def _pairs(reading: Reading, wanted: list[list[str]]) -> tuple[float, float, float]:
    """Shares of a point's neighbouring words found near each other, the same with a negation, and in one sentence."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, term in enumerate(reading.answer.stems[:3000]):
        places[term].append(i)
    owner = {i: k for k, s in enumerate(reading.sentences) for i in range(s.first, s.last)}
    near = negated = total = together = combined = 0
    for point in wanted:
        for one, other in pairwise(point):
            total += 1
            spans = [
                (min(x, z), max(x, z))
                for x in places.get(one, ())
                for z in places.get(other, ())
                if abs(x - z) <= _WINDOW
            ]
            near += bool(spans)
            negated += any(_NEGATIVE.intersection(reading.answer.words[max(0, x - 3) : z + 1]) for x, z in spans)
        for one, other in combinations(sorted(set(point)), 2):
            if one in reading.asked and other in reading.asked:
                continue
            combined += 1
            homes = {owner.get(x, -9) for x in places.get(one, ())}
            together += any(owner.get(z, -99) + step in homes for z in places.get(other, ()) for step in (-1, 0, 1))
    return near / max(1, total), negated / max(1, total), together / max(1, combined)
