"""What stands before the verb and says nothing: "responsible for", "my duties were to", "I have", "was able to"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from shared_backend.services.resumes.writing.tokens import tokens
from shared_backend.services.resumes.writing.verbs import Verbs

OpenerKind = Literal["duty", "charge", "first", "we", "able", "also"]
_I = re.IGNORECASE
EARLY = (
    r"(?:regularly|often|usually|always|occasionally|frequently|sometimes|independently|safely|carefully|quickly|accurately|"
    r"currently)"
)
_ADVERBS = r"(?:(?:also|mainly|solely|fully|directly|personally|primarily|mostly)\s+)*"
_OPENERS: tuple[tuple[OpenerKind, re.Pattern[str]], ...] = (
    (
        "duty",
        re.compile(
            r"(?:(?:my|the|main|key|daily|day-to-day|primary|general|typical|job|core|other|work|some of my)\s+)*"
            r"(?:duties|responsibilities|responsibility|duty|tasks|task|role|job|position)\s*"
            r"(?:(?:was|were|is|are|include|included|includes|including|involved|involves|consisted of|entailed)"
            r"(?:\s+to|\s*:)?|:|–)\s+",
            _I,
        ),
    ),
    (
        "charge",
        re.compile(
            rf"(?:(?:was|were|am|are|is|been|being|be)\s+)?{_ADVERBS}(?:responsible|accountable|responsable)\s+"
            r"(?:for|of|to|in|on)\s+",
            _I,
        ),
    ),
    (
        "charge",
        re.compile(
            rf"(?:(?:was|were|am|been|being)\s+)?{_ADVERBS}(?:in charge (?:of|for|to)|tasked (?:with|to)|charged with|"
            r"entrusted with|given the (?:task|job|responsibility) (?:of|to))\s+",
            _I,
        ),
    ),
    ("able", re.compile(r"(?:was |were )?(?:able to|managed to|had to|used to|have to|got to)\s+", _I)),
    ("able", re.compile(r"(?:had|have|got) the (?:opportunity|chance|possibility) (?:to|of)\s+", _I)),
    ("able", re.compile(r"(?:did|do|does)\s+(?=[a-z]+\b)", _I)),
    ("able", re.compile(r"(?:was|were|am|are|is|been)\s+(?:also |mainly )?(?=[a-z]+\b)", _I)),
    ("first", re.compile(rf"I(?:['’](?:ve|m|d)| have| had| am| was)?\s+(?:been\s+)?{_ADVERBS}", _I)),
    ("first", re.compile(rf"I\s+{_ADVERBS}", _I)),
    ("we", re.compile(rf"we(?:['’](?:ve|re)| have| had| were| are)?\s+(?:been\s+)?{_ADVERBS}", _I)),
    ("we", re.compile(rf"we\s+{_ADVERBS}", _I)),
    ("also", re.compile(r"(?:also|additionally|furthermore|in addition),?\s+", _I)),
)


_TO = re.compile(r" to\s+$", _I)


@dataclass(frozen=True, slots=True)
class Opened:
    """The line without its openers, and which kinds they were; `to` when a bare verb has to follow."""

    text: str
    kinds: tuple[OpenerKind, ...]
    to: bool = False


def opened(text: str, verbs: Verbs) -> Opened:
    """Take off what says nothing, as often as there is something to take off.

    >>> from shared_backend.services.resumes.writing.verbs import verbs
    >>> opened("I was responsible for cleaning the ovens", verbs()).text
    'cleaning the ovens'
    >>> opened("Was promoted to shift lead", verbs()).text
    'Was promoted to shift lead'
    """
    kinds: list[OpenerKind] = []
    to = False
    for _ in range(5):
        for kind, pattern in _OPENERS:
            found = pattern.match(text)
            if found is None or not _may_go(kind, text[found.end() :], verbs):
                continue
            if kind == "charge" and _TO.search(found.group()) and not _bare_verb(text[found.end() :], verbs):
                continue  # responsible to somebody
            to = found.group().rstrip().lower().endswith(" to")
            text = text[found.end() :]
            kinds.append(kind)
            break
        else:
            break
    return Opened(text, tuple(kinds), to)


def _bare_verb(rest: str, verbs: Verbs) -> bool:
    return verbs.form(rest.split()[0], "base") is not None


def _may_go(kind: OpenerKind, rest: str, verbs: Verbs) -> bool:
    """Whether what is left still stands by itself."""
    parts = tokens(re.sub(rf"^{EARLY}\s+", "", rest, flags=_I))
    if not parts or not parts[0].word:
        return False
    if kind in ("duty", "charge", "also"):
        return True
    if kind == "able":
        # "was promoted" and "had a team" are whole; "was managing" and "did clean" are not.
        return bool(verbs.form(parts[0].low, "gerund") or verbs.form(parts[0].low, "base")) and not (
            verbs.form(parts[0].low, "participle") and not verbs.form(parts[0].low, "base")
        )
    return bool(verbs.forms(parts[0].low)) or any(
        pattern.match(rest) is not None for other, pattern in _OPENERS if other in ("duty", "charge", "able")
    )
