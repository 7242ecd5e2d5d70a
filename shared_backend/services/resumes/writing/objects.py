"""What a line is done to, and how many of it: the plural after the verb, where a number can stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shared_backend.services.resumes.writing.tokens import (
    DETERMINERS,
    JOINING,
    PREPOSITIONS,
    Token,
    is_number,
    is_plural,
    joined,
    tokens,
    words,
)
from shared_backend.services.resumes.writing.wording import Wording

# Plurals that nobody counts.
_NEVER = words(
    "costs sales savings goods finances logistics supplies relations operations standards materials duties "
    "earnings funds premises surroundings expenses ethics economics mathematics politics electronics news foods "
    "rates levels needs terms conditions prices times affairs matters issues aspects series species address "
    "process access progress business success waste darkness vegetables grapes targets requirements rules "
    "deadlines fitness tidiness cleanliness awareness happiness illness"
)
_LONGEST = 4  # words of the thing, with what describes it


@dataclass(frozen=True, slots=True)
class Counted:
    """The thing a number could be given for, in a line whose verb comes first.

    Attributes
    ----------
    noun : str
        The thing as written, such as "hotel rooms".
    before, after : str
        The line around it; a vague "several" before it is left out.
    bare : bool
        Whether a number may stand right before it.
    vague : bool
        Whether something like "several" stood there.
    """

    noun: str
    before: str
    after: str
    bare: bool
    vague: bool


def counted(line: str, wording: Wording) -> Counted | None:
    """The first thing after the verb that could be counted; None when there is none to be seen."""
    parts = tokens(line)
    start = _after_verb(parts, wording)
    vague = 0
    rest = joined(parts[start:])
    for phrase in wording.vague:
        if re.match(rf"{re.escape(phrase)}\s", rest, re.I):
            vague = len(phrase.split())
            break
    end = start + vague
    fixed = False
    while end < len(parts) and parts[end].low in DETERMINERS - {"new", "other", "another"}:
        fixed, end = True, end + 1
    begin = end
    while end < len(parts) and end - begin < _LONGEST:
        low = parts[end].low
        if low in PREPOSITIONS or low in JOINING or low in DETERMINERS - {"new", "other"} or is_number(low):
            break
        if low.endswith("ly") or not low or not low[0].isalpha():
            return None
        end += 1
        if parts[end - 1].after:
            break
    if (
        end == begin
        or parts[end - 1].low in _NEVER
        or not (is_plural(parts[end - 1].low) or parts[end - 1].low in wording.people)
    ):
        return None
    if end < len(parts) and is_number(parts[end].word):
        return None
    listed = parts[end - 1].after == "," or (
        end < len(parts) and parts[end].low in JOINING and not _is_verb(parts, end + 1, wording)
    )
    last = parts[end - 1]
    noun = joined((*parts[begin : end - 1], Token(last.before, last.word, "")))
    return Counted(
        noun,
        joined(parts[: start if vague else begin]),
        last.after + (" " + joined(parts[end:]) if end < len(parts) else ""),
        bare=not fixed and not listed,
        vague=bool(vague),
    )


def counted_as(line: str, noun: str, wording: Wording) -> Counted | None:
    """The place of a thing that an answer names, such as the pupils of "120 pupils"; None unless it stands alone."""
    parts = tokens(line)
    places = [i for i, part in enumerate(parts) if part.low == noun.lower() and i > 0]
    if len(places) != 1:
        return None
    begin = end = places[0]
    while begin > 1 and end - begin < 2:
        one = parts[begin - 1]
        if one.low in PREPOSITIONS or one.low in JOINING or one.after or _is_verb(parts, begin - 1, wording):
            break
        if one.low in DETERMINERS or is_number(one.low) or not one.word.islower():
            return None
        begin -= 1
    if parts[begin - 1].low in JOINING or parts[begin - 1].after or (end + 1 < len(parts) and parts[end].after == ","):
        return None
    last = parts[end]
    return Counted(
        joined((*parts[begin:end], Token(last.before, last.word, ""))),
        joined(parts[:begin]),
        last.after + (" " + joined(parts[end + 1 :]) if end + 1 < len(parts) else ""),
        bare=True,
        vague=False,
    )


def _after_verb(parts: tuple[Token, ...], wording: Wording) -> int:
    """The place after the verbs at the beginning: "Helped plan and run", "Looked after", "Took part in"."""
    lows = [part.low for part in parts]
    at = 1
    if lows[:2] in (["looked", "after"], ["look", "after"]):
        return 2
    if wording.verbs.form(lows[0], "base") is None and lows[0].endswith("ly"):
        at = 2
    while at < len(parts) and (
        (lows[at] in JOINING and _is_verb(parts, at + 1, wording))
        or (lows[0] in ("helped", "help") and at == 1 and wording.verbs.form(lows[1], "base") is not None)
        or (
            (lows[at - 1] in JOINING or lows[0] in ("helped", "help") or parts[at - 1].after == ",")
            and _is_verb(parts, at, wording)
        )
    ):
        at += 1
    return at


def _is_verb(parts: tuple[Token, ...], at: int, wording: Wording) -> bool:
    if at >= len(parts):
        return False
    return any(
        form.kind == "past" or (form.kind == "base" and form.base not in wording.verbs.noun_too)
        for form in wording.verbs.forms(parts[at].low)
    )
