"""The task interview_coach: how good is a written interview answer, overall and on six criteria?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from shared_backend.ai_engines.base import Engine, EngineName, Examples, Scores
from shared_backend.ai_engines.bayesian.scores import BayesianScores
from shared_backend.ai_engines.expert.scores import ExpertScores, RuleBase
from shared_backend.ai_engines.fuzzy.scores import FuzzyScores
from shared_backend.ai_engines.llm.scores import LlmScores
from shared_backend.ai_engines.neural.scores import NeuralScores
from shared_backend.ai_engines.nlp.scores import NlpScores
from shared_backend.ai_engines.tasks.base import Column, NotApplicable, Row
from shared_backend.ai_engines.tasks.interview_coach import rows as files
from shared_backend.ai_engines.tasks.interview_coach.ceilings import ceilings_of
from shared_backend.ai_engines.tasks.interview_coach.details import explain
from shared_backend.ai_engines.tasks.interview_coach.measures import measure, measure_names
from shared_backend.ai_engines.tasks.interview_coach.normal import normal_text
from shared_backend.ai_engines.tasks.interview_coach.reading import read_input
from shared_backend.ai_engines.tasks.interview_coach.variants import variants
from shared_backend.ai_engines.tasks.scores import Ceiling, Explanation, ScoresTask

REFERENCE = Path(__file__).resolve().parents[4] / "data" / "reference"
_INSTRUCTION = (
    "You are a fair hiring interviewer. Rate the answer to the question for the stated role and level: overall 0 to 10 "
    "and six criteria 0 to 4. Judge content only: no credit for length, vocabulary, confidence or grammar. A wrong "
    "technical answer is at most 4, a story to another question at most 4, a hypothetical answer to a past event at "
    "most 4, no answer at most 2."
)


class InterviewCoach(ScoresTask):
    """Rates interview answers. `reference` is the shipped data/reference folder."""

    id: ClassVar[str] = "interview_coach"
    name: ClassVar[str] = "Interview coach"
    description: ClassVar[str] = "Scores a written interview answer overall and on six criteria."
    columns: ClassVar[tuple[Column, ...]] = files.COLUMNS
    baseline_name: ClassVar[str] = "mean rating"
    primary: ClassVar[str | None] = files.OVERALL
    headline: ClassVar[str] = "spearman"
    decimals: ClassVar[int] = 1
    # Measured by leaving out one author's texts at a time: rules and words carry over to another author's style best,
    # flexible engines least, which folds inside one author's texts cannot show.
    prior_shares: ClassVar[Mapping[str, float] | None] = {
        "expert": 0.22, "fuzzy": 0.22, "nlp": 0.42, "bayesian": 0.07, "neural": 0.07,
    }  # fmt: skip
    neutral_measure: ClassVar[str | None] = "log_words"
    caveats: ClassVar[tuple[str, ...]] = (
        "The built-in answers are fictional and were rated by language models, not by a panel of people.",
        "The score says how an answer reads against the criteria. It does not say whether the story is true.",
    )

    def __init__(self, reference: Path = REFERENCE) -> None:
        self.reference = reference

    def parse(self, record: Mapping[str, Any]) -> Row:
        """One uploaded record; see `rows.parse`."""
        return files.parse(record)

    def check_input(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """One input; see `rows.check_input`."""
        return files.check_input(record)

    def choices(self) -> Mapping[str, Mapping[str, str]]:
        """Type and level."""
        return files.CHOICES

    def builtin(self, reference: Path) -> tuple[Row, ...]:
        """All files of ``rated_answers``; each row's source names its file."""
        paths = sorted((reference / "rated_answers").glob("*.jsonl"))
        return unrepeated([row for path in paths for row in files.read_rated(path)])

    def examples(self, inputs: Sequence[Mapping[str, Any]]) -> Examples:
        """Measures, and the answer's words with placeholders for its subject; see `normal`."""
        readings = [read_input(row) for row in inputs]
        numeric = np.array([list(measure(reading).values()) for reading in readings], dtype=np.float64)
        names = measure_names()
        return Examples(
            tuple(inputs), tuple(map(normal_text, readings)), numeric.reshape(len(inputs), len(names)), names
        )

    def targets(self, rows: Sequence[Row]) -> Scores:
        """(n, 7): overall and the six criteria; NaN where not rated."""
        values = np.array([[float(row.target[name]) for name in files.OUTPUTS] for row in rows], dtype=np.float64)
        return Scores(values.reshape(len(rows), len(files.OUTPUTS)), files.OUTPUTS, files.LOW, files.HIGH)

    def engines(self) -> Mapping[EngineName, Engine | NotApplicable]:
        """All six; the language model abstains until one is configured."""
        folder = self.reference / "rules"
        fuzzy = json.loads((folder / "interview_coach_fuzzy.json").read_text(encoding="utf-8"))
        return {
            "neural": NeuralScores(),
            "expert": ExpertScores(RuleBase.load(folder / "interview_coach.json")),
            "bayesian": BayesianScores(),
            "nlp": NlpScores(),
            "fuzzy": FuzzyScores.of(fuzzy),
            "llm": LlmScores(
                instruction=_INSTRUCTION,
                fields=("question", "role", "level", "type", "key_points", "answer"),
                quoted="answer",
            ),
        }

    def slices(self, row: Row) -> Mapping[str, str]:
        """By question type, level and source."""
        return {"type": str(row.input["type"]), "level": str(row.input["level"]), "source": row.source}

    def more_rows(self, rows: Sequence[Row], seed: int) -> tuple[Row, ...]:
        """Variants whose rating follows from the original's; see `variants`."""
        return variants(rows, seed)

    def ceilings(self, examples: Examples) -> tuple[tuple[Ceiling, ...], ...]:
        """See `ceilings`."""
        return tuple(
            ceilings_of(read_input(row), dict(zip(examples.numeric_names, map(float, values), strict=True)))
            for row, values in zip(examples.rows, examples.numeric, strict=True)
        )

    def explain(self, record: Mapping[str, Any], scores: Mapping[str, float], rules: Sequence[str]) -> Explanation:
        """STAR parts, key points, strength, fix, with verbatim quotes; see `details`."""
        return explain(read_input(record), scores, rules)


def unrepeated(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows without repetitions of the same answer to the same question (pairs repeat their base answer)."""
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        seen.setdefault((row.group, str(row.input["answer"])), row)
    return tuple(seen.values())
