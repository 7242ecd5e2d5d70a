"""One line of a CV: what it shows of deed, outcome, amount and wording, as plain facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from shared_backend.ai_engines.tasks.resume_coach.lexicon import lexicon

SHORTEST, LONGEST = 4, 34  # words
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# An amount: not a year, not a part of a name such as B2B or 9001 in ISO 9001, not an hour of the clock.
_AMOUNT = re.compile(r"(?<![\w.,/:-])(?:[$€£¥₹]\s?)?\d[\d.,]*(?:\s?[%+]|\s?[kKmM]\b)?(?![\w/:])")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_NAMED = re.compile(r"\b[A-Z][\w.+#-]*\s\Z")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+ly\s+)?\w+(?:ed|en)\s+(?:by|to)\b", re.IGNORECASE)
_ME = re.compile(r"(?<![\w.])(?:I|my|me|myself|I['’]m|I['’]ve)(?!\w)(?!\.)")
_TWICE = re.compile(r"\b([A-Za-z]{2,})\s+\1\b", re.IGNORECASE)
# An outcome told without a word for change: from one figure to another, or in a clause of its own.
_FROM_TO = re.compile(r"\bfrom\s+\S*\d[^,;]*?\s+to\s+\S*\d")
_CLAUSE = re.compile(
    r";\s[^;]*\b(?:now|rose|fell|grew|brings?|brought|dropped)\b"
    r"|,\s+(?:replacing|saving|freeing|letting|halving|cutting)\b"
    r"|\b(?:which|that)\s+(?:\w+\s+){0,3}(?:has|have|now|replaced|caught|saved|halved|raised|lowered|kept|freed|prevented)\b"
    r"|\bwith(?:out (?!supervision|help|assistance|guidance)|\s+(?:\w+\s+){1,3}(?:held|kept|unchanged)\s+at\b)",
    re.IGNORECASE,
)
_MAY_DOUBLE = {"that", "had", "bye", "no", "very"}
Tense = Literal["past", "present", "ing", ""]


@dataclass(frozen=True, slots=True)
class Line:
    """`outcome` is 1 (said and exact), 0.5 (claimed) or 0; phrases are quoted as they stand."""

    id: str
    job: str
    text: str
    words: int
    verb: str = ""
    tense: Tense = ""
    duty: str = ""
    outcome: float = 0.0
    number: bool = False
    vague: tuple[str, ...] = ()
    slogans: tuple[str, ...] = ()
    passive: str = ""
    me: str = ""
    listed: bool = False
    typos: tuple[tuple[str, str], ...] = ()
    doubled: bool = False
    wordy: bool = True
    """Whether rules about wording apply: false for a line in another language or script."""

    @property
    def solid(self) -> bool:
        """Whether it says anything at all: no list, no repetition, no bare slogan, no "various duties"."""
        if self.doubled or self.listed or self.words < SHORTEST - 1:
            return False
        return not (self.slogans and not self.number) and not (self.vague and not self.verb)

    @property
    def misfit(self) -> bool:
        """Too short to say something, or too long to read at a glance."""
        return self.wordy and not SHORTEST <= self.words <= LONGEST


def read_line(identity: str, job: str, text: str, *, wordy: bool = True) -> Line:
    """The facts of one line.

    >>> line = read_line("b", "j", "Cut waiting time from 40 to 25 minutes by moving the desk")
    >>> line.verb, line.tense, line.number, line.outcome
    ('cut', 'past', True, 1.0)
    """
    said, text = text, re.sub(r"\[[^\]]*\?\]", " ", text)  # a place kept for a number is no number
    words = words_of(text)
    if not wordy:
        return Line(identity, job, said, len(text.split()), number=has_amount(text), outcome=0.0, wordy=False)
    known = lexicon()
    verb, tense = _start(words)
    if not verb:
        verb, tense = _own_deed(words)
    slogans = _found(known.slogans, text)
    listed = is_list(text, words, verb)
    number = has_amount(text) and len(words) >= SHORTEST - 1 and not listed
    typos = tuple((wrong, right) for wrong, right in known.typos.items() if re.search(rf"\b{wrong}\b", text.lower()))
    typos += tuple((m.group(), m.group(1)) for m in _TWICE.finditer(text) if m.group(1).lower() not in _MAY_DOUBLE)
    duty = known.duty.search(text)
    passive, me = _PASSIVE.search(text), _ME.search(text)
    return Line(
        identity,
        job,
        said,
        len(words) + (len(_AMOUNT.findall(text)) if len(words) >= SHORTEST - 1 else 0),
        verb=verb,
        tense=tense,
        duty=duty.group() if duty else "",
        outcome=0.0 if listed else _outcome(text, words, number=number, slogans=len(slogans)),
        number=number,
        vague=_found(known.vague, text),
        slogans=slogans,
        passive=passive.group() if passive else "",
        me=me.group() if me else "",
        listed=listed,
        typos=typos,
    )


def words_of(text: str) -> list[str]:
    """The words, without numbers and signs."""
    return _WORD.findall(text)


def has_amount(text: str) -> bool:
    """Whether an amount stands in it.

    >>> [has_amount(t) for t in ("Trained 12 staff", "Led it in 2019", "Kept ISO 9001 files", "Ran two sites")]
    [True, False, False, True]
    """
    for match in _AMOUNT.finditer(text):
        plain = match.group().rstrip(".,")
        before = text[: match.start()]
        named = _NAMED.search(before) is not None and len(before.split()) > 1
        exact = not plain.isdigit()
        if not _YEAR.match(plain) and (exact or not named):
            return True
    return lexicon().number_words.search(text) is not None


def is_list(text: str, words: list[str], verb: str) -> bool:
    """Whether it is a list of words in place of a sentence."""
    pieces = [piece for piece in re.split(r"[,;|•·/]", text) if piece.strip()]
    small = sum(word.lower() in lexicon().function for word in words) / max(1, len(words))
    if len(words) < SHORTEST or small >= 0.15:
        return False
    return len(pieces) >= 4 and len(words) / len(pieces) <= 2.5 if verb else len(pieces) >= 3


def _start(words: list[str]) -> tuple[str, Tense]:
    known = lexicon()
    lowered = [word.lower() for word in words[:3]]
    if lowered and lowered[0] in ("i", "we", "also", "then"):
        lowered = lowered[1:]
    if lowered and lowered[0].endswith("ly"):
        lowered = lowered[1:]
    if not lowered:
        return "", ""
    first = lowered[0]
    for tense, forms in (("past", known.past), ("present", known.present), ("ing", known.ing)):
        # "Cash handling" and "stock counting" are things, not deeds.
        named = tense == "present" and len(lowered) > 1 and lowered[1].endswith("ing")
        if first in forms and not named:
            return forms[first], tense  # type: ignore[return-value]  # the three names are the tenses
    if first.endswith("ed") and len(first) > 4:
        return first[:-2], "past"
    return "", ""


def _own_deed(words: list[str]) -> tuple[str, Tense]:
    """The first deed told with I or we, wherever it stands: plain speech counts like the short form."""
    for place, word in enumerate(words[:-1]):
        if word in ("I", "we", "We"):
            verb, tense = _start(words[place + 1 : place + 3])
            if verb:
                return verb, tense
    return "", ""


def _outcome(text: str, words: list[str], *, number: bool, slogans: int) -> float:
    known = lexicon()
    changed = known.result.search(text) is not None or _FROM_TO.search(text) is not None
    linked = known.link.search(text) is not None or _CLAUSE.search(text) is not None
    if slogans and not (number and linked):
        return 0.5 if number and changed and slogans == 1 else 0.0
    if (changed and number) or (linked and len(words) >= 6):
        return 1.0
    return 0.5 if changed and len(words) >= 5 else 0.0


def _found(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.group() for match in pattern.finditer(text)))
