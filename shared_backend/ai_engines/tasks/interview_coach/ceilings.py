"""Rules that hold whatever the engines think: no answer, a copied question, a list of keywords, an invented story."""

from __future__ import annotations

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
HYPOTHETICAL = Ceiling(
    "hypothetical", {"overall": 4.0, "relevance": 2.5, "specificity": 2.0, "action": 2.0, "result": 1.5}
)
_LINKS = frozenset(
    "the a an i we he she it they is was are were am be to of in on at for with because so that this then if my our not do did have "
    "had would will by from as when who which".split()
)


def ceilings_of(reading: Reading) -> tuple[Ceiling, ...]:
    """The ceilings that apply to an answer."""
    core = reading.core
    if not core:
        return (NO_ANSWER,)
    found = []
    words = reading.answer.words
    content = [i for i in core if is_content(words[i])]
    if len(core) < 30 and reading.hits("voice", "dont_know") and len(content) <= 9:
        found.append(DONT_KNOW)
    new = [i for i in content if reading.answer.stems[i] not in reading.asked]
    if copied(reading) > 0.5 or (len(new) <= 2 and len(reading.content & reading.asked) >= 3):
        found.append(COPY)
    if len(core) < 6:
        found.append(FRAGMENT)
    if is_keyword_list(reading):
        found.append(KEYWORDS)
    if asks_for_story(reading) and is_hypothetical(reading):
        found.append(HYPOTHETICAL)
    return tuple(found)


def is_keyword_list(reading: Reading) -> bool:
    """Whether the answer is words without the small words that make sentences."""
    core = reading.core
    links = sum(1 for i in core if reading.answer.words[i] in _LINKS)
    return len(core) >= 4 and links / len(core) < 0.14 and not own_acts(reading)


def is_hypothetical(reading: Reading) -> bool:
    """Whether the answer says what would be done and tells nothing that was done."""
    would = len(reading.hits("substance", "self_told"))
    told = len(reading.hits("substance", "past"))
    ended = sum(1 for i in reading.core if reading.answer.words[i].endswith("ed") and len(reading.answer.words[i]) > 4)
    return would >= 2 and would > 2 * told and would > ended
