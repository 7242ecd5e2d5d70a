"""Sentences to the skills they ask for or show, by the names of the skills alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from shared_backend.ai_engines.base import FloatArray
from shared_backend.ai_engines.linking.esco_skills import esco_skills
from shared_backend.ai_engines.linking.names import Names
from shared_backend.ai_engines.linking.space import LetterSpace, WordSpace, cosine

_BLOCK = 32
# Weights of the alternative labels and of all labels together, beside 1 for each measure of the preferred label;
# chosen on the validation sentences.
_OTHERS, _TOGETHER = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class LinkedSkill:
    """A skill and its score; `id` is empty when the label is not one of ESCO's."""

    label: str
    id: str
    score: float


class SkillLinker:
    """Ranks skills for a sentence without having seen a linked sentence.

    A name counts by the cosine of its stems, by the share of its stems that stand in the sentence (a short name in a
    long sentence is not punished for the sentence's other words), and by the cosine of its letter runs. Rarity of
    words is learned from all labels that are known for the skills.

    Parameters
    ----------
    labels : sequence of str
        The preferred labels to choose from; they are their own ids.
    reference : Path
        The shipped `data/reference` folder: alternative labels of those it knows.
    """

    def __init__(self, labels: Sequence[str], reference: Path) -> None:
        table = esco_skills(reference)
        self.labels = tuple(dict.fromkeys(labels))
        self._ids = {label: known[0] for label, known in table.items()}
        nothing: tuple[str, tuple[str, ...]] = ("", ())
        self._every = Names.of(
            (label, name) for label in self.labels for name in (label, *table.get(label, nothing)[1])
        )
        self._words = WordSpace(self._every.documents())
        self._letters = LetterSpace(self.labels)
        self._by_label = (self._words.rows(self.labels), self._letters.rows(self.labels))
        self._by_name = self._words.rows(self._every.texts)
        self._together = self._words.rows(self._every.documents())

    def scores(self, sentences: Sequence[str]) -> FloatArray:
        """Scores (n, labels) in the order of `labels`, at most 4.25; higher is likelier."""
        found = np.empty((len(sentences), len(self.labels)))
        for start in range(0, len(sentences), _BLOCK):
            found[start : start + _BLOCK] = self._block(sentences[start : start + _BLOCK])
        return found

    def link(self, sentence: str, count: int = 5) -> tuple[LinkedSkill, ...]:
        """At most `count` skills, best first; none without a common word or letter run."""
        score = self.scores([sentence])[0]
        order = np.argsort(-score, kind="stable")[: max(count, 0)]
        return tuple(
            LinkedSkill(self.labels[i], self._ids.get(self.labels[i], ""), round(float(score[i]), 4))
            for i in order
            if score[i] > 0
        )

    def _block(self, sentences: Sequence[str]) -> FloatArray:
        words, letters = self._words.rows(sentences), self._letters.rows(sentences)
        known_words, known_letters = self._by_label
        score = cosine(words, known_words) + cosine(letters, known_letters)
        score += self._words.contained(words, known_words)
        score += _OTHERS * self._every.best(cosine(words, self._by_name))
        score += _OTHERS * self._every.best(self._words.contained(words, self._by_name))
        return score + _TOGETHER * cosine(words, self._together)
