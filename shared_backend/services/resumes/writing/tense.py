"""Puts the verbs of a line into one tense: the first, and those that stand beside it, not those inside a phrase."""

from __future__ import annotations

from typing import Literal

from shared_backend.services.resumes.writing.tokens import (
    DETERMINERS,
    JOINING,
    PREPOSITIONS,
    Token,
    is_number,
    is_plural,
    words,
)
from shared_backend.services.resumes.writing.verbs import FormKind, Verbs

Tense = Literal["past", "present"]
# "Stock control", "train driver": what begins like a verb and is a noun.
_NOUN_ENDS = words(
    "control management room desk line check checks support service services driver clerk assistant manager "
    "engineer officer operator worker leader supervisor design plan team department processing taker taking flow "
    "levels level"
)
# Before another noun these are nouns: "training materials" are not trained.
_NOUN_GERUNDS = words(
    "riding cooking sewing climbing camping "
    "training marketing cleaning accounting engineering building teaching operating shipping manufacturing "
    "meeting housing heating lighting parking opening planning purchasing banking catering nursing drawing filing "
    "packing packaging billing buying advertising farming testing working writing booking dining washing printing "
    "welding lifting coding reporting"
)
_HEADS = words(
    "material materials product products duty duties schedule schedules course courses programme programmes "
    "program programs session sessions plan plans budget budgets strategy campaign campaigns team teams "
    "department hours room rooms system systems cost costs process processes equipment tool tools method methods "
    "standards area areas service services operations skills policy policies needs work line lines machine "
    "machines site sites task tasks issues"
)
# Nouns too, but with a bare noun behind them nearly always verbs in a CV.
_MOSTLY_VERBS = words(
    "process answer handle review update train monitor stock serve load clean cook check schedule support present "
    "open close issue repair welcome coach guide cover pay make run set keep lead meet feed drive take hold sell "
    "show cut book count wash measure pack help deal greet raise draw wrap plan draft restock read order report "
    "email"
)


def is_compound(verbs: Verbs, word: str, after: str) -> bool:
    """Whether an -ing word and the next are one noun, such as "training materials" or "building maintenance"."""
    return word in _NOUN_GERUNDS and (after in _HEADS or after in verbs.nominal)


def acts(verbs: Verbs, parts: tuple[Token, ...], at: int, kind: FormKind) -> bool | None:
    """Whether the word at this place is a verb of its line; None when it cannot be told."""
    one = parts[at]
    form = verbs.form(one.low, kind)
    if form is None:
        return False
    after = parts[at + 1] if at + 1 < len(parts) and not one.after else None
    if kind == "gerund":
        if after is None or after.low in JOINING or after.low in PREPOSITIONS:
            return False
        return not is_compound(verbs, one.low, after.low)
    if form.base not in verbs.noun_too:
        return True
    if after is None or after.low in JOINING:
        return False
    if after.low in DETERMINERS or is_number(after.word) or form.base in _MOSTLY_VERBS:
        return verbs.form(after.low, "gerund") is None
    return False if after.low in PREPOSITIONS else None


def put(
    verbs: Verbs, parts: tuple[Token, ...], kind: FormKind, tense: Tense, *, at: int = 0
) -> tuple[Token, ...] | None:
    """The line with the verb at `at`, of this kind, and its equals in one tense; None when it cannot be told."""
    found = list(parts)
    first = verbs.form(parts[at].low, kind)
    if first is None:
        return None
    found[at] = parts[at].saying(_spelled(verbs, first.base, tense))
    inside, chain = False, True
    for place in range(at + 1, len(parts)):
        one, before = parts[place], parts[place - 1]
        beside = before.low in JOINING or before.after.endswith((",", ";"))
        if before.after.endswith(";"):
            inside = False
        form = verbs.form(one.low, kind)
        if beside and form is None and kind == "gerund" and chain and one.low.endswith("ing"):
            return None
        if chain and beside and form is not None and (kind == "gerund" or form.base not in verbs.noun_too):
            found[place] = one.saying(_spelled(verbs, form.base, tense))
            continue
        if one.low not in JOINING:
            chain = False
        if beside and not inside and form is not None:
            acting = acts(verbs, parts, place, kind)
            if acting is None:
                return None
            if acting:
                found[place] = one.saying(_spelled(verbs, form.base, tense))
        elif form is not None and (before.low in PREPOSITIONS) and kind in ("gerund", "base"):
            inside = True
    return tuple(found)


def starts_with_verb(verbs: Verbs, parts: tuple[Token, ...]) -> FormKind | None:
    """How a line's first word is a verb, or None when it is a noun or cannot be told."""
    if not parts:
        return None
    low = parts[0].low
    past, base = verbs.form(low, "past"), verbs.form(low, "base")
    if past is not None:
        return "past"
    after = parts[1] if len(parts) > 1 and not parts[0].after else None
    for kind in ("gerund", "third"):
        form = verbs.form(low, kind)
        if form is None:
            continue
        if kind == "gerund":
            return None if after is not None and is_compound(verbs, low, after.low) else "gerund"
        return "third" if form.base not in verbs.noun_too or acts(verbs, parts, 0, "third") else None
    if base is None:
        return None
    if base.base not in verbs.noun_too:
        return "base"
    if after is None or verbs.form(after.low, "gerund") or after.low in verbs.nominal or after.low in JOINING:
        return None
    if after.low in _NOUN_ENDS:
        return None
    telling = after.low in DETERMINERS or is_number(after.word) or is_plural(after.low)
    return "base" if telling or base.base in _MOSTLY_VERBS or after.low in ("to", "with", "up") else None


def _spelled(verbs: Verbs, base: str, tense: Tense) -> str:
    return verbs.past(base) if tense == "past" else base
