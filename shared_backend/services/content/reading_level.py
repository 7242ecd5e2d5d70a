"""How hard a text is to read: the Flesch–Kincaid grade (Kincaid et al. 1975), with syllables counted from spelling."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.!?]+(?:\s|$)")
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’][A-Za-z]+)?")
_VOWELS = re.compile(r"[aeiouyàâäèéêëîïôöùûü]+")
_SILENT_END = re.compile(r"(?:[^laeiouycgszxh]es|[^tdl]ed|[aeiouy]led|[^l]e)$")


def syllables(word: str) -> int:
    """Syllables of an English word, at least 1; an estimate from spelling.

    >>> [syllables(word) for word in ("time", "table", "asked", "wanted", "understanding", "the")]
    [1, 2, 1, 2, 4, 1]
    """
    plain = word.lower().replace("’", "'").removesuffix("'s")
    groups = len(_VOWELS.findall(plain))
    if groups > 1 and _SILENT_END.search(plain):
        groups -= 1
    return max(1, groups)


def grade(text: str) -> float:
    """The Flesch–Kincaid grade: years of school, 0.39 words a sentence + 11.8 syllables a word − 15.59.

    >>> round(grade("The cat sat on the mat."), 2)
    -1.45
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
