"""The pieces of an answer that can be quoted: its sentences, and the clauses that long sentences are made of."""

from __future__ import annotations

import re

from shared_backend.ai_engines.tasks.interview_coach.reading import Reading
from shared_backend.ai_engines.text.words import Sentence

LEAST_WORDS = 3
_MARK = re.compile(r"[,;:–—]|\s-\s")
_LINKS = frozenset({"and", "but", "so", "then", "while", "until", "which", "who", "when", "after"})
_SUBJECTS = frozenset({"i", "we", "he", "she", "they", "it", "there", "nobody", "everybody", "everyone"})
_ARTICLES = frozenset({"the", "my", "our", "a", "his", "her", "their"})
_VERBS = frozenset({"was", "were", "is", "are", "had", "has", "came", "went", "did", "said", "could", "got", "told"})
_OPENERS = frozenset({"and", "but", "so", "then"})
_LEAD_IN = frozenset({"last", "when", "while", "during", "at", "in", "on", "one", "once", "after", "before", "if"})


def pieces(reading: Reading) -> list[tuple[Sentence, Sentence]]:
    """Every sentence of at least three words and every clause of it, each with the sentence it belongs to."""
    found: list[tuple[Sentence, Sentence]] = []
    for sentence in reading.sentences:
        if sentence.last - sentence.first >= LEAST_WORDS:
            found.append((sentence, sentence))
            parts = clauses(reading, sentence)
            found += [(part, sentence) for part in parts] if len(parts) > 1 else []
    return found


def clauses(reading: Reading, sentence: Sentence) -> list[Sentence]:
    """A sentence cut at its commas, before "and I …" and the like, and behind an opening such as "Last week"."""
    cuts = [sentence.first]
    for i in range(sentence.first + LEAST_WORDS, sentence.last - LEAST_WORDS):
        if i - cuts[-1] > LEAST_WORDS and _starts_clause(reading, sentence, i, opening=len(cuts) == 1):
            cuts.append(i)
    ends = [*cuts[1:], sentence.last]
    return [_piece(reading, sentence, first, last) for first, last in zip(cuts, ends, strict=True)]


def _starts_clause(reading: Reading, sentence: Sentence, i: int, *, opening: bool) -> bool:
    answer, words = reading.answer, reading.answer.words
    if _MARK.search(answer.raw[answer.ends[i - 1] : answer.starts[i]]):
        return True
    if words[i] in _LINKS and (words[i + 1] in _SUBJECTS or _told_of(words[i + 1 : min(i + 6, sentence.last)])):
        return True
    return opening and words[sentence.first] in _LEAD_IN and words[i] in ("i", "we")


def _told_of(words: tuple[str, ...]) -> bool:
    """Whether these words begin with somebody and what they did, such as "the customer was"."""
    return bool(words) and words[0] in _ARTICLES and any(w in _VERBS or w.endswith("ed") for w in words[2:])


def _piece(reading: Reading, sentence: Sentence, first: int, last: int) -> Sentence:
    answer = reading.answer
    while answer.words[first] in _OPENERS and last - first > LEAST_WORDS:
        first += 1
    end = sentence.end if last == sentence.last else answer.ends[last - 1]
    return Sentence(answer.starts[first], end, first, last)
