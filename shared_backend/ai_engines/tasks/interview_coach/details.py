"""What the feedback page needs beside the scores: STAR parts, key points, strength, fix, flags; quoted verbatim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shared_backend.ai_engines.base import Evidence
from shared_backend.ai_engines.tasks.interview_coach.ceilings import is_hypothetical, is_keyword_list
from shared_backend.ai_engines.tasks.interview_coach.points import COVERED, points, relevance
from shared_backend.ai_engines.tasks.interview_coach.praise import Finding, findings
from shared_backend.ai_engines.tasks.interview_coach.reading import STORY_TYPES, Reading
from shared_backend.ai_engines.tasks.interview_coach.rows import CRITERIA
from shared_backend.ai_engines.tasks.interview_coach.star import shortened, star
from shared_backend.ai_engines.tasks.interview_coach.voice import asks_for_story
from shared_backend.ai_engines.tasks.scores import Explanation

GOOD = 2.5
# So little of the question comes back in 35 of 100 fitting behavioural answers (14 situational ones), and in 66 (73) of
# 100 that were given to another question: too weak to lower a score, enough not to say that the question is answered.
NOT_MET = 0.1
_WEIGHTS = {"relevance": 1.2, "action": 1.1, "result": 1.0, "specificity": 1.0, "structure": 0.9, "clarity": 0.8}


def explain(reading: Reading, scores: Mapping[str, float], rules: Sequence[str]) -> Explanation:
    """Evidence per criterion and the details documented in `InterviewCoach.explain`."""
    good, weak = findings(reading)
    evidence = [_evidence(reading, finding, 1.0) for finding in good] + [
        _evidence(reading, finding, -1.0) for finding in weak
    ]
    details: dict[str, object] = {
        "star": star(reading) if reading.type in STORY_TYPES else {},
        "key_points": _key_points(reading),
        "strength": _strength(good, scores, rules),
        "fix": _fix(weak, scores),
        "caps": list(rules),
        "flags": _flags(reading),
    }
    return Explanation(tuple(e for e in evidence if e is not None), details)


def _evidence(reading: Reading, finding: Finding, weight: float) -> Evidence | None:
    if finding.sentence is None:
        return None
    quote = shortened(reading.answer.quote(finding.sentence))
    start = finding.sentence.start
    return Evidence(finding.criterion, quote, start, start + len(quote), finding.reason, weight)


def _key_points(reading: Reading) -> list[dict[str, object]]:
    return [
        {
            "point": wanted.raw,
            "covered": met.share >= COVERED,
            "quote": shortened(reading.answer.quote(met.sentence))
            if met.sentence is not None and met.share >= COVERED
            else "",
        }
        for wanted, met in zip(reading.key_points, points(reading), strict=True)
    ]


def _strength(good: Sequence[Finding], scores: Mapping[str, float], rules: Sequence[str]) -> dict[str, str] | None:
    """The best-scored criterion that a sentence shows; None when nothing is there or a ceiling was applied."""
    shown = [f for f in good if f.sentence is not None and scores.get(f.criterion, 0.0) >= GOOD]
    if rules or not shown:
        return None
    best = max(shown, key=lambda f: (f.strength * scores[f.criterion], f.criterion))
    return {"criterion": best.criterion, "quote": best.quote, "reason": best.reason}


def _fix(weak: Sequence[Finding], scores: Mapping[str, float]) -> dict[str, str]:
    """The weakest criterion by importance, with the sentence that shows it when there is one."""
    lowest = max(CRITERIA, key=lambda name: (_WEIGHTS[name] * (4.0 - scores.get(name, 0.0)), name))
    shown = [f for f in weak if f.criterion == lowest]
    best = max(shown, key=lambda f: f.strength, default=None)
    if best is None:
        return {"criterion": lowest, "reason": MISSING[lowest], "quote": ""}
    return {"criterion": lowest, "reason": best.reason, "quote": best.quote}


MISSING = {
    "relevance": "More of the answer could speak to what the question asks.",
    "structure": "The steps could follow one another more clearly.",
    "specificity": "A fact that could be checked would help: who, when, how many.",
    "action": "What you did or would decide yourself could be clearer.",
    "result": "How it ended, or how you would know it worked, could be clearer.",
    "clarity": "The same could be said with fewer words.",
}


def _flags(reading: Reading) -> list[str]:
    measured = relevance(reading, ())
    flags = {
        "hypothetical": asks_for_story(reading) and is_hypothetical(reading),
        "keyword_list": is_keyword_list(reading),
        "questionable_choice": len(reading.hits("caution", "dishonest")) >= 2,
        "missing_own_part": reading.type == "behavioral" and not any(w == "i" for w in reading.answer.words),
        "long": len(reading.core) > 300,
        "own_subject": reading.type in STORY_TYPES and measured["asked_met"] <= NOT_MET,
        "key_point_turned_around": sum(p.opposed for p in points(reading)) >= 2,
    }
    return [name for name, raised in flags.items() if raised]
