"""Turns nouns that name a doing into the verb: "the installation of pumps" is "installed pumps"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from shared_backend.services.resumes.writing.tense import Tense, acts, put
from shared_backend.services.resumes.writing.tokens import JOINING, PREPOSITIONS, Token, tokens
from shared_backend.services.resumes.writing.verbs import Verbs
from shared_backend.services.resumes.writing.wording import Wording

_LIGHT = frozenset({"do", "make", "perform", "carry", "conduct", "undertake", "provide", "give", "execute"})
_AFTER_LIGHT = {"training": ("to", "for", "of"), "support": ("to", "for"), "assistance": ("to",), "advice": ("to",)}
_PROVIDED = frozenset(["care", "service", "support", "assistance"])
_CARRIED_OUT = frozenset(
    ["control", "inspection", "inspections", "testing", "maintenance", "analysis", "checks", "repairs", "research"]
)
_LISTED = frozenset(
    ["service", "services", "duties", "handling", "control", "support", "work", "care", "safety", "administration"]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line that begins with a verb, and the base of that verb."""

    parts: tuple[Token, ...]
    lead: str


def without_filler(text: str, wording: Wording) -> str:
    """The text in fewer words of the same meaning."""
    for long, short in wording.shorter.items():
        text = re.sub(rf"\b{re.escape(long)}\b", lambda m, s=short: _as(m.group(), s), text, flags=re.I)  # type: ignore[misc]
    for word in wording.filler:
        # At an end a list may trail off; within a sentence "and more" begins something else.
        trailing = r"(?=$|[;)])" if word.startswith(("and ", "among ", "etc", "as ", "when ", "if ")) else r"(?!\w)"
        text = re.sub(rf",?\s*(?<!\w){re.escape(word)}{trailing}", "", text, flags=re.I)
    text = " ".join(text.split()).lstrip(", ")
    return text[0].upper() + text[1:] if text else text


def from_nouns(parts: tuple[Token, ...], tense: Tense, wording: Wording) -> Phrase | None:
    """From "(the) cleaning and maintenance of rooms" or "cash handling and stock rotation"."""
    at = 1 if parts and parts[0].low == "the" else 0
    named = _list_of(parts, at, wording)
    if named is None or named[1] + 1 >= len(parts) or parts[named[1]].low != "of":
        return _turned(parts, tense, wording)
    bases, end = named
    lead = tokens(_and([_spelled(wording.verbs, base, tense) for base in bases]))
    rest = _others(parts[end + 1 :], tense, wording)
    return None if rest is None else Phrase((*lead, *rest), bases[0])


def _others(parts: tuple[Token, ...], tense: Tense, wording: Wording) -> tuple[Token, ...] | None:
    """What follows "cleaning of": other doings in the same list are verbs too; None when it cannot be told."""
    verbs = wording.verbs
    found: list[Token] = []
    at = 0
    while at < len(parts):
        one = parts[at]
        beside = at > 0 and (parts[at - 1].low in JOINING or parts[at - 1].after.endswith(","))
        base = _doing(one.low, wording) if beside and not one.after else None
        after = parts[at + 1].low if at + 1 < len(parts) else ""
        if base is not None and after == "of":
            found.append(one.saying(_spelled(verbs, base, tense)))
            at += 2
        elif base is not None and verbs.form(one.low, "gerund") and acts(verbs, parts, at, "gerund"):
            found.append(one.saying(_spelled(verbs, base, tense)))
            at += 1
        elif base is not None and at + 1 < len(parts):
            return None
        else:
            found.append(one)
            at += 1
    return tuple(found)


def from_light_verb(parts: tuple[Token, ...], tense: Tense, wording: Wording) -> Phrase | None:
    """From "carried out the installation of pumps" or "provided training to new staff"."""
    verbs = wording.verbs
    form = next(iter(verbs.forms(parts[0].low)), None) if parts else None
    if form is None or form.base not in _LIGHT:
        return None
    at = 1 + (form.base == "carry" and len(parts) > 1 and parts[1].low == "out")
    if form.base == "carry" and at == 1:
        return None
    at += len(parts) > at and parts[at].low in ("the", "a")
    if at + 2 >= len(parts) or parts[at].after:
        return None
    base = _doing(parts[at].low, wording)
    link = parts[at + 1].low
    if base is None or link not in ("of", *_AFTER_LIGHT.get(parts[at].low, ())):
        return None
    ended: Tense = "past" if form.kind == "past" else tense
    return Phrase((Token("", _spelled(verbs, base, ended), ""), *parts[at + 2 :]), base)


def from_help(parts: tuple[Token, ...], kind: str, tense: Tense, wording: Wording) -> Phrase | None:
    """From "assisted with the preparation of meals", "helped in planning events": the help stays help."""
    verbs = wording.verbs
    form = next((f for f in verbs.forms(parts[0].low) if f.kind == kind), None)
    if (
        form is None
        or form.base not in ("help", "assist", "aid")
        or len(parts) < 4
        or parts[1].low not in ("with", "in")
    ):
        return None
    ended: Tense = "past" if kind == "past" else tense
    helped = Token("", _spelled(verbs, "help", ended), "")
    at = 2 + (parts[2].low == "the")
    named = _list_of(parts, at, wording)
    if named is not None:
        bases, end = named
        if end + 1 < len(parts) and parts[end].low == "of":
            return Phrase((helped, *tokens(_and(bases)), *parts[end + 1 :]), "help")
    if at == 2 and verbs.form(parts[2].low, "gerund") and len(parts) > 3 and parts[3].low not in PREPOSITIONS:
        changed = put(verbs, parts[2:], "gerund", "present")
        return None if changed is None else Phrase((helped, *changed), "help")
    return None


