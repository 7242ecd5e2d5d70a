"""The shipped ways of saying the same: other names, wider and narrower things, and patterns of telling them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from shared_backend.ai_engines.linking.esco_skills import esco_skills
from shared_backend.domain.errors import ConfigurationError
from shared_backend.services.resumes.matching.literal import Phrase
from shared_backend.services.resumes.matching.patterns import Pattern, compiled
from shared_backend.services.resumes.matching.words import Token, root, tokens

_FILE = ("resumes", "equivalents.json")
# An alternative label this common among skill names says too little to stand for another.
_LONGEST_GROUP = 60

_WORD = re.compile(r"[^\W_]+")
NAME_WORD = re.compile(r"\.?[^\W_]+(?:\+\+|#)?")

Key = tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """Everything a comparison looks up; keys are the roots of a phrase."""

    everyday: frozenset[str]
    vendors: frozenset[Key]
    generic: frozenset[str]
    fillers: frozenset[str]
    same: Mapping[Key, tuple[str, ...]]
    narrower: Mapping[Key, tuple[str, ...]]
    patterns: Mapping[Key, tuple[Pattern, ...]]
    near: Mapping[str, frozenset[str]]
    esco: Mapping[str, tuple[str, ...]]
    rarity: Mapping[str, int]

    def key(self, words: Iterable[Token]) -> Key:
        """What a phrase is looked up by."""
        return tuple(word.root for word in words)

    def core(self, words: tuple[Token, ...]) -> tuple[Token, ...]:
        """The phrase without the words at its ends that say little ("good", "experience of")."""
        first, last = 0, len(words)
        while first < last and words[first].form in self.fillers and not words[first].part:
            first += 1
        while last > first and words[last - 1].form in self.fillers and not words[last - 1].part:
            last -= 1
        return words[first:last] or words

    def phrase(self, name: str) -> Phrase:
        """A name ready to be looked for."""
        return Phrase.of(tokens(name), self.everyday)


@lru_cache(maxsize=2)
def lexicon(reference: Path) -> Lexicon:
    """The lexicon of the shipped `data/reference` folder.

    Raises
    ------
    ConfigurationError
        When it is missing or damaged.
    """
    try:
        raw: dict[str, Any] = json.loads(reference.joinpath(*_FILE).read_text(encoding="utf-8"))
        return _built(raw, reference)
    except (OSError, ValueError, KeyError) as reason:
        raise ConfigurationError(
            "The words for comparing CVs with ads cannot be read. Restore data/reference."
        ) from reason


def _built(raw: dict[str, Any], reference: Path) -> Lexicon:
    same: dict[Key, dict[str, None]] = {}
    for names in raw["same"]:
        for name in names:
            same.setdefault(_key(name), {}).update(dict.fromkeys(names))
    narrower: dict[Key, dict[str, None]] = {}
    for wider, names in raw["broader"].items():
        for name in wider.split("|"):
            narrower.setdefault(_key(name), {}).update(dict.fromkeys(names))
    patterns: dict[Key, list[Pattern]] = {}
    for told, ways in raw["shown_by"].items():
        made = [compiled(way, raw["classes"]) for way in ways]
        for name in told.split("|"):
            patterns.setdefault(_key(name), []).extend(made)
    near: dict[str, frozenset[str]] = {}
    for group in raw["near"]:
        roots = frozenset(map(root, group))
        for one in roots:
            near[one] = near.get(one, frozenset()) | roots
    return Lexicon(
        everyday=frozenset(raw["everyday"]),
        vendors=frozenset(map(_key, raw["vendors"])),
        generic=frozenset(raw["generic"]),
        fillers=frozenset(raw["fillers"]),
        same={key: tuple(names) for key, names in same.items()},
        narrower={key: tuple(names) for key, names in narrower.items()},
        patterns={key: tuple(made) for key, made in patterns.items()},
        near=near,
        esco=_other_names(reference),
        rarity=_use(reference),
    )


def _other_names(reference: Path) -> dict[str, tuple[str, ...]]:
    """The preferred name of each skill, lower-cased, with its other names.

    An alternative name may be narrower than the preferred one (an operating system beside "operating systems"), so
    nothing is concluded from one alternative to another.
    """
    found = {}
    for label, (_, others) in esco_skills(reference).items():
        kept = tuple(bare_name(name) for name in others if alike(label, name))
        if 0 < len(kept) <= _LONGEST_GROUP:
            found[bare_name(label)] = kept
    return found


def alike(label: str, name: str) -> bool:
    """Whether an alternative says the same as the preferred name: a shared word, its initials, or its beginning.

    Alternatives that share nothing with it are often narrower or beside the point.
    """
    mine, theirs = ({root(word) for word in NAME_WORD.findall(bare_name(one))} for one in (label, name))
    if not theirs or any(len(word) > 3 for word in mine & theirs):
        return bool(theirs)
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", bare_name(label)))
    return bare_name(name) == initials or (len(name) > 5 and bare_name(label).startswith(bare_name(name)))


def bare_name(name: str) -> str:
    """Lower-cased, without the remark in brackets that tells homonyms apart."""
    return name.split(" (")[0].strip().lower()


def _use(reference: Path) -> Counter[str]:
    """In how many names of skills each word stands."""
    names = (name for label, (_, others) in esco_skills(reference).items() for name in (label, *others))
    return Counter(one for name in names for one in set(map(root, _WORD.findall(name.lower()))))


def _key(name: str) -> Key:
    return tuple(word.root for word in tokens(name))
