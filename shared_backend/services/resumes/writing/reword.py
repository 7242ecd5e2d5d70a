"""Rewords one line by grammar: the verb first, one tense, nothing that says nothing. What cannot be told is left."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from shared_backend.services.resumes.writing import phrases
from shared_backend.services.resumes.writing.openers import EARLY, Opened, OpenerKind, opened
from shared_backend.services.resumes.writing.tense import Tense, put, starts_with_verb
from shared_backend.services.resumes.writing.tokens import Token, joined, tokens
from shared_backend.services.resumes.writing.wording import Wording

Mended = Literal["opener", "first person", "filler", "tense", "noun style", "group"]
_BULLET = re.compile(r"^[\s\-•*–—·▪◦●○■□➤►✓]+(?=\w|[(\"“])")
_PERSON = re.compile(r"\b(?:I|me|myself|we|us|ourselves|mine|ours)\b|\bi\b(?!\.)")
_NO_PERSON = re.compile(r"(,? and|,|;) (?:then |also )?(?:I|we) (?=(\w+))")
_OWN = re.compile(
    r"\b(?:my|our)(?! (?:own|sister|brother|husband|wife|father|mother|parents|family|friends?|"
    r"uncle|aunt|cousin|son|daughter)\b)",
    re.I,
)
_EARLY = re.compile(rf"({EARLY})\s+", re.I)
_AGAIN = re.compile(r"(,? and|,|;) (?:to|for|of) (?=([a-z]+))")
_FOR_DOING = re.compile(r"\bfor (?=([a-z]+)\b)")
_BY_ME = re.compile(
    r"(?P<what>[^,;.]+?) (?:was|were) (?P<done>\w+(?: and \w+)?)(?P<more>.*?) by (?:me|us)\b(?P<rest>.*)$", re.I
)
_ENGLISH = re.compile(r"[A-Za-zÀ-ɏ]")


@dataclass(frozen=True, slots=True)
class Reworded:
    """A line put anew. `lead` is the base of its first verb; `mended` says what was wrong with it before."""

    text: str
    lead: str
    mended: frozenset[Mended]


def tidy(text: str) -> str:
    """One line without bullet sign, double spaces and full stop at its end."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    line = _BULLET.sub("", line)
    return line if line.endswith(("etc.", "e.g.", "i.e.", "...")) else line.rstrip(" .;,")


def reword(text: str, tense: Tense, wording: Wording) -> Reworded | None:
    """The line with its verb first, in one tense, or None when its grammar cannot be told.

    Parameters
    ----------
    tense : {"past", "present"}
        Past for work that has ended. What is told in the past stays there.
    """
    said: list[Reworded] = []
    for sentence in re.split(r"(?<=[a-z0-9)%])\.\s+(?=[A-Z])", tidy(text)):
        one = _sentence(tidy(sentence), tense, wording)
        if one is None:
            return None
        said.append(one)
    whole = "; ".join([said[0].text, *(one.text[0].lower() + one.text[1:] for one in said[1:])])
    return Reworded(whole, said[0].lead, frozenset().union(*(one.mended for one in said)))


def _sentence(text: str, tense: Tense, wording: Wording) -> Reworded | None:
    shorter = phrases.without_filler(text, wording)
    mended: set[Mended] = {"filler"} if shorter != text else set()
    found = opened(shorter, wording.verbs)
    mended |= _named(found.kinds)
    line = _one_form(_by_me(found.text, wording), found.kinds, wording)
    early = _EARLY.match(line)
    if early is not None:
        line = line[early.end() :]
        again = opened(line, wording.verbs)
        line, mended = again.text, mended | _named(again.kinds)
    if "we" in found.kinds:
        line = f"{line} as part of a team" if not re.search(r"\bteam\b|\bwith\b", line, re.I) else line
    line = _NO_PERSON.sub(lambda m: f"{m.group(1)} " if wording.verbs.forms(m.group(2)) else m.group(), line)
    made = _verb_first(line, tense, wording, found)
    if made is None:
        return None
    text_now, lead, more = made
    without = _OWN.sub("the", text_now)
    if _PERSON.search(without) or re.search(r"\b(?:my|our)\b", without, re.I) or not _ENGLISH.search(without):
        return None
    if without != text_now:
        mended.add("first person")
    if early is not None:
        without = f"{early.group(1).lower()} {without}"
    return Reworded(without[0].upper() + without[1:], lead, frozenset(mended | more))


