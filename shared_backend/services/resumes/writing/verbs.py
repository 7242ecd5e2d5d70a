"""Verbs of work in all their forms, both spellings, by rule and a list of those that no rule gives."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from shared_backend.domain.errors import ConfigurationError

FormKind = Literal["base", "past", "gerund", "third", "participle"]
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word as a verb."""

    base: str
    kind: FormKind


class Verbs:
    """The verbs of one list. Words are lower case.

    Attributes
    ----------
    noun_too : frozenset of str
        Bases that are as often nouns, so that only what follows can tell.
    nominal : mapping
        Nouns that name the doing of a verb, and that verb.
    """

    def __init__(self, path: Path) -> None:
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            regular, self._irregular = data["regular"], data["irregular"]
            self._doubling = frozenset(data["doubling"])
            self.noun_too = frozenset(data["noun_too"])
            self.nominal: dict[str, str] = data["nominal"]
        except (OSError, ValueError, KeyError) as problem:
            raise ConfigurationError(f"{path.name} is missing or damaged; restore data/reference.") from problem
        bases = [*regular, *(_american(base) for base in regular), *self._irregular]
        self._forms: dict[str, list[Form]] = {}
        for base in dict.fromkeys(bases):
            self._add(base)

    def forms(self, word: str) -> tuple[Form, ...]:
        """Every reading of a word as a verb; none for a word that is no verb here."""
        return tuple(self._forms.get(word.lower(), ()))

    def form(self, word: str, kind: FormKind) -> Form | None:
        """The reading of this kind, if the word has one."""
        return next((form for form in self.forms(word) if form.kind == kind), None)

    def past(self, base: str) -> str:
        """The simple past of a base.

        >>> verbs().past("plan"), verbs().past("teach"), verbs().past("tidy")
        ('planned', 'taught', 'tidied')
        """
        return self._irregular[base][0] if base in self._irregular else self._regular_past(base)

    def gerund(self, base: str) -> str:
        """The -ing form of a base.

        >>> verbs().gerund("write"), verbs().gerund("oversee"), verbs().gerund("ship")
        ('writing', 'overseeing', 'shipping')
        """
        if base in self._doubling:
            return f"{base}{base[-1]}ing"
        silent = base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and len(base) > 2
        return f"{base[:-1]}ing" if silent else f"{base}ing"

    def _regular_past(self, base: str) -> str:
        if base.endswith("e"):
            return f"{base}d"
        if base.endswith("y") and base[-2] not in _VOWELS:
            return f"{base[:-1]}ied"
        return f"{base}{base[-1]}ed" if base in self._doubling else f"{base}ed"

    def _add(self, base: str) -> None:
        third = (
            f"{base[:-1]}ies"
            if base.endswith("y") and base[-2] not in _VOWELS
            else f"{base}es"
            if base.endswith(("s", "x", "z", "ch", "sh", "o"))
            else f"{base}s"
        )
        participle = self._irregular[base][1] if base in self._irregular else self._regular_past(base)
        spelled: list[tuple[str, FormKind]] = [
            (base, "base"),
            (self.past(base), "past"),
            (self.gerund(base), "gerund"),
            (third, "third"),
            (participle, "participle"),
        ]
        if base in self._doubling and base[-1] == "l":
            spelled += [(f"{base}ed", "past"), (f"{base}ing", "gerund")]
        for word, kind in spelled:
            self._forms.setdefault(word, []).append(Form(base, kind))


@lru_cache(maxsize=4)
def verbs(reference: Path | None = None) -> Verbs:
    """The verbs that are shipped, read once."""
    return Verbs((reference or REFERENCE) / "resumes" / "writing_verbs.json")


REFERENCE = Path(__file__).resolve().parents[4] / "data" / "reference"


def _american(base: str) -> str:
    if base.endswith("yse"):
        return f"{base[:-3]}yze"
    # "advise" and its like have no other spelling.
    return f"{base[:-3]}ize" if base.endswith("ise") and base not in _ISE else base


_ISE = {"advertise", "advise", "devise", "exercise", "improvise", "promise", "raise", "revise", "supervise", "praise"}
