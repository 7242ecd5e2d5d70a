"""Measures of how a choice is justified and a point is waved away: moral disengagement, dismissal, having no case.

The eight lists follow the mechanisms of Bandura (1999), Moral disengagement in the perpetration of inhumanities.
"""

from __future__ import annotations

import math

from shared_backend.ai_engines.tasks.interview_coach.links import LINKS
from shared_backend.ai_engines.tasks.interview_coach.points import Point
from shared_backend.ai_engines.tasks.interview_coach.reading import STORY_TYPES, Reading, is_content

EXCUSES = ("everybody", "harmless", "renamed", "not_me", "their_fault", "secret", "rather_hurry", "own_feeling")


def attitude(reading: Reading, met: tuple[Point, ...]) -> dict[str, float]:
    """Named measures: a capped logarithmic count of each mechanism, their sum, and dismissals near key points."""
    n = max(1, len(reading.core))
    story = float(reading.type in STORY_TYPES)
    named: dict[str, float] = {}
    total = kinds = 0
    for name in EXCUSES:
        count = len(reading.hits("excuses", name))
        named[f"excuse_{name}"] = math.log1p(min(8, count))
        total += count
        kinds += count > 0
    named["excuses_rate"] = min(15.0, 100 * total / (n + 25))
    named["excuse_kinds"] = float(kinds)
    no_case = len(reading.hits("excuses", "no_case")) + len(reading.hits("voice", "dont_know"))
    named["no_case"] = min(2.0, 20 * no_case / (n + 20))
    named["no_case_story"] = named["no_case"] * story
    dismissals = reading.marked("dismissal", "dismiss")
    named["dismiss_rate"] = min(25.0, 100 * len(reading.hits("dismissal", "dismiss")) / (n + 15))
    named["dismiss_technical"] = named["dismiss_rate"] * (1 - story)
    matched = [p for p in met if p.sentence is not None and p.share >= 0.3]
    waved = [p for p in matched if p.sentence is not None and reading.count_in(p.sentence, dismissals) >= 2]
    named["points_waved"] = len(waved) / max(1, len(matched))
    named["points_turned"] = sum(p.opposed for p in matched) / max(1, len(matched))
    named["points_kept"] = sum(p.share for p in matched if not p.opposed and p not in waved) / max(1, len(met))
    words = reading.answer.words
    named["links"] = sum(1 for i in reading.core if words[i] in LINKS) / n
    named["commas"] = min(0.4, reading.answer.raw.count(",") / n)
    named["exclaims"] = math.log1p(min(6, reading.answer.raw.count("!")))
    content = [i for i in reading.core if is_content(words[i])]
    echoed = sum(1 for i in content if reading.answer.stems[i] in reading.asked)
    named["echo_words"] = echoed / max(1, len(content))
    named["new_content"] = math.log1p(min(120, len(reading.content - reading.asked)))
    sentences = reading.sentences
    bare = sum(1 for s in sentences if not any(words[i] in LINKS for i in range(s.first, s.last)))
    named["bare_sentences"] = bare / max(1, len(sentences))
    rhetorical = sum(1 for s in sentences if s.last - s.first <= 5 and reading.answer.quote(s).endswith("?"))
    named["short_questions"] = math.log1p(min(6, rhetorical)) * story
    return named
