"""Text as words with their places in the original, so that every finding can quote the person verbatim."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_BREAK = re.compile(r"(?:[.!?…]+[\"”’')\]]*(?=\s|$))|\n+")
_WHOLE = {
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not"),
    "let's": ("let", "us"), "gonna": ("going", "to"), "wanna": ("want", "to"), "i'm": ("i", "am"), "im": ("i", "am"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"), "didnt": ("did", "not"), "isnt": ("is", "not"), "wasnt": ("was", "not"),
    "cant": ("can", "not"), "wont": ("will", "not"), "havent": ("have", "not"), "couldnt": ("could", "not"),
    "wouldnt": ("would", "not"), "shouldnt": ("should", "not"), "ive": ("i", "have"), "thats": ("that", "is"),
    "'cause": ("because",), "cause": ("cause",),
}  # fmt: skip
_TAILS = (("n't", "not"), ("'d", "would"), ("'ll", "will"), ("'ve", "have"), ("'re", "are"), ("'s", "is"))
_SUFFIXES = (
    "ations", "ation", "ingly", "ments", "ment", "ness", "ings", "edly", "ies", "ing", "ied", "ely", "ers", "ed", "es",
    "er",
    "ly", "or", "y", "e", "s",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or list line: characters ``[start, end)`` of the text and words ``[first, last)``."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True)
class Words:
    """A text with its words, lower-cased and with contractions opened (``don't`` → do, not).

    Attributes
    ----------
    raw : str
        The text as written.
    words : tuple of str
        The opened words.
    starts, ends : tuple of int
        Characters of `raw` each word came from (both halves of a contraction share them).
    capital : tuple of bool
        Whether the word was written with a capital first letter.
    """

    raw: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capital: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stem of every word."""
        return tuple(stem(word) for word in self.words)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences and list lines that hold at least one word, in order."""
        cuts = [0, *(match.end() for match in _BREAK.finditer(self.raw)), len(self.raw)]
        found: list[Sentence] = []
        first = 0
        for begin, end in pairwise(cuts):
            last = bisect_right(self.starts, end - 1) if end > begin else first
            if last > first:
                found.append(Sentence(self.starts[first], _trim(self.raw, end), first, last))
                first = last
        return tuple(found)

    def quote(self, sentence: Sentence) -> str:
        """The sentence exactly as written."""
        return self.raw[sentence.start : sentence.end]

    def sentence_of(self, word: int) -> Sentence:
        """The sentence that holds the word at index `word`."""
        return self.sentences[max(0, bisect_right([s.first for s in self.sentences], word) - 1)]


def _trim(raw: str, end: int) -> int:
    while end > 0 and raw[end - 1].isspace():
        end -= 1
    return end


def read(text: str) -> Words:
    """Split a text into words; a text without letters or digits gives no words."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    capital: list[bool] = []
    for match in _WORD.finditer(text):
        written = match.group()
        for part in _open(written.lower().replace("’", "'")):
            words.append(part)
            starts.append(match.start())
            ends.append(match.end())
            capital.append(written[0].isupper())
    return Words(text, tuple(words), tuple(starts), tuple(ends), tuple(capital))


@lru_cache(maxsize=20_000)
def _open(word: str) -> tuple[str, ...]:
    if word in _WHOLE:
        return _WHOLE[word]
    for tail, opened in _TAILS:
        if word.endswith(tail) and len(word) > len(tail):
            return (word[: -len(tail)], opened)
    return (word,)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A short form that word forms share: one ending removed, never below three letters.

    >>> stem("checked"), stem("checks"), stem("checking"), stem("policies")
    ('check', 'check', 'check', 'polic')
    """
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            cut = word[: -len(suffix)]
            return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "sl" else cut
    return word
