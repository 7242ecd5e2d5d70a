"""One question with its answer, read once: words, sentences and lexicon hits that every measure shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from shared_backend.ai_engines.text.lexicon import Hit, Lexicon, load
from shared_backend.ai_engines.text.words import Sentence, Words, read, stem

LEXICONS = Path(__file__).resolve().parents[4] / "data" / "reference" / "lexicons"
STORY_TYPES = ("behavioral", "situational")
_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "if",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "from",
        "by",
        "with",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "do",
        "does",
        "did",
        "have",
        "has",
        "had",
        "i",
        "you",
        "he",
        "she",
        "it",
        "we",
        "they",
        "me",
        "him",
        "her",
        "us",
        "them",
        "my",
        "your",
        "his",
        "its",
        "our",
        "their",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "what",
        "which",
        "who",
        "whom",
        "whose",
        "how",
        "when",
        "where",
        "why",
        "not",
        "no",
        "so",
        "than",
        "then",
        "too",
        "very",
        "can",
        "could",
        "will",
        "would",
        "shall",
        "should",
        "may",
        "might",
        "must",
        "just",
        "about",
        "into",
        "over",
        "under",
        "out",
        "up",
        "down",
        "off",
        "again",
        "also",
        "any",
        "some",
        "such",
        "only",
        "own",
        "same",
        "other",
        "more",
        "most",
        "each",
        "every",
        "all",
        "both",
        "few",
        "one",
        "tell",
        "time",
        "describe",
        "explain",
        "give",
        "example",
        "situation",
    ]
)


def lexicon(file: str, name: str) -> Lexicon:
    """The named list of one of the shipped lexicon files."""
    return load(LEXICONS / f"{file}.json")[name]


def is_content(word: str) -> bool:
    """Whether a word carries a subject (not a function word, at least three characters or a number)."""
    return word not in _STOP and (len(word) > 2 or word[0].isdigit())


@dataclass(frozen=True)
class Reading:
    """An answer beside its question. `core` is the answer's words with spoken fillers left out of the counts."""

    question: Words
    answer: Words
    key_points: tuple[Words, ...]
    type: str
    level: str
    role: Words

    @cached_property
    def _cache(self) -> dict[tuple[str, str], list[Hit]]:
        return {}

    def hits(self, file: str, name: str) -> list[Hit]:
        """Where the answer uses entries of a lexicon."""
        key = (file, name)
        if key not in self._cache:
            self._cache[key] = lexicon(file, name).hits(self.answer)
        return self._cache[key]

    def marked(self, file: str, name: str) -> frozenset[int]:
        """Indices of the answer's words inside hits of a lexicon."""
        return frozenset(i for hit in self.hits(file, name) for i in range(hit.first, hit.last))

    @cached_property
    def fillers(self) -> frozenset[int]:
        """Indices of spoken fillers."""
        return self.marked("voice", "filler")

    @cached_property
    def core(self) -> tuple[int, ...]:
        """Indices of the answer's words that are not fillers."""
        return tuple(i for i in range(len(self.answer)) if i not in self.fillers)

    @cached_property
    def content(self) -> frozenset[str]:
        """Stems of the answer's content words."""
        return frozenset(self.answer.stems[i] for i in self.core if is_content(self.answer.words[i]))

    @cached_property
    def asked(self) -> frozenset[str]:
        """Stems of the question's content words."""
        return frozenset(stem(word) for word in self.question.words if is_content(word))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The answer's sentences."""
        return self.answer.sentences

    def count_in(self, sentence: Sentence, marked: frozenset[int]) -> int:
        """How many words of a sentence are among `marked`."""
        return sum(1 for i in range(sentence.first, sentence.last) if i in marked)


def read_input(row: Mapping[str, Any]) -> Reading:
    """The reading of one checked input (question, answer, type, level, key_points …)."""
    return Reading(
        question=read(str(row["question"])),
        answer=read(str(row["answer"])),
        key_points=tuple(read(str(point)) for point in row.get("key_points") or ()),
        type=str(row.get("type") or "behavioral"),
        level=str(row.get("level") or "mid"),
        role=read(str(row.get("role") or "")),
    )
