"""Turns a judgement into what a person reads: one strength in their own words, one fix, and the details."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shared_backend.ai_engines.base import Evidence
from shared_backend.ai_engines.ensemble.base import Estimate, Judgement
from shared_backend.domain.practice import CriterionLine, Feedback, PointLine, Range, Remark, StarPart, Wording
from shared_backend.services.content import advice
from shared_backend.services.content.library import STORY_TYPES, Library, kind_of
from shared_backend.services.content.outline import STAR_NAMES, outline
from shared_backend.services.content.quoting import quoted
from shared_backend.services.content.signs import PROBLEMS, SAYS_NOTHING, closing_words, signs_of
from shared_backend.services.content.tip_choice import Advice, tip_for

MOST_QUOTES = 3
# What has to be mended before anything else is worth a word, and the criterion it belongs to.
FIRST: Mapping[str, str] = {
    "dont_know": "relevance",
    "copied": "relevance",
    "keywords": "clarity",
    "hypothetical": "relevance",
    "careless": "action",
    "off_question": "relevance",
}
FITS = 1.5  # of 4: from here on a level says that the question is answered
SOUND = 2.0  # of 4: below it what is said is not right enough to be praised for its form


def compose(
    judgement: Judgement,
    record: Mapping[str, Any],
    *,
    library: Library,
    wording: Callable[[str], Wording],
    seed: str,
) -> Feedback:
    """Everything said about one answer.

    Parameters
    ----------
    record : mapping
        What was judged: question, type, answer.
    wording : callable
        Gives the way to put it, for the criterion that the one thing to change is about.
    seed : str
        Id of the attempt; the same attempt always gets the same words.
    """
    question_type, signs = str(record["type"]), signs_of(record, judgement)
    scores = {c: judgement.scores[c].value for c in library.criteria}
    weakest = _weakest(judgement, scores, signs)
    way = wording(weakest)
    topics = (weakest,) if SAYS_NOTHING & signs.keys() else advice.ordered(scores, weakest)
    tips: dict[str, Advice] = {}
    for c in topics:
        said = {tip.problem for tip in tips.values() if tip.problem}
        tips[c] = tip_for(library, c, question_type, scores[c], way.style, signs=signs, seed=seed, said=said)
    overall = judgement.scores["overall"]
    return Feedback(
        overall=_range(overall),
        word=library.word(overall.value),
        strength=_strength(judgement, question_type, signs),
        fix=_fix(judgement, record, weakest, tips[weakest]),
        tips=tuple(Remark(c, "", tip.text) for c, tip in tips.items()),
        criteria=tuple(_line(judgement, c, question_type, library) for c in library.criteria),
        star=_star(judgement.details.get("star")) if question_type in STORY_TYPES else (),
        key_points=_points(judgement.details.get("key_points")),
        outline=outline(judgement.details, question_type),
        notes=tuple(str(note) for note in judgement.details.get("notes", ())),
        weakest=weakest,
        tip_keys=(f"style:{way.style}", f"detail:{way.detail}", f"tone:{way.tone}", f"format:{way.format}"),
        wording=way,
    )


def _weakest(judgement: Judgement, scores: Mapping[str, float], signs: Mapping[str, str]) -> str:
    urgent = next((FIRST[sign] for sign in PROBLEMS if sign in FIRST and sign in signs), None)
    found = (judgement.details.get("fix") or {}).get("criterion")
    return urgent or str(found or min(scores, key=lambda c: scores[c]))


def _fix(judgement: Judgement, record: Mapping[str, Any], weakest: str, tip: Advice) -> Remark:
    """The words of the answer that the first tip is about, and why; nothing when the tip quotes them itself."""
    found: Mapping[str, Any] = judgement.details.get("fix") or {}
    if tip.quotes:
        return Remark(weakest, "", "")
    if tip.problem and found.get("criterion") == weakest and found.get("quote"):
        return Remark(weakest, str(found["quote"]), str(found["reason"]))
    closing = closing_words(record) if weakest == "result" else ""
    if closing and judgement.scores[weakest].value < advice.GOOD_ENOUGH:
        return Remark(weakest, "", f"Your answer ends with {quoted(closing)}")
    return Remark(weakest, "", "")


def _line(judgement: Judgement, criterion: str, question_type: str, library: Library) -> CriterionLine:
    rubric = library.criteria[criterion]
    score = judgement.scores[criterion]
    kind = kind_of(question_type)
    quotes = _quotes([e for e in judgement.evidence if e.output == criterion])
    unseen = criterion == "relevance" and "own_subject" in judgement.details.get("flags", ()) and score.value >= FITS
    meaning = rubric.not_shown if unseen else rubric.meaning(kind, score.value)
    return CriterionLine(criterion, rubric.name[kind], _range(score), meaning, quotes)


def _quotes(evidence: list[Evidence]) -> tuple[str, ...]:
    telling = sorted((e for e in evidence if e.quote), key=lambda e: -abs(e.weight))
    return tuple(dict.fromkeys(e.quote for e in telling))[:MOST_QUOTES]


def _strength(judgement: Judgement, question_type: str, signs: Mapping[str, str]) -> Remark | None:
    """What works, or None: no praise without the person's own words, for what harms, or for what is wrong."""
    found: Mapping[str, Any] | None = judgement.details.get("strength")
    if not found or not found.get("quote") or "careless" in signs:
        return None
    if question_type not in STORY_TYPES and judgement.scores["action"].value < SOUND:
        return None
    return Remark(str(found["criterion"]), str(found["quote"]), str(found["reason"]))


def _star(found: Mapping[str, Any] | None) -> tuple[StarPart, ...]:
    if not found:
        return ()
    return tuple(
        StarPart(name, bool(found[part]["present"]), str(found[part]["quote"]))
        for part, name in STAR_NAMES.items()
        if part in found
    )


def _points(found: list[Mapping[str, Any]] | None) -> tuple[PointLine, ...]:
    return tuple(PointLine(str(p["point"]), bool(p["covered"]), str(p["quote"])) for p in found or ())


def _range(estimate: Estimate) -> Range:
    return Range(estimate.value, estimate.low, estimate.high)
