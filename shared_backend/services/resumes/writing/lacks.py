"""What a line does not say yet: a number, what changed, whom it was for, with what, and one's own part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shared_backend.ai_engines.tasks.resume_coach.line import read_line
from shared_backend.services.resumes.writing.openers import opened
from shared_backend.services.resumes.writing.quantities import quantities
from shared_backend.services.resumes.writing.tokens import tokens
from shared_backend.services.resumes.writing.wording import Wording

_OUTCOME = re.compile(
    r"\b(?:so that|result\w*|which (?:\w+ly )?\w+(?:ed|t)\b|leading to|led to|saving|saved|reduc\w+|cut|cutting|"
    r"increas\w+|improv\w+|rais(?:ed|ing)|grew|growing|halved|doubled|won|winning|earned|fewer|faster|"
    r"from [\d£$€].* to|"
    r"without (?:a|any|one)|no (?:accidents|complaints|errors)|on time|ahead of|under budget|prevent\w+|avoid\w+)\b",
    re.I,
)
_UNCLEAR = re.compile(
    r"^(?:(?:was |were )?(?:involved|engaged) (?:in|with)|participated|participating|took part|worked on|working on|"
    r"contributed|part of|member of)\b",
    re.I,
)
_WITH = re.compile(r"\b(?:using|with|by means of|through|via|in (?=[A-Z]))", re.I)
_FOR = re.compile(
    r"\b(?:for|customers?|clients?|patients?|residents?|children|pupils|students|guests|staff|team)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Lacks:
    """True for what is missing; `part` is what somebody did themselves, `verb` any doing at all."""

    verb: bool
    part: bool
    number: bool
    outcome: bool
    tool: bool
    who: bool


def lacks(text: str, wording: Wording) -> Lacks:
    """What a line does not say."""
    kinds = opened(text, wording.verbs).kinds
    line = opened(text, wording.verbs).text
    verb = _has_verb(line, wording)
    return Lacks(
        verb=not verb,
        part="we" in kinds or _UNCLEAR.search(line) is not None or not verb,
        number=not quantities(text, wording),
        # What the rubric counts as an outcome is not asked for again.
        outcome=_OUTCOME.search(text) is None and read_line("", "", text).outcome < 1,
        tool=_WITH.search(text) is None,
        who=_FOR.search(text) is None,
    )


def _has_verb(line: str, wording: Wording) -> bool:
    # Looked for in the first words: a list of nouns has none there.
    return any(wording.verbs.forms(part.low) or part.low in wording.verbs.nominal for part in tokens(line)[:4])
