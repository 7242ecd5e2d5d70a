"""The word lists behind rewording and checking, read once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from shared_backend.domain.errors import ConfigurationError
from shared_backend.services.resumes.writing.verbs import REFERENCE, Verbs, verbs


@dataclass(frozen=True)
class Wording:
    """The lists of ``writing_words.json``; see its ``about``. `groups` maps a stem to the numbers of its groups."""

    verbs: Verbs
    groups: dict[str, frozenset[int]]
    lowering: tuple[frozenset[str], ...]
    hedging: tuple[tuple[str, ...], ...]
    filler: tuple[str, ...]
    shorter: dict[str, str]
    vague: tuple[str, ...]
    glue: frozenset[str]
    outcome: frozenset[str]
    senior: frozenset[str]
    praise: frozenset[str]
    scope: frozenset[str]
    handled: frozenset[str]
    managed: frozenset[str]
    mass: frozenset[str]
    people: frozenset[str]

    def stem(self, word: str) -> str:
        """What the forms of one word share, and the words of no other: a manager is not what manages.

        >>> w = wording()
        >>> w.stem("managed"), w.stem("management"), w.stem("manager"), w.stem("invoices"), w.stem("policies")
        ('manage', 'manage', 'manager', 'invoice', 'policy')
        """
        known = _STEMS.get(word)
        if known is None:
            known = _STEMS[word] = self._stem(word)
            if len(_STEMS) > _MOST_STEMS:
                _STEMS.clear()
        return known

    def _stem(self, word: str) -> str:
        word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
        forms = self.verbs.forms(word)
        if forms:
            # One spelling, and of two verbs ("found", "ground") always the same one.
            return min(_british(form.base) for form in forms)
        if word in self.verbs.nominal:
            return _british(self.verbs.nominal[word])
        if word.endswith("ies") and len(word) > 4:
            return f"{word[:-3]}y"
        if word.endswith(("ches", "shes", "sses", "xes")):
            return word[:-2]
        if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
            return word[:-1]
        return _PLURALS.get(word, word)


_SETS = ("glue", "outcome", "senior", "praise", "scope", "handled", "managed", "mass", "people")
_STEMS: dict[str, str] = {}
_MOST_STEMS = 50_000
_PLURALS = {"children": "child", "people": "person", "men": "man", "women": "woman"}


@lru_cache(maxsize=4)
def wording(reference: Path | None = None) -> Wording:
    """The lists that are shipped.

    Raises
    ------
    ConfigurationError
        When they are missing or damaged.
    """
    path = (reference or REFERENCE) / "resumes" / "writing_words.json"
    known = verbs(reference)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        bare = Wording(
            known,
            {},
            tuple(frozenset(group) for group in data["lowering"]),
            tuple(tuple(group) for group in data["hedging"]),
            _longest_first(data["filler"]),
            data["shorter"],
            _longest_first(data["vague"]),
            **{name: frozenset(data[name]) for name in _SETS},
        )
        for number, group in enumerate(data["same"]):
            for word in group:
                stem = bare.stem(word)
                bare.groups[stem] = bare.groups.get(stem, frozenset()) | {number}
    except (OSError, ValueError, KeyError) as problem:
        raise ConfigurationError(f"{path.name} is missing or damaged; restore data/reference.") from problem
    return bare


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _british(base: str) -> str:
    return f"{base[:-3]}{base[-3:].replace('z', 's')}" if base.endswith(("ize", "yze")) else base
