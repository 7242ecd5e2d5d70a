"""Reads the pattern file: a small readable notation becomes regular expressions that cannot backtrack without bound."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FILLER = 4  # words a '...' may stand for
_NOT = re.compile(r" ?<not ([^<>]*)>")
_OPEN = re.compile(r"\((?!\?)")
_PART = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Words that silence a match in the same sentence, except when `unless` stands there too."""

    words: re.Pattern[str]
    unless: re.Pattern[str]

    def applies(self, sentence: str) -> bool:
        """Whether the sentence is to be taken as harmless."""
        return bool(self.words.search(sentence)) and not self.unless.search(sentence)


@dataclass(frozen=True, slots=True)
class Group:
    """Patterns of one meaning. They are tried only on windows of `span` sentences that hold one of `needs`.

    `together` lists sets of words: one of each set in the same window, in any order, says the same as a pattern.
    """

    label: str
    name: str
    needs: frozenset[str]
    span: int
    exclusions: tuple[Exclusion, ...]
    pattern: re.Pattern[str]
    together: tuple[tuple[frozenset[str], ...], ...]


def read_groups(data: Mapping[str, Any]) -> tuple[Group, ...]:
    """All groups of `patterns.json`, in file order, which is the order of urgency."""
    notation = Notation(data["parts"], data["negation"])
    exclusions = {
        name: Exclusion(notation.compile(item["words"]), notation.compile(item["except"]))
        for name, item in data["exclusions"].items()
    }
    return tuple(
        Group(
            label=item["label"],
            name=item["name"],
            needs=frozenset(item["needs"]),
            span=item.get("span", 1),
            exclusions=tuple(exclusions[name] for name in item["unless"]),
            pattern=notation.compile("|".join(item["patterns"])),
            together=tuple(tuple(frozenset(words.split()) for words in sets) for sets in item.get("together", ())),
        )
        for item in data["groups"]
    )


class Notation:
    """'(a|b)' one of these · 'x?' may be left out · '...' up to four words that do not negate ·
    '{name}' a part · '<not a|b>' not followed by these words.
    """

    def __init__(self, parts: Mapping[str, str], negation: str) -> None:
        self._parts = parts
        self._gap = f"(?:(?!(?:{negation}) )[a-z0-9]+ ){{0,{FILLER}}}"

    def compile(self, written: str) -> re.Pattern[str]:
        """The pattern as whole words after a blank, which makes searching fast.

        Every repetition is bounded, so that no text makes matching explode.
        """
        return re.compile(f" ({self._translated(written)})(?![a-z0-9])")

    def _translated(self, written: str) -> str:
        plain = written
        while found := _PART.search(plain):
            plain = plain.replace(found.group(), self._parts[found.group(1)])
        plain = _NOT.sub(r"(?! (\1)(?![a-z0-9]))", plain)
        plain = _OPEN.sub("(?:", plain).replace(" ... ", f" {self._gap}").replace(".*", "[^|]{0,160}?")
        return plain.replace(")*", f"){{0,{FILLER}}}").replace(")+", f"){{1,{FILLER}}}")