def _by_me(line: str, wording: Wording) -> str:
    """ "Invoices were checked by me" says who checked them."""
    found = _BY_ME.match(line)
    if found is None or not all(wording.verbs.form(word, "past") for word in found["done"].lower().split(" and ")):
        return line
    what = found["what"]
    what = what if any(letter.isupper() for letter in what[1:2]) else what[0].lower() + what[1:]
    return f"{found['done'].capitalize()} {what}{found['more']}{found['rest']}"


def _one_form(line: str, kinds: tuple[OpenerKind, ...], wording: Wording) -> str:
    """ "for make coffee and for clean tables", "to clean and to help": one form for all of them."""
    verbs = wording.verbs
    if kinds:
        line = _AGAIN.sub(lambda m: f"{m.group(1)} " if verbs.forms(m.group(2)) else m.group(), line)

    def to(found: re.Match[str]) -> str:
        form = verbs.form(found.group(1), "base")
        return "to " if form is not None and (form.base == "make" or form.base not in verbs.noun_too) else found.group()

    return _FOR_DOING.sub(to, line)


def _verb_first(line: str, tense: Tense, wording: Wording, found: Opened) -> tuple[str, str, set[Mended]] | None:
    """The line, the base of its verb and what was mended; None when there is no verb to be seen."""
    verbs = wording.verbs
    charged = "charge" in found.kinds
    parts = tokens(line)
    named = phrases.from_nouns(parts, tense, wording) or phrases.from_light_verb(parts, tense, wording)
    if named is not None:
        return joined(named.parts), named.lead, {"noun style"}
    if not parts:
        return None
    involved = phrases.from_involved(parts, tense, wording)
    if involved is not None:
        return joined(involved.parts), involved.lead, {"opener"}
    kind = "base" if found.to and verbs.form(parts[0].low, "base") else starts_with_verb(verbs, parts)
    if "duty" in found.kinds and kind in (None, "past"):
        return None
    if charged and (kind == "past" or phrases.is_mixed_list(parts, wording)):
        kind = None
    if charged and (kind is None or (kind == "gerund" and len(parts) == 1)):
        if kind is None and (phrases.is_mixed_list(parts, wording) or verbs.form(parts[0].low, "past")):
            return None
        kept = phrases.looked_after(parts, tense, wording)
        return None if kept is None else (joined(kept.parts), kept.lead, set())
    if kind is None or (kind == "gerund" and phrases.is_mixed_list(parts, wording)):
        return None
    helped = phrases.from_help(parts, kind, tense, wording)
    if helped is not None:
        return joined(helped.parts), helped.lead, {"noun style"}
    form = verbs.form(parts[0].low, kind)
    if form is None or (form.base == "have" and kind != "past"):
        return None
    if kind == "past":
        return line, form.base, set()
    changed = put(verbs, _lower_first(parts), kind, tense)
    if changed is None:
        return None
    same = joined(changed).lower() == line.lower()
    return joined(changed), form.base, set() if same else {"tense"}


def _lower_first(parts: tuple[Token, ...]) -> tuple[Token, ...]:
    return (parts[0].saying(parts[0].low), *parts[1:])


def _named(kinds: tuple[OpenerKind, ...]) -> set[Mended]:
    names: dict[OpenerKind, Mended] = {
        "duty": "opener",
        "charge": "opener",
        "able": "opener",
        "also": "filler",
        "first": "first person",
        "we": "group",
    }
    return {names[kind] for kind in kinds}
