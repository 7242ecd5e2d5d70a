"""Checks the sentences around feedback: every way is there, nobody is praised for nothing, no joke on bad news."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shared_backend.ai_engines.personal.helpfulness import DIMENSIONS
from shared_backend.services.content.library import Library
from shared_backend.services.content.near_duplicates import near_duplicates
from shared_backend.services.content.outline import STAR_NAMES
from shared_backend.services.content.reading_level import grade

BANDS = ("low", "middle", "high")
ALWAYS_SERIOUS = "safety_awareness"
MOST_WORDS, HARDEST_GRADE, LEAST_SENTENCES = 24, 12.0, 2
SAME = 0.6
FIELDS: Mapping[str, set[str]] = {
    "strength": {"quote", "text"},
    "evidence": {"quote"},
    "story_whole": {"there"},
    "story_parts": {"there", "missing"},
    "story_none": {"missing"},
}
PLAIN_TONE = "neutral"
# Praise belongs to a quote, and a promise to nobody.
_PRAISE = re.compile(
    r"\b(?:great|excellent|awesome|amazing|perfect|well done|good job|proud|impressive|guarantee\w*|will get|hired)\b",
    re.IGNORECASE,
)


def wording_problems(library: Library) -> Iterator[str]:
    """One sentence for each fault."""
    wording = library.wording
    bands = wording["bands"]
    if not 0.0 < bands["middle"] < bands["high"] < 10.0:
        yield "wording: the bands are not in order within 0 to 10."
    serious = wording["serious_competencies"]
    yield from (f"wording: the serious competency {c} is unknown." for c in serious if c not in library.competencies)
    if ALWAYS_SERIOUS not in serious:
        yield f"wording: {ALWAYS_SERIOUS} is not among the serious competencies."
    if set(wording["tones"]) != set(DIMENSIONS["tone"]):
        yield "wording: there is a tone too many or too few."
    for tone, sentences in wording["tones"].items():
        yield from (f"wording, {tone}: {wrong}" for wrong in _tone_problems(tone, sentences))
    yield from _spoken_problems(wording["conversational"])
    yield from _example_problems(wording["examples"], library)
    yield from _preview_problems(wording["preview"], library)
    every = {f"{tone}-{i}": text for tone, made in wording["tones"].items() for i, text in enumerate(_all(made))}
    for one, other, share in near_duplicates(every, SAME):
        yield f"wording: {one} and {other} say nearly the same ({share})."


def focus_problems(library: Library) -> Iterator[str]:
    """One sentence for each fault of the career focus."""
    for name, focus in library.career_focus.items():
        if not focus["competencies"] or not set(focus["competencies"]) <= set(library.competencies):
            yield f"career_focus, {name}: competencies are missing or unknown."
        if not str(focus["words"]).strip():
            yield f"career_focus, {name}: it has no words."


def _all(tone: Mapping[str, Any]) -> list[str]:
    return [text for band in BANDS for text in tone["opening"][band]] + list(tone["bridge"])


def _tone_problems(tone: str, sentences: Mapping[str, Any]) -> Iterator[str]:
    for band in BANDS:
        found: Sequence[str] = sentences["opening"][band]
        silent = tone == PLAIN_TONE or (tone == "humorous" and band == "low")
        if silent and found:
            yield f"nothing may be said in the band {band}."
        if not silent and len(found) < LEAST_SENTENCES:
            yield f"{LEAST_SENTENCES} openings are needed in the band {band}."
    if (tone == PLAIN_TONE) == bool(sentences["bridge"]):
        yield "a bridge belongs to every tone but the plain one."
    for text in _all(sentences):
        if len(re.findall(r"[.!?](?:\s|$)", text)) != 1 or not text.endswith("."):
            yield f"“{text}” is not one plain sentence."
        if len(text.split()) > MOST_WORDS or grade(text) > HARDEST_GRADE:
            yield f"“{text}” is too long or too hard to read."
        if _PRAISE.search(text):
            yield f"“{text}” praises or promises."


def _spoken_problems(templates: Mapping[str, str]) -> Iterator[str]:
    if templates.keys() != FIELDS.keys():
        yield "wording, conversational: a template is missing or unknown."
        return
    for name, template in templates.items():
        fields = {field for _, field, _, _ in string.Formatter().parse(template) if field is not None}
        if fields != FIELDS[name]:
            yield f"wording, conversational, {name}: it does not use the fields it is given."


def _preview_problems(preview: Mapping[str, Any], library: Library) -> Iterator[str]:
    tips = {tip.id: tip for tip in library.tips}
    for style in DIMENSIONS["style"]:
        found = [tips.get(tip_id) for tip_id in preview["tips"].get(style, ())]
        if len(found) < LEAST_SENTENCES or any(tip is None or tip.style != style or tip.when for tip in found):
            yield f"wording: the preview needs {LEAST_SENTENCES} {style} tips that fit any answer."
    if preview["criterion"] not in library.criteria or set(preview["star"]) != set(STAR_NAMES):
        yield "wording: the criterion or the parts of the preview are unknown."


def _example_problems(examples: Mapping[str, Mapping[str, str]], library: Library) -> Iterator[str]:
    for kind in ("story", "substance"):
        for criterion in library.criteria:
            text = examples.get(kind, {}).get(criterion, "")
            if "“" not in text or not text.endswith((".", ".”")):
                yield f"wording: the example on {criterion} for {kind} answers is missing or quotes nothing."
            elif grade(text) > HARDEST_GRADE:
                yield f"wording: the example on {criterion} for {kind} answers is too hard to read."
