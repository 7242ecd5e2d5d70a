"""Joins an answer to a line by grammar: where a number goes, how a result is said. What does not fit is not joined."""

from __future__ import annotations

import re

from shared_backend.services.resumes.writing.objects import Counted, counted_as
from shared_backend.services.resumes.writing.reword import tidy
from shared_backend.services.resumes.writing.tokens import PREPOSITIONS, is_number, tokens, words
from shared_backend.services.resumes.writing.wording import Wording

_ABOUT = (
    r"(?:(?:about|around|roughly|approximately|approx\.?|nearly|almost|over|more than|less than|up to|at least|some)"
    r"\s+)?"
)
_FIGURE = r"(?:[£€$]\s?)?\d[\d.,]*(?:\s?(?:k|m|million|thousand|hundred))?\+?%?(?:\s?(?:-|–|to)\s?\d[\d.,]*)?"
_SPELLED = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a hundred|"
    r"one hundred|a dozen)"
)
_NUMBER = re.compile(rf"(?P<number>{_ABOUT}(?:{_FIGURE}|{_SPELLED}))(?P<rest>(?:\s.*)?)$", re.I)
_RATE = re.compile(r"(?:(?:a|an|per|each|every)\s+\w+(?:\s\w+)?|daily|weekly|monthly|yearly|in all|in total)$", re.I)
_OFTEN = re.compile(
    r"(?:(?:about|around|up to|at least) )?(?:every|each|daily|weekly|monthly|yearly|once|twice|three times|\d+ times|"
    r"four times|five times|two times)\b[^,.;]*$",
    re.I,
)
_PERSON = re.compile(r"\b(?:I|me|we|us|myself)\b|\bi\b")
_SUBJECT = re.compile(
    r"^(?:(?:I think|maybe|probably)\s+)?(?:(?:I|we)\s+(?:did |had |have |made )|it was |there (?:were|was) |it's )?",
    re.I,
)
_SAYS_SO = re.compile(
    r"^(?:so that|so|because of (?:it|that|this)|as a result|the result was|result:?|and)[, ]\s*", re.I
)
_FINITE = {"was", "were", "is", "are", "had", "has", "did", "could", "can", "no longer"}


def plain(answer: str) -> str | None:
    """An answer without full stop and first person; None when it cannot stand inside a line."""
    text = tidy(answer)
    text = re.sub(r"\b(?:my|our)\b", "the", text, flags=re.I)
    if not text or len(text) > 160 or re.search(r"[.!?]\s", text):
        return None
    return text


def with_number(line: str, thing: Counted | None, answer: str, wording: Wording) -> str | None:
    """The line with how many or how often."""
    text = plain(answer)
    if text is None:
        return None
    text = _SUBJECT.sub("", text) or text
    if _PERSON.search(text):
        return None
    found = _NUMBER.match(text)
    if found is None:
        if _OFTEN.match(text):
            return f"{line} {_lower(text)}" if "," not in line else f"{line} ({_lower(text)})"
        return None
    number, rest = _lower(found.group("number")), found.group("rest").strip()
    if thing is None and rest:
        named = counted_as(line, rest.split()[0], wording)
        thing, rest = (thing, rest) if named is None else (named, " ".join(rest.split()[1:]))
    if not rest and (thing is None or not thing.bare) and "%" not in number and not re.search(r"[£€$]", number):
        return None  # forty of what, nobody could tell
    bare = thing is not None and thing.bare and "%" not in number and not re.search(r"[£€$]", number)
    if thing is not None:
        said = re.match(rf"(?:{re.escape(thing.noun)}|{re.escape(thing.noun.split()[-1])})\b\s*", rest, re.I)
        rest = rest[said.end() :] if said and bare else rest
    if bare and thing is not None and (not rest or _RATE.match(rest)):
        if re.search(r"\bof\b", rest):
            return None
        return f"{thing.before} {number} {thing.noun}{' ' + rest if rest else ''}{thing.after}".strip()
    if not rest or _RATE.match(rest) or (len(rest.split()) <= 6 and not _finite(rest, wording)):
        return f"{line} ({_lower(text)})"
    return None


