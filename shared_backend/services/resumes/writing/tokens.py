"""A line as words with the punctuation that hangs on them, so that it can be put together again unchanged."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_SPLIT = re.compile(r"^([\"“‘'(\[]*)(.*?)([\"”’')\],;:.!?…]*)$", re.S)


def words(text: str) -> frozenset[str]:
    """A list of words written as one text."""
    return frozenset(text.split())


PREPOSITIONS = words(
    "of to in on at by for from with within as into onto over under through during between among across about "
    "around per via after before until since without including like towards against using when while where so "
    "that which who because if than up down off out"
)
DETERMINERS = words(
    "the a an all any every each this that these those their his her its our my your both other another new"
)
JOINING = frozenset({"and", "&", "or", "then"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word: what stands before it, itself, what stands after it."""

    before: str
    word: str
    after: str

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.word.lower()

    def saying(self, word: str) -> Token:
        """The same token with another word."""
        return replace(self, word=word)


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text.

    >>> joined(tokens("Sold tea, coffee (and cake)"))
    'Sold tea, coffee (and cake)'
    """
    return tuple(Token(*_SPLIT.match(part).groups()) for part in text.split())  # type: ignore[union-attr]


def joined(parts: tuple[Token, ...] | list[Token]) -> str:
    """The text again, one space between words."""
    return " ".join(f"{part.before}{part.word}{part.after}" for part in parts)


def is_number(word: str) -> bool:
    """Whether a word is a number in figures."""
    return any(letter.isdigit() for letter in word) or word.startswith("[number?")


def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural."""
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
