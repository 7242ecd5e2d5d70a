"""Brings a message into plain lower-case words: slang, contractions, typing slips and look-alike letters undone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 70  # words of one window: longer sentences are cut, so that matching stays linear in the text
OVERLAP = 20
_LOOK_ALIKES = str.maketrans("аеорсухіїјѕԁһӏєκοραειυν’‘ʼ`´“”«»„", "aeopcyxiijsdhlekopaeiuv'''''\"\"\"\"\"")
_LEET = str.maketrans("013457@$!", "oieastasi")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_LAUGHTER = re.compile("[\U0001f480\U0001f602\U0001f605\U0001f606\U0001f923\u2620]")
_SPACED = re.compile(r"(?<![a-z])(?:[a-z][ .\-_*]){3,40}[a-z](?![a-z])")
_SENTENCE = re.compile(r"[.!?;\n]+(?=\s|$)|\n+|[…]|\s[-–—]\s")
_TOKEN = re.compile(r"[a-z0-9@$*!'\-]+")
_QUOTED = re.compile(r"\"[^\"\n]{2,400}\"|(?<![\w'])'(?=[^\s'])[^\n\"]{2,300}?(?<=[^\s])'(?![\w'])")
_LONG_RUN = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True)
class Wording:
    """How words are written outside dictionaries.

    Parameters
    ----------
    replacements : mapping
        One written word → the plain words it stands for.
    phrases : sequence of pairs
        Neighbouring plain words → what they are written as from here on.
    vocabulary : frozenset
        Words worth recognising behind a typing slip.
    slips : mapping
        One-letter slip → the word it stands for; ordinary words are not among them.
    """

    replacements: Mapping[str, str]
    phrases: Sequence[tuple[str, str]]
    vocabulary: frozenset[str]
    slips: Mapping[str, str]

    @classmethod
    def of(cls, data: Mapping[str, object]) -> Wording:
        """The wording part of `patterns.json`."""
        replacements: Mapping[str, str] = data["replacements"]  # type: ignore[assignment]
        phrases: Mapping[str, str] = data["phrases"]  # type: ignore[assignment]
        words: list[str] = data["vocabulary"]  # type: ignore[assignment]
        real: list[str] = data["real_words"]  # type: ignore[assignment]
        slips = {slip: word for word in words if len(word) >= 6 for slip in _slips(word) if slip not in real}
        return cls(replacements, tuple(phrases.items()), frozenset(words), slips)

    def sentences(self, text: str) -> Iterator[str]:
        """Plain sentences, each with one blank around every word; what stands in quotation marks is left out."""
        for part in _SENTENCE.split(without_quotes(_folded(text))):
            words = self._words(part)
            for start in range(0, max(1, len(words) - OVERLAP), LONGEST - OVERLAP):
                window = words[start : start + LONGEST]
                if window:
                    yield self._joined(window)

    def _words(self, part: str) -> list[str]:
        joined = _SPACED.sub(lambda found: re.sub("[^a-z]", "", found.group()), part)
        return [plain for token in _TOKEN.findall(joined) for plain in self._plain(token)]

    def _joined(self, words: Sequence[str]) -> str:
        sentence = f" {' '.join(words)} "
        for written, plain in self.phrases:
            if written in sentence:
                sentence = sentence.replace(f" {written} ", f" {plain} ")
        return sentence

    def _plain(self, token: str) -> list[str]:
        token = token.strip("'-!*$") or ""
        known = self.replacements.get(token)
        if known is not None:
            return known.split()
        if not token.isalpha():
            return self._mended(token)
        return [self._corrected(token)]

    def _mended(self, token: str) -> list[str]:
        if "-" in token:
            return [plain for piece in token.split("-") if piece for plain in self._plain(piece)]
        if "'" in token:
            head, _, tail = token.rpartition("'")
            ending = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would", "s": "is"}.get(tail)
            if token.endswith("n't"):
                return [token[:-3], "not"]
            return [*self._plain(head), ending] if ending and head else [token.replace("'", "")]
        if "*" in token:
            shape = re.compile(token.replace("*", "[a-z]")) if re.fullmatch(r"[a-z*]{3,15}", token) else None
            return [next((w for w in sorted(self.vocabulary) if shape and shape.fullmatch(w)), token.replace("*", ""))]
        plain = token.translate(_LEET)
        return [plain if plain in self.vocabulary else re.sub("[^a-z0-9]", "", token)]

    def _corrected(self, token: str) -> str:
        if token in self.vocabulary:
            return token
        if _LONG_RUN.search(token):
            twice, once = _LONG_RUN.sub(r"\1\1", token), _LONG_RUN.sub(r"\1", token)
            return twice if twice in self.vocabulary else once
        if token.endswith("in") and f"{token}g" in self.vocabulary:
            return f"{token}g"
        return self.slips.get(token, token) if len(token) >= 5 else token


def without_quotes(text: str) -> str:
    """The text without what it quotes, unless nearly all of it stands in quotation marks."""
    return _QUOTED.sub(" quoted ", text) if len(_QUOTED.sub("", text)) > 0.3 * len(text) else text


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return _LAUGHTER.sub(" lol ", plain.translate(_LOOK_ALIKES))


def _slips(word: str) -> Iterator[str]:
    """What the word looks like with one letter left out, doubled or swapped with its neighbour."""
    for i in range(1, len(word) - 1):  # the first and the last letter tell real words apart (voice, voices)
        yield word[:i] + word[i + 1 :]
        yield word[:i] + word[i] + word[i:]
    for i, (a, b) in enumerate(pairwise(word)):
        if i and a != b:
            yield word[:i] + b + a + word[i + 2 :]
