"""Whether a line names a phrase: whole words in order, forms of one word and both spellings alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared_backend.services.resumes.matching.words import Token

# Longest joined word in which a difference of spaces and hyphens is looked for: "book-keeping", "health care".
_SHORTEST_JOINED = 7


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name as words; `cased` are the places whose capital letter counts (Go, R, Word, IT)."""

    words: tuple[Token, ...]
    cased: frozenset[int]

    @classmethod
    def of(cls, words: tuple[Token, ...], everyday: frozenset[str]) -> Phrase:
        """From a name as it is written; `everyday` are names that are also ordinary words."""
        cased = frozenset(
            i
            for i, word in enumerate(words)
            if word.raw[:1].isupper() and (word.form in everyday or len(word.form) == 1)
        )
        return cls(words, cased)


def find(phrase: Phrase, line: Sequence[Token], text: str) -> tuple[int, int] | None:
    """Words ``[first, last)`` of the line that name the phrase; None when it does not."""
    size = len(phrase.words)
    if not size:
        return None
    for i in range(len(line) - size + 1):
        if all(_same(phrase, k, line, i + k, text) for k in range(size)):
            return i, i + size
    return _joined(phrase, line) if not phrase.cased else None


def _same(phrase: Phrase, k: int, line: Sequence[Token], at: int, text: str) -> bool:
    asked, word = phrase.words[k], line[at]
    if k in phrase.cased:
        return word.form == asked.form and word.raw[:1].isupper() and _is_name(asked, line, at, text)
    if asked.form == word.form:
        return True
    # An abbreviation or a name with a number has no forms but the plural.
    if asked.raw.isupper() or not asked.form.isalpha() or len(asked.form) < 4:
        return len(asked.form) > 1 and word.form == asked.form + "s"
    return asked.root == word.root and len(word.form) > 3


def _is_name(asked: Token, line: Sequence[Token], at: int, text: str) -> bool:
    """Whether a word such as Go, R or Word is a name here and not the ordinary word or an initial."""
    word = line[at]
    if asked.raw.isupper() and len(asked.raw) > 1 and not word.raw.isupper():
        return False
    if word.part and not asked.part and len(word.form) < 3:
        return False
    before = text[: word.start].rstrip()
    after = text[word.end : word.end + 1]
    alone = not before or not (before[-1].isalnum() or before[-1] in "&.")
    if len(word.form) == 1:
        if after == "&" or before.endswith("&"):
            return False
        previous = line[at - 1].raw if at and not alone else ""
        return (not previous[:1].isupper() or previous.isupper()) and not (alone and after == ".")
    if after == "!" or asked.raw.isupper():
        return after != "!"
    # First word of a sentence: the capital says nothing, unless a list goes on after it.
    opens = not before or before[-1] in ".!?"
    following = line[at + 1] if at + 1 < len(line) else None
    if opens and following is not None and following.raw[:1].islower():
        return text[word.end : word.end + 1] in ",;/|)" or following.form in {"and", "or"}
    return True


def _joined(phrase: Phrase, line: Sequence[Token]) -> tuple[int, int] | None:
    name = "".join(word.form for word in phrase.words)
    if len(name) < _SHORTEST_JOINED or not name.isalpha():
        return None
    for i in range(len(line)):
        joined = ""
        for j in range(i, min(len(line), i + 4)):
            joined += line[j].form
            if joined == name:
                return i, j + 1
            if len(joined) >= len(name):
                break
    return None
