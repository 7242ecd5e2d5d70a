"""Sentences that show a criterion met or missed, and why in plain words; nothing is praised that is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shared_backend.ai_engines.tasks.interview_coach.points import COVERED, points
from shared_backend.ai_engines.tasks.interview_coach.reading import STORY_TYPES, Reading
from shared_backend.ai_engines.tasks.interview_coach.star import shortened
from shared_backend.ai_engines.tasks.interview_coach.substance import own_acts
from shared_backend.ai_engines.tasks.interview_coach.voice import empty_words, particulars
from shared_backend.ai_engines.text.words import Sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """A criterion, why, the sentence that shows it (None = it is missing from the answer) and how strongly."""

    criterion: str
    reason: str
    sentence: Sentence | None
    quote: str
    strength: float


def findings(reading: Reading) -> tuple[list[Finding], list[Finding]]:
    """What the answer shows, and what it lacks; at most one finding a kind, strongest sentence first."""
    sentences = [s for s in reading.sentences if s.last - s.first >= 4]
    solid, empty = particulars(reading), empty_words(reading)

    def marks(file: str, name: str) -> Callable[[Sentence], float]:
        marked = reading.marked(file, name)
        return lambda s: float(reading.count_in(s, marked))

    def without_slogans(value: Callable[[Sentence], float]) -> Callable[[Sentence], float]:
        return lambda s: value(s) if reading.count_in(s, empty) == 0 else 0.0

    acting = [reading.answer.sentence_of(first) for first, _ in own_acts(reading)]
    story = reading.type in STORY_TYPES
    solid_count: Callable[[Sentence], float] = lambda s: float(reading.count_in(s, solid))  # noqa: E731
    good = [
        _best(reading, "specificity", "You name things one can picture or check.", sentences,
              without_slogans(solid_count), 3),
        _best(reading, "action", "You say what you did yourself.", sentences,
              without_slogans(lambda s: acting.count(s) + 0.3 * min(3.0, solid_count(s)) if s in acting else 0.0), 1.3)
        if story else _point_finding(reading),
        _best(reading, "result", "You say what came of it, or what you took from it.", sentences[len(sentences) // 2 :],
              without_slogans(lambda s: marks("substance", "outcome")(s) + marks("substance", "reflection")(s)), 1),
        _best(reading, "structure", "You put the steps in an order.", sentences, without_slogans(_orders(reading)), 1),
        _best(reading, "action", "You check before you decide.", sentences,
              without_slogans(lambda s: marks("substance", "check")(s) if s in acting else 0.0), 1),
        _best(reading, "relevance", "You speak to what was asked.", sentences,
              without_slogans(lambda s: float(len(set(reading.answer.stems[s.first : s.last]) & reading.asked))), 2),
    ]  # fmt: skip
    hollow: Callable[[Sentence], float] = lambda s: reading.count_in(s, empty) - 2 * solid_count(s)  # noqa: E731
    would: Callable[[Sentence], float] = lambda s: float(reading.count_in(s, reading.marked("substance", "self_told")))  # noqa: E731
    careless: Callable[[Sentence], float] = lambda s: (  # noqa: E731
        marks("caution", "dishonest")(s) + 0.5 * marks("caution", "unsafe")(s)
    )
    weak = [
        _best(reading, "specificity", "This could stand in anybody's answer: say what happened in your case.",
              sentences, hollow, 2),
        _best(reading, "clarity", "This sentence says little; it can go.", sentences, hollow, 2),
        _best(reading, "relevance", "The question asks for something that happened; this is what you would do.",
              sentences if reading.type == "behavioral" else [], would, 1),
        _best(reading, "action", "Look at this choice again: whom could it harm, who should know?", sentences,
              careless, 2),
        _best(reading, "structure", "This sentence is very long: one step a sentence is easier to follow.", sentences,
              lambda s: float(s.last - s.first), 35),
        _best(reading, "result", "This promises more certainty than you show: say how you know.", sentences,
              marks("caution", "overclaim"), 2),
    ]  # fmt: skip
    return [f for f in good if f], [f for f in weak if f]


def _best(
    reading: Reading,
    criterion: str,
    reason: str,
    sentences: list[Sentence],
    value: Callable[[Sentence], float],
    least: float,
) -> Finding | None:
    rated = [(value(s), s) for s in sentences]
    best, sentence = max(rated, key=lambda pair: (pair[0], -pair[1].start), default=(0.0, None))
    if sentence is None or best < least:
        return None
    return Finding(criterion, reason, sentence, shortened(reading.answer.quote(sentence)), min(2.0, best / least))


def _point_finding(reading: Reading) -> Finding | None:
    met = [p for p in points(reading) if p.sentence is not None and p.share >= COVERED and not p.opposed]
    best = max(met, key=lambda p: p.share, default=None)
    if best is None or best.sentence is None:
        return None
    quote = shortened(reading.answer.quote(best.sentence))
    return Finding(
        "action", "This meets one of the points a full answer needs.", best.sentence, quote, 1.0 + best.share
    )


def _orders(reading: Reading) -> Callable[[Sentence], float]:
    words = ("first", "then", "before", "after", "second", "finally", "last", "once")
    return lambda s: float(sum(1 for i in range(s.first, s.last) if reading.answer.words[i] in words))