def from_involved(parts: tuple[Token, ...], tense: Tense, wording: Wording) -> Phrase | None:
    """From "was involved in planning the move": a part was taken, and no more is said."""
    lows = [one.low for one in parts[:3]]
    at = 1 if lows[:1] in (["was"], ["were"], ["am"], ["been"]) else 0
    if lows[at : at + 2] not in (["involved", "in"], ["involved", "with"]) or len(parts) < at + 3:
        return None
    return Phrase((*tokens(f"{_spelled(wording.verbs, 'take', tense)} part in"), *parts[at + 2 :]), "take")


def looked_after(parts: tuple[Token, ...], tense: Tense, wording: Wording) -> Phrase | None:
    """A thing somebody was responsible for, with a verb that says no more than that."""
    if parts[0].low in PREPOSITIONS or not parts[0].word[:1].isalnum():
        return None
    adjective = parts[0].low in ("incoming", "outgoing", "existing", "ongoing", "evening", "morning")
    if (
        parts[0].low.endswith("ing")
        and not adjective
        and len(parts) > 1
        and not wording.verbs.form(parts[0].low, "gerund")
    ):
        return None
    head = _head(parts)
    base, rest = ("look", " after")
    if head in wording.handled:
        base, rest = "handle", ""
    elif head in wording.managed:
        base, rest = "manage", ""
    elif head in _PROVIDED:
        base, rest = "provide", ""
    elif head in _CARRIED_OUT:
        base, rest = "carry", " out"
    return Phrase((*tokens(f"{_spelled(wording.verbs, base, tense)}{rest}"), *parts), base)


def is_mixed_list(parts: tuple[Token, ...], wording: Wording) -> bool:
    """Whether verbs and nouns stand in one list, so that putting the verbs into a tense would break it."""
    verbs = wording.verbs
    stop = next((i for i, one in enumerate(parts) if one.low in ("including", "like", "such")), len(parts))
    parts = parts[:stop]
    ends = [i for i, one in enumerate(parts) if one.after.endswith((",", ";")) or i == len(parts) - 1]
    ends += [i - 1 for i, one in enumerate(parts) if one.low in JOINING and i > 0]
    places = sorted(set(ends))
    for before, i in pairwise(places):
        one = parts[i]
        begin = before + 1 + (parts[before + 1].low in JOINING)
        # ", and bank reconciliation" among verbs is a thing.
        if one.low in verbs.nominal and i > begin and not verbs.forms(parts[begin].low):
            return True
        if one.low in _LISTED or (verbs.form(one.low, "gerund") and i > 1 and parts[i - 1].low not in JOINING):
            return True
    return False


def _turned(parts: tuple[Token, ...], tense: Tense, wording: Wording) -> Phrase | None:
    """From "cash handling and stock rotation", while every part is of that kind."""
    found: list[Token] = []
    lead, at = "", 0
    while at + 1 < len(parts):
        thing, doing = parts[at], parts[at + 1]
        base = _doing(doing.low, wording)
        if thing.after or base is None or thing.low not in wording.mass:
            return None
        lead = lead or base
        found += [Token("", _spelled(wording.verbs, base, tense), ""), Token("", thing.low, doing.after)]
        at += 2
        if at < len(parts) and parts[at].low in JOINING:
            found.append(parts[at])
            at += 1
        elif not doing.after:
            found += parts[at:] if at < len(parts) and parts[at].low in PREPOSITIONS else ()
            return Phrase(tuple(found), lead) if at >= len(parts) or parts[at].low in PREPOSITIONS else None
    return Phrase(tuple(found), lead) if found and at >= len(parts) else None


def _list_of(parts: tuple[Token, ...], at: int, wording: Wording) -> tuple[list[str], int] | None:
    """Doings from `at` on, joined by commas and "and", and where they end."""
    bases: list[str] = []
    while at < len(parts):
        base = _doing(parts[at].low, wording)
        if base is None:
            return None
        bases.append(base)
        at += 1
        if at < len(parts) and parts[at].low in JOINING:
            at += 1 + (at + 1 < len(parts) and parts[at + 1].low == "the")
        elif not parts[at - 1].after.startswith(","):
            return bases, at
    return (bases, at) if bases else None


def _doing(word: str, wording: Wording) -> str | None:
    form = wording.verbs.form(word, "gerund")
    return form.base if form is not None else wording.verbs.nominal.get(word)


def _head(parts: tuple[Token, ...]) -> str:
    """The last word of the first noun phrase."""
    head = parts[0].low
    for one in parts:
        if one.low in PREPOSITIONS or one.low in JOINING:
            break
        head = one.low
        if one.after:
            break
    return head


def _spelled(verbs: Verbs, base: str, tense: Tense) -> str:
    return verbs.past(base) if tense == "past" else base


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _as(found: str, short: str) -> str:
    return short[0].upper() + short[1:] if found[:1].isupper() else short
