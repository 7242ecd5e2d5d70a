"""Skills that a CV names, linked to the ids of ESCO and the names of O*NET, with the words that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from shared_backend.ai_engines.linking.esco_skills import esco_skills
from shared_backend.ai_engines.tasks.occupation_data import read_table
from shared_backend.services.resumes.matching.caution import caution
from shared_backend.services.resumes.matching.lexicon import NAME_WORD, Key, Lexicon, alike, bare_name, lexicon
from shared_backend.services.resumes.matching.listed_skills import listed_skill
from shared_backend.services.resumes.matching.literal import find
from shared_backend.services.resumes.matching.values import Passage
from shared_backend.services.resumes.matching.words import Token, root

_LONGEST = 7
_ONET = "onet:"
# A word in more names of skills than this is an ordinary word.
_ORDINARY = 3
# What a person lists as a skill is one; elsewhere one everyday word is no evidence of the skill of that name.
_LISTS = frozenset({"skill", "certification"})


@dataclass(frozen=True, slots=True)
class NamedSkill:
    """A skill named in a line: characters ``[start, end)`` of `quote`, and what it is called elsewhere.

    `id` is ESCO's (the address is `http://data.europa.eu/esco/skill/` + id), or "onet:" and O*NET's name of a
    technology, which has no number there.
    """

    quote: str
    start: int
    end: int
    section: str
    label: str
    id: str

    @property
    def source(self) -> str:
        """Whose name it is."""
        return "O*NET" if self.id.startswith(_ONET) else "ESCO"


@dataclass(frozen=True)
class _Names:
    by_key: Mapping[Key, tuple[str, str]]


def skills_named(passages: Iterable[Passage], reference: Path) -> tuple[NamedSkill, ...]:
    """Every skill once, at the first line that names it, in the order of the CV; the longest name wins.

    A name counts when all its words stand there in order; an entry of a list also when it says the same in another
    order or form. A line that denies a skill or only promises it names none.
    """
    known, names = lexicon(reference), _names(reference)
    found: dict[str, NamedSkill] = {}
    for passage in passages:
        if passage.kind in ("employer", "study", "language"):
            continue
        whole = _listed(passage, reference) if passage.kind in _LISTS else None
        for one in _in(passage, names, known) if whole is None else (whole,):
            found.setdefault(one.id, one)
    return tuple(found.values())


def _listed(passage: Passage, reference: Path) -> NamedSkill | None:
    """The skill that an entry of a list is as a whole."""
    skill = listed_skill(passage.text, reference)
    if skill is None or not passage.words:
        return None
    # What stands in brackets at the end is about the skill and not its name.
    inner = passage.text.find("(", passage.words[0].end)
    start, end = passage.words[0].start, max(w.end for w in passage.words if inner < 0 or w.start < inner)
    if caution(passage.text, start, end) in ("denied", "learning"):
        return None
    return NamedSkill(passage.text, start, end, passage.section, *skill)


def _in(passage: Passage, names: _Names, known: Lexicon) -> Iterator[NamedSkill]:
    words, at = passage.words, 0
    while at < len(words):
        size = next((k for k in range(min(_LONGEST, len(words) - at), 0, -1) if _fits(passage, at, k, names, known)), 0)
        if size:
            start, end = words[at].start, words[at + size - 1].end
            if caution(passage.text, start, end) not in ("denied", "learning"):
                label, key = names.by_key[_place(words[at : at + size])]
                yield NamedSkill(passage.text, start, end, passage.section, label, key)
        at += max(size, 1)


def _fits(passage: Passage, at: int, size: int, names: _Names, known: Lexicon) -> bool:
    words = passage.words[at : at + size]
    named = names.by_key.get(_place(words))
    if named is None:
        return False
    technology = named[1].startswith(_ONET)
    if technology and passage.kind == "job":
        return False
    if size > 1:
        if not technology:
            return not any(_is_a_person(word.form, named[0]) for word in words)
        return all(word.raw[:1].isupper() or not word.raw.isalpha() for word in words)
    one = words[0]
    if passage.kind in _LISTS and len(passage.words) == 1:
        return True
    ordinary = one.form in known.everyday or len(one.form) == 1 or known.rarity.get(one.root, 0) > _ORDINARY
    if not ordinary:
        inner = any(c.isupper() or c.isdigit() for c in one.raw[1:])
        return inner or (technology and one.raw[:1].isupper() and at > 0)
    if at and passage.words[at - 1].raw[:1].isupper() and passage.words[at - 1].end == one.start - 1:
        return False  # the end of a longer name
    phrase = known.phrase(one.raw)
    return passage.kind in _LISTS and bool(phrase.cased) and find(phrase, passage.words, passage.text) is not None


def _is_a_person(word: str, label: str) -> bool:
    """Whether "marketing manager" stands for the skill "marketing management": who does it is no skill."""
    return re.search(r"(?:er|or|ist|ian)s?$", word) is not None and word not in label.lower()


@lru_cache(maxsize=2)
def _names(reference: Path) -> _Names:
    """Names by their words; a name that several skills share as an alternative belongs to none."""
    known = lexicon(reference)
    found: dict[Key, tuple[str, str]] = {}
    preferred, shared = set(), set()
    for label, (key, others) in esco_skills(reference).items():
        place = _key(label)
        found[place] = (label, key)
        preferred.add(place)
        for name in filter(partial(alike, label), others):
            place = _key(name)
            if place not in preferred and found.setdefault(place, (label, key))[1] != key:
                shared.add(place)
    for place in shared - preferred:
        del found[place]
    for name in sorted({row["name"] for row in read_table(reference, "technologies.csv.gz")}):
        for short in _with_and_without_maker(name, known):
            found.setdefault(_key(short), (name, _ONET + name))
    return _Names(found)


def _key(name: str) -> Key:
    """One word as it is written, several by their roots: a name of one word has no other forms."""
    words = NAME_WORD.findall(bare_name(name))
    return tuple(map(root, words)) if len(words) > 1 else tuple(words)


def _place(words: Sequence[Token]) -> Key:
    return tuple(word.root for word in words) if len(words) > 1 else (words[0].form,)


def _with_and_without_maker(name: str, known: Lexicon) -> Iterator[str]:
    words = name.split()
    makers = [size for size in (1, 2) if tuple(root(word.lower()) for word in words[:size]) in known.vendors]
    if len(words) not in makers:
        yield name
    yield from (" ".join(words[size:]) for size in makers if len(words) > size)