def with_tool(line: str, answer: str, wording: Wording) -> str | None:
    """The line with what was used."""
    text = plain(answer)
    if text is None:
        return None
    text = re.sub(r"^(?:(?:I|we) )?(?:used|using|use|with|by|on|in)\s+", "", text, flags=re.I)
    if _PERSON.search(text) or _finite(text, wording) or len(text.split()) > 10:
        return None
    return f"{line} using {_lower(text)}"


def with_who(line: str, answer: str, wording: Wording) -> str | None:
    """The line with whom it was for."""
    text = plain(answer)
    if text is None:
        return None
    text = re.sub(r"^(?:it was |they were )?(?:for|to|with)?\s*(?=\S)", "", text, count=1, flags=re.I)
    if _PERSON.search(text) or _finite(text, wording) or len(text.split()) > 10:
        return None
    return f"{line} for {_lower(text)}"


def with_outcome(line: str, answer: str, wording: Wording) -> str | None:
    """The line with what was different because of it."""
    text = plain(answer)
    if text is None:
        return None
    text = _SAYS_SO.sub("", text)
    if _acts(text, wording):
        text = text.split(maxsplit=1)[1]
    if not text or _PERSON.search(text):
        return None
    text = _lower(text)
    first = tokens(text)[0]
    verbs = wording.verbs
    if verbs.form(first.low, "gerund") and len(tokens(text)) > 1:
        return f"{line}, {text}"
    if verbs.form(first.low, "past") and len(tokens(text)) > 1 and tokens(text)[1].low not in PREPOSITIONS:
        return f"{line}, which {text}"
    if _finite(text, wording):
        return f"{line}, so {text}"
    base = verbs.form(first.low, "base")
    if base is not None:
        # "save time" can be a wish or a habit: which of them is for the person to say.
        return None
    return f"{line}; result: {text}"


def _acts(text: str, wording: Wording) -> bool:
    """Whether it begins with what brought it about and what it did: "we saved", "it cut"."""
    parts = tokens(text)
    if len(parts) < 3 or parts[0].low not in ("i", "we", "it", "this", "that", "which"):
        return False
    form = wording.verbs.form(parts[1].low, "past")
    return form is not None and form.base in _BROUGHT


def _finite(text: str, wording: Wording) -> bool:
    """Whether it has a verb that makes it a sentence."""
    parts = tokens(text)
    for place, part in enumerate(parts[1:8], 1):
        if part.low in _FINITE:
            return True
        form = wording.verbs.form(part.low, "past")
        if form is None:
            continue
        # "3 hours saved a week" and "fewer orders returned" are things, "complaints fell" is a sentence.
        after = parts[place + 1].low if place + 1 < len(parts) else ""
        thing = parts[0].low in ("fewer", "less", "more", "no") or is_number(parts[0].word) or after in _OVER_TIME
        if wording.verbs.form(part.low, "participle") is None or not thing:
            return True
    return False


def _lower(text: str) -> str:
    """With a small first letter, unless the word is written in capitals or a name inside would lose its own."""
    first = text.split()[0]
    if len(first) > 1 and any(letter.isupper() for letter in first[1:]):
        return text
    return text[0].lower() + text[1:] if first.lower() in _COMMON or first[0].islower() else text


_OVER_TIME = frozenset({"a", "an", "per", "each", "every"})
_BROUGHT = words(
    "save cut reduce lower increase raise improve halve double avoid prevent win earn help make bring give keep"
)
_COMMON = words(
    "about around roughly approximately nearly almost over more less up at some two three four five six seven "
    "eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty a one every each daily weekly monthly "
    "yearly once twice the fewer no complaints customers sales orders errors mistakes costs waste waiting time "
    "saved cut reduced increased saving cutting reducing increasing helped people guests patients staff it they "
    "everyone all half better faster"
)
