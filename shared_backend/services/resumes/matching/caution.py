"""What a line says about the thing it names: that it is not there, not yet there, or only a little."""

from __future__ import annotations

import re
from typing import Literal

Caution = Literal["", "denied", "learning", "weak"]

_SPAN = r"(?:[\w+#./&'’-]+[\s,]+){0,6}$"
_DENIED = re.compile(
    r"\b(?:no|not|never|without(?: any)?|lack(?:s|ing)?|little or no|none)\s+(?:yet\s+|much\s+|any\s+|formal\s+"
    r"|prior\s+|previous\s+|direct\s+|professional\s+|practical\s+|hands-on\s+)*(?:experience|knowledge|background|training"
    r"|practice|exposure|worked|work|used|use|using|familiar|qualified|certified|skilled|trained|fluent|speak|held|done)\b[\s,]*"
    + _SPAN,
    re.IGNORECASE,
)
_LEARNING = re.compile(
    r"\b(?:(?:currently |now |still |am )*(?:learning|studying|teaching myself)|(?:want|wants|hope|hopes|hoping|plan"
    r"|keen|eager|willing|wish|like) (?:to )?(?:learn|study|train|gain|work|get|move|build)(?:ing)?|interested in|"
    r"interest in|aspiring|would like to)\b[\s:,]*(?:about\s+|into\s+|in\s+|with\s+|to\s+be(?:come)?\s+)*" + _SPAN,
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:basic|beginner(?:'s)?|elementary|some (?:exposure|knowledge|experience)|exposure|introductory|limited|rusty)"
    r"\b[\s:]*(?:of\s+|to\s+|in\s+|with\s+|level\s+|knowledge of\s+)*(?:[\w+#./&-]+\s+){0,1}$",
    re.IGNORECASE,
)
_WEAK_AFTER = re.compile(r"^\s*[(:,–-]*\s*(?:basic|beginner|elementary|A1|A2|learning|novice)\b", re.IGNORECASE)
_LEARNING_AFTER = re.compile(
    r"^(?:\s+[\w+#]+){0,3}\s*[(:,–-]+\s*(?:currently )?(?:learning|in progress|studying|expected)\b"
    r"|^\s*(?:currently )?(?:learning|in progress|studying)\b",
    re.IGNORECASE,
)
# "Was recruited as an apprentice": somebody else did it.
_SUFFERED = re.compile(r"\b(?:was|were|been|being|got)\s+$", re.IGNORECASE)
_PAST = re.compile(r"\w+(?:ed|en)\b(?!-)", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:!?()]|\bbut\b|\bhowever\b|\balthough\b|\bthough\b", re.IGNORECASE)


def caution(text: str, start: int, end: int) -> Caution:
    """What the words around ``[start, end)`` of a line say about it.

    >>> line = "No experience with Kubernetes, but four years of Docker; basic SQL"
    >>> [caution(line, line.index(word), line.index(word) + len(word)) for word in ("Kubernetes", "Docker", "SQL")]
    ['denied', '', 'weak']
    """
    before = text[:start]
    cuts = list(_CLAUSE.finditer(before))
    clause = before[cuts[-1].end() :] if cuts else before
    after = text[end:]
    if _DENIED.search(clause) or (_SUFFERED.search(clause) and _PAST.match(text[start:end])):
        return "denied"
    if _LEARNING.search(clause) or _LEARNING_AFTER.match(after):
        return "learning"
    if _WEAK.search(clause) or _WEAK_AFTER.match(after):
        return "weak"
    return ""
