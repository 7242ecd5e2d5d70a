"""Turns a judgement into what a person reads: one strength in their own words, one fix, and the details."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared_backend.ai_engines.base import Evidence
from shared_backend.ai_engines.ensemble.base import Estimate, Judgement
from shared_backend.ai_engines.personal.helpfulness import Helpfulness
from shared_backend.domain.practice import CriterionLine, Feedback, PointLine, Range, Remark, StarPart
from shared_backend.services.content import advice
from shared_backend.services.content.library import STORY_TYPES, Library

STAR_NAMES: Mapping[str, str] = {
    "situation": "Situation",
    "task": "Task",
    "action": "Action",
    "result": "Result",
}
BLANKS: Mapping[str, str] = {
    "situation": "[When and where was this, and who was involved?]",
    "task": "[What had to be done, and what was your part in it?]",
    "action": "[What did you do yourself, step by step, and why that way?]",
    "result": "[What changed in the end, and how do you know?]",
}
MOST_QUOTES = 3


def compose(
    judgement: Judgement,
    *,
    question_type: str,
    library: Library,
    preference: str,
    helpfulness: Helpfulness,
    seed: str,
) -> Feedback:
    """Everything said about one answer.

    Parameters
    ----------
    preference : str
        The feedback style the person set, or "auto".
    seed : str
        Id of the attempt; the same attempt always gets the same words.
    """
    scores = {c: judgement.scores[c].value for c in library.criteria}
    found_fix: Mapping[str, Any] = judgement.details.get("fix") or {}
    weakest = str(found_fix.get("criterion") or min(scores, key=lambda c: scores[c]))
    style = advice.style_for(preference, helpfulness)
    topics = advice.ordered(scores, weakest, helpfulness)
    tips = tuple(Remark(c, "", advice.tip_for(library, c, question_type, scores[c], style, seed).text) for c in topics)
    overall = judgement.scores["overall"]
    return Feedback(
        overall=_range(overall),
        word=library.word(overall.value),
        strength=_strength(judgement.details.get("strength")),
        fix=Remark(weakest, str(found_fix.get("quote") or ""), str(found_fix.get("reason") or "")),
        tips=tips,
        criteria=tuple(_line(judgement, c, question_type, library) for c in library.criteria),
        star=_star(judgement.details.get("star")) if question_type in STORY_TYPES else (),
        key_points=_points(judgement.details.get("key_points")),
        outline=_outline(judgement.details, question_type),
        notes=tuple(str(note) for note in judgement.details.get("notes", ())),
        weakest=weakest,
        style=style,
        tip_keys=(f"style:{style}", *(f"criterion:{c}" for c in topics)),
    )


def _line(judgement: Judgement, criterion: str, question_type: str, library: Library) -> CriterionLine:
    rubric = library.criteria[criterion]
    score = judgement.scores[criterion]
    wording = "story" if question_type in STORY_TYPES else "substance"
    quotes = _quotes([e for e in judgement.evidence if e.output == criterion])
    meaning = rubric.levels[str(round(score.value))]
    return CriterionLine(criterion, rubric.name[wording], _range(score), meaning, quotes)


def _quotes(evidence: list[Evidence]) -> tuple[str, ...]:
    telling = sorted((e for e in evidence if e.quote), key=lambda e: -abs(e.weight))
    return tuple(dict.fromkeys(e.quote for e in telling))[:MOST_QUOTES]


def _strength(found: Mapping[str, Any] | None) -> Remark | None:
    if not found or not found.get("quote"):
        return None  # praise without the person's own words would be empty
    return Remark(str(found["criterion"]), str(found["quote"]), str(found["reason"]))


def _star(found: Mapping[str, Any] | None) -> tuple[StarPart, ...]:
    if not found:
        return ()
    return tuple(
        StarPart(name, bool(found[part]["present"]), str(found[part]["quote"])) for part, name in STAR_NAMES.items()
    )


def _points(found: list[Mapping[str, Any]] | None) -> tuple[PointLine, ...]:
    return tuple(PointLine(str(p["point"]), bool(p["covered"]), str(p["quote"])) for p in found or ())


def _outline(details: Mapping[str, Any], question_type: str) -> tuple[str, ...]:
    """A stronger answer in the person's own facts; what is missing stays a [blank], never an invention."""
    if question_type in STORY_TYPES:
        star: Mapping[str, Any] = details.get("star") or {}
        return tuple(
            f"{name}: {_quoted(star[part]['quote'])}"
            if star.get(part, {}).get("present") and star[part]["quote"]
            else f"{name}: {BLANKS[part]}"
            for part, name in STAR_NAMES.items()
        )
    return tuple(
        f"You say: {_quoted(str(p['quote']))}" if p["covered"] and p["quote"] else f"[Add, if you agree: {p['point']}]"
        for p in details.get("key_points") or ()
    )


def _quoted(words: str) -> str:
    return f"“{words.strip()}”"


def _range(estimate: Estimate) -> Range:
    return Range(estimate.value, estimate.low, estimate.high)
