"""What the engine contract is checked on: one case an engine; authors of further engines add theirs to CASES."""

# ruff: noqa: E501  (answers and tables read better unbroken)
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from shared_backend.ai_engines.base import Engine, Examples, Labels, Scores
from shared_backend.ai_engines.bayesian.labels import BayesianLabels
from shared_backend.ai_engines.bayesian.levels import BayesianLevels
from shared_backend.ai_engines.bayesian.scores import BayesianScores
from shared_backend.ai_engines.expert.labels import ExpertLabels, TitleRules
from shared_backend.ai_engines.expert.levels import ExpertLevels
from shared_backend.ai_engines.expert.scores import ExpertScores, RuleBase
from shared_backend.ai_engines.fuzzy.labels import FuzzyLabels
from shared_backend.ai_engines.fuzzy.levels import FuzzyLevels
from shared_backend.ai_engines.fuzzy.scores import FuzzyScores
from shared_backend.ai_engines.llm.labels import LlmLabels
from shared_backend.ai_engines.llm.scores import LlmScores
from shared_backend.ai_engines.neural.labels import NeuralLabels
from shared_backend.ai_engines.neural.levels import NeuralLevels
from shared_backend.ai_engines.neural.scores import NeuralScores
from shared_backend.ai_engines.nlp.labels import NlpLabels
from shared_backend.ai_engines.nlp.levels import NlpLevels
from shared_backend.ai_engines.nlp.scores import NlpScores

ODD = ("", "🙂🙃" * 40, "word " * 4000, "a\x00b\x07c\ud7ff \u202e", "?!" * 100, "ÀÉ ß 漢字 عربى")
_WORDS = {
    "good": "counted boxes Friday checked label driver because",
    "bad": "synergy holistic leverage mindset passion always",
}


def rows_of(count: int, seed: int = 0) -> Examples:
    """Made-up rows whose quality shows in words and in two measures."""
    random = np.random.default_rng(seed)
    quality = random.uniform(0, 1, count)
    texts = []
    for q in quality:
        words = [*_WORDS["good"].split()[: 1 + int(6 * q)], *_WORDS["bad"].split()[: 1 + int(6 * (1 - q))]]
        texts.append(" ".join(random.permutation(words)))
    numeric = np.stack([quality + random.normal(0, 0.1, count), random.normal(0, 1, count), np.ones(count)], axis=1)
    rows = tuple({"answer": text, "quality": float(q)} for text, q in zip(texts, quality, strict=True))
    return Examples(rows, tuple(texts), numeric, ("facts", "noise", "constant"))


def odd_rows() -> Examples:
    """Texts nobody writes, with measures far outside what was learned."""
    numeric = np.array(
        [[1e6, -1e6, 0.0], [-1e6, 1e6, 1.0], [0.0, 0.0, 1.0], [9.0, 9.0, 9.0], [1e12, 0.0, 0.0], [0.5, 0.5, 1.0]]
    )
    return Examples(tuple({"answer": text} for text in ODD), ODD, numeric, ("facts", "noise", "constant"))


def score_targets(examples: Examples) -> Scores:
    """Two outputs; the second is not known for every fourth row."""
    quality = np.array([row["quality"] for row in examples.rows])
    second = np.where(np.arange(len(quality)) % 4 == 3, np.nan, 4 * quality)
    return Scores(np.stack([10 * quality, second], axis=1), ("overall", "detail"), (0.0, 0.0), (10.0, 4.0))


def label_targets(examples: Examples) -> Labels:
    """Two classes."""
    return Labels(tuple("good" if row["quality"] > 0.5 else "bad" for row in examples.rows))


class Model:
    """A language model that always says the same."""

    def complete_json(self, messages: Any, schema: Any, *, seconds: float) -> dict[str, Any]:
        """The middle of every range, with a quote that is not in the text."""
        return {name: {"score": 2.0, "quote": "not in the text", "reason": "as told"} for name in schema["required"]}


RULES = RuleBase.of(
    {
        "start": {"overall": 3.0, "detail": 1.0},
        "rules": [
            {"id": "facts", "measure": "facts", "none": 0.0, "full": 1.0, "points": {"overall": 4.0, "detail": 2.0}, "why": "Facts."},
            {"id": "noise", "measure": "noise", "none": 2.0, "full": 9.0, "points": {"overall": -1.0}, "why": "Noise.", "only": "constant"},
        ],
    }
)  # fmt: skip
FUZZY = {
    "variables": {"facts": {"measure": "facts", "low": 0.0, "middle": 0.5, "high": 1.0}},
    "rules": [
        {"when": {"facts": "low"}, "then": {"overall": 2.0, "detail": 1.0}},
        {"when": {"facts": "middle"}, "then": {"overall": 5.0, "detail": 2.0}},
        {"when": {"facts": "high"}, "then": {"overall": 9.0, "detail": 3.5}, "weight": 2.0},
    ],
}
_WORD_LIST = tuple(f"{word}*" for words in _WORDS.values() for word in words.split())
TITLE_RULES = TitleRules(
    {"exact": 0.9, "exact_without_rank": 0.8, "contains_ending": 0.6, "contains": 0.4, "keyword": 0.3},
    {"boxes": ("good",), "mindset": ("bad",), "coun*": ("good",)},
    frozenset({"senior"}),
)


@dataclass(frozen=True)
class Case:
    """An engine to check: how to make it, what it learns, and whether its scores should beat the mean."""

    make: Callable[[], Engine]
    targets: Callable[[Examples], Any] = score_targets
    learns: bool = True


CASES: dict[str, Case] = {
    "neural/scores": Case(lambda: NeuralScores(hidden=6, members=2, directions=4, penalty=0.01, epochs=60)),
    "bayesian/scores": Case(BayesianScores),
    "nlp/scores": Case(NlpScores),
    "expert/scores": Case(lambda: ExpertScores(RULES)),
    "fuzzy/scores": Case(lambda: FuzzyScores.of(FUZZY)),
    "llm/scores": Case(lambda: LlmScores(Model(), fields=("answer",), quoted="answer"), learns=False),
    "neural/labels": Case(NeuralLabels, label_targets),
    "bayesian/labels": Case(BayesianLabels, label_targets),
    "nlp/labels": Case(NlpLabels, label_targets),
    "expert/labels": Case(
        lambda: ExpertLabels(TITLE_RULES), label_targets, learns=False
    ),  # a shuffled text has no known part
    "fuzzy/labels": Case(FuzzyLabels, label_targets),
    "llm/labels": Case(lambda: LlmLabels(Model()), label_targets, learns=False),
    "neural/levels": Case(NeuralLevels),
    "bayesian/levels": Case(BayesianLevels),
    "nlp/levels": Case(NlpLevels),
    "expert/levels": Case(lambda: ExpertLevels(_WORD_LIST)),
    "fuzzy/levels": Case(FuzzyLevels),
}
