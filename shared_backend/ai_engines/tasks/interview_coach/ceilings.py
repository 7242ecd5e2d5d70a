"""Rules that hold whatever the engines think: no answer, a copied question, a list of keywords, an invented story."""

from __future__ import annotations

from collections.abc import Mapping

from shared_backend.ai_engines.tasks.interview_coach.links import LINKS
from shared_backend.ai_engines.tasks.interview_coach.points import copied
from shared_backend.ai_engines.tasks.interview_coach.reading import Reading, is_content
from shared_backend.ai_engines.tasks.interview_coach.substance import own_acts
from shared_backend.ai_engines.tasks.interview_coach.voice import asks_for_story
from shared_backend.ai_engines.tasks.scores import Ceiling

_NOTHING = {
    "overall": 0.0,
    "relevance": 0.0,
    "structure": 0.0,
    "specificity": 0.0,
    "action": 0.0,
    "result": 0.0,
    "clarity": 0.0,
}
NO_ANSWER = Ceiling("no_answer", {**_NOTHING, "overall": 0.5})
DONT_KNOW = Ceiling(
    "dont_know",
    {
        "overall": 1.5,
        "relevance": 1.0,
        "structure": 1.0,
        "specificity": 0.0,
        "action": 0.0,
        "result": 0.0,
        "clarity": 3.0,
    },
)
COPY = Ceiling("copied_question", {**DONT_KNOW.at_most, "clarity": 2.0})
FRAGMENT = Ceiling(
    "too_short", {"overall": 3.0, "relevance": 3.0, "structure": 1.5, "specificity": 1.5, "action": 1.5, "result": 1.0}
)
KEYWORDS = Ceiling(
    "keyword_list",
    {
        "overall": 3.0,
        "relevance": 2.0,
        "structure": 1.5,
        "specificity": 1.5,
        "action": 1.0,
        "result": 1.0,
        "clarity": 2.0,
    },
)
OFF_QUESTION = Ceiling("off_question", {"overall": 4.0, "relevance": 1.5, "action": 1.5, "result": 1.5})
NO_STORY = Ceiling("no_story", {"overall": 4.0, "relevance": 2.0, "specificity": 2.0, "action": 2.0, "result": 1.5})
NOTHING_SAID = Ceiling("nothing_said", {"overall": 3.0, "specificity": 1.0, "action": 1.0, "result": 1.0})
HYPOTHETICAL = Ceiling(
    "hypothetical", {"overall": 4.0, "relevance": 2.5, "specificity": 2.0, "action": 2.0, "result": 1.5}
)


def ceilings_of(reading: Reading, measured: Mapping[str, float]) -> tuple[Ceiling, ...]:
    """The ceilings that apply to an answer with these measures."""
    if not reading.core:
        return (NO_ANSWER,)
    found = []
    if has_no_case(reading):
        found.append(DONT_KNOW)
    if is_copy(reading):
        found.append(COPY)
    if len(reading.core) < 6:
        found.append(FRAGMENT)
    if is_keyword_list(reading):
        found.append(KEYWORDS)
    if asks_for_story(reading) and is_hypothetical(reading):
        found.append(HYPOTHETICAL)
    if is_off_question(reading, measured):
        found.append(OFF_QUESTION)
    if reading.type == "behavioral" and tells_nothing_past(reading, measured):
        found.append(NO_STORY)
    if (
        measured["solid_rate"] <= 0.5
        and measured["bound_acts"] <= 0
        and measured["content_share"] < 0.34
        and (not reading.key_points or measured["key_words"] < 0.1)
    ):
        found.append(NOTHING_SAID)
    return tuple(found)


def tells_nothing_past(reading: Reading, measured: Mapping[str, float]) -> bool:
    """Whether an answer of some length has next to no past in it, or no past, no person and no word of the question."""
    if len(reading.core) <= 20:
        return False
    alone = measured["others"] + measured["person_n"] + measured["we"] + measured["asked_met"] <= 0
    return measured["past"] <= (0.04 if alone else 0.005)


def is_off_question(reading: Reading, measured: Mapping[str, float]) -> bool:
    """Whether the answer shares next to nothing with the question and its key points.

    Behavioural questions name no subject that an answer would have to share, so only the other types can be told.
    """
    if reading.key_points:
        near = measured["key_words"] <= 0.06 and measured["asked_met"] <= 0.2
        return near or (measured["key_words"] <= 0.15 and measured["asked_met"] <= 0.03 and len(reading.core) > 60)
    told = reading.type == "situational" and measured["past"] > 0.05
    return told and measured["asked_met"] <= 0.04 and len(reading.core) > 40


def has_no_case(reading: Reading) -> bool:
    """Whether the answer says that there is nothing to tell, and then tells little."""
    n = len(reading.core)
    said = len(reading.hits("excuses", "no_case")) + len(reading.hits("voice", "dont_know"))
    concrete = sum(1 for word in reading.answer.words if word[0].isdigit())
    if said and n < 12:
        return True
    finding_out = len(reading.hits("substance", "candour")) + len(reading.hits("substance", "check"))
    return 20 * said / (n + 20) >= 0.5 and len(own_acts(reading)) <= 2 and concrete <= 1 and finding_out <= 1


def is_copy(reading: Reading) -> bool:
    """Whether the answer mostly gives the question back, word for word or shuffled."""
    content = [i for i in reading.core if is_content(reading.answer.words[i])]
    if copied(reading) > 0.5:
        return True
    if len(content) < 3:
        return False
    echoed = sum(1 for i in content if reading.answer.stems[i] in reading.asked)
    met = len(reading.content & reading.asked) / max(1, len(reading.asked))
    return echoed / len(content) > 0.5 and met > 0.5


def is_keyword_list(reading: Reading) -> bool:
    """Whether the answer is words and commas without the small words that make sentences."""
    core = reading.core
    # Questions and sums are thoughts in telegram style, not keywords.
    if len(core) < 4 or own_acts(reading) or any(mark in reading.answer.raw for mark in "?=+"):
        return False
    links = sum(1 for i in core if reading.answer.words[i] in LINKS) / len(core)
    marks = sum(reading.answer.raw.count(mark) for mark in ",;\n•/|") / len(core)
    return (links < 0.24 and marks >= 0.24) or (links < 0.06 and len(core) >= 8)


def is_hypothetical(reading: Reading) -> bool:
    """Whether the answer says what would be done and tells nothing that was done."""
    would = len(reading.hits("substance", "self_told"))
    told = len(reading.hits("substance", "past"))
    ended = sum(1 for i in reading.core if reading.answer.words[i].endswith("ed") and len(reading.answer.words[i]) > 4)
    return would >= 2 and would > 2 * told and would > ended
